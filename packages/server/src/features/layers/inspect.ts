import type { FileInspection } from '@shoutian/domain/api';
import { guessCrs } from '@shoutian/domain/geo';
import { areaUnitHint, fallsInto, type LayerKind, layerFields, proposeMapping } from '@shoutian/domain/layers';
import type { Platform } from '../../platform/feature.ts';
import {
  assessLayer,
  type Dataset,
  type LayerInfo,
  readFeatures,
  type SourceCrs,
} from '../../platform/geofile/index.ts';
import { type StoredFile, withUnpacked } from './files.ts';
import { inspectStored } from './inspections.ts';
import { personalFieldsOf } from './personal.ts';

type DatasetView = FileInspection['datasets'][number];
type LayerView = DatasetView['layers'][number];

/** Rows compared with their geometry to judge a unit: the first ones, as a table view would show them. */
const UNIT_SAMPLE = 1500;
const SAMPLE_POINTS = 20;

export interface InspectRequest {
  uploadId: string;
  file: StoredFile;
  bytes: number;
  kind: LayerKind;
  encoding: string | undefined;
  countyBounds: [number, number, number, number] | undefined;
}

/**
 * Looks into an upload without storing anything. Every proposal in the answer is for a person to confirm.
 * @throws {AppError} refusedFile, unreadableFile, tooLarge
 */
export async function inspectFile(platform: Platform, request: InspectRequest): Promise<FileInspection> {
  return withUnpacked(platform, request.file, undefined, async (unpacked) => {
    const datasets: DatasetView[] = [];
    for (const [index, dataset] of unpacked.datasets.entries())
      datasets.push(await datasetView(dataset, index, request));
    return {
      uploadId: request.uploadId,
      fileName: request.file.fileName,
      bytes: request.bytes,
      countyBounds: request.countyBounds ?? null,
      ignored: unpacked.ignored,
      datasets,
    };
  });
}

async function datasetView(dataset: Dataset, index: number, request: InspectRequest): Promise<DatasetView> {
  const inspection = await inspectStored(request.file.sha256, dataset, index, request.encoding ?? null);
  const layers: LayerView[] = [];
  for (const layer of inspection.layers) layers.push(await layerView(dataset, layer, request));
  return {
    index,
    driver: dataset.driver,
    name: dataset.name,
    encoding: inspection.encoding,
    notices: inspection.notices,
    layers,
  };
}

async function layerView(dataset: Dataset, layer: LayerInfo, request: InspectRequest): Promise<LayerView> {
  const assessment = assessLayer(layer, 'polygon');
  const points = layer.sampleCoordinates.slice(0, SAMPLE_POINTS);
  const guess = guessCrs(
    points.map(([x, y]) => ({ x, y })),
    request.countyBounds,
  );
  const personalFields = personalFieldsOf(layer.fields);
  const headers = layer.fields.map(({ name }) => name).filter((name) => !personalFields.includes(name));
  const mapping = proposeMapping(headers, layerFields(request.kind));
  const proposed: Record<string, string | null> = Object.fromEntries(headers.map((name) => [name, null]));
  for (const { field, header } of mapping.matches) proposed[header] = field;
  const [only] = guess.candidates;
  const readable: SourceCrs | null =
    layer.crs !== null
      ? layer.crs.epsg === null
        ? { wkt: layer.crs.wkt }
        : { epsg: layer.crs.epsg }
      : !guess.mustAsk && only?.axisOrder === 'xy'
        ? { epsg: only.epsg }
        : null;
  return {
    name: layer.name,
    featureCount: layer.featureCount,
    geometry: layer.geometry,
    fields: layer.fields.map(({ name, type, alias, samples }) => ({
      name,
      type,
      alias,
      // Personal values are not even shown as examples.
      samples: personalFields.includes(name) ? [] : samples,
    })),
    crs: layer.crs === null ? null : { epsg: layer.crs.epsg, name: layer.crs.name, kind: layer.crs.kind },
    crsCandidates: guess.candidates.map(({ epsg, axisOrder, inCounty, reasons }) => ({
      epsg,
      axisOrder,
      inCounty,
      reasons: [...reasons],
    })),
    crsWarnings: [...guess.warnings],
    mustAskCrs: layer.crs === null,
    inCounty: layer.crs === null ? null : fallsInto(points, layer.crs.epsg, request.countyBounds ?? null),
    samplePoints: points,
    outcome: assessment.outcome,
    notices: assessment.notices,
    proposedMapping: proposed,
    matchedBy: Object.fromEntries(mapping.matches.map(({ header, how }) => [header, how])),
    unmatched: [...mapping.unmatched],
    personalFields,
    unitDoubts:
      assessment.outcome === 'refuse' || readable === null
        ? []
        : await unitDoubts(dataset, layer.name, readable, request, proposed, personalFields),
  };
}

async function unitDoubts(
  dataset: Dataset,
  layer: string,
  crs: SourceCrs,
  request: InspectRequest,
  proposed: Readonly<Record<string, string | null>>,
  excludedFields: readonly string[],
): Promise<LayerView['unitDoubts']> {
  const specs = layerFields(request.kind);
  const columns = Object.entries(proposed).flatMap(([header, field]) => {
    const spec = specs.find(({ id }) => id === field);
    return spec?.unit === undefined ? [] : [{ header, part: spec.part ?? false }];
  });
  if (columns.length === 0) return [];
  const rows: { attributes: Record<string, string | null>; areaM2: number }[] = [];
  const encoding = request.encoding === undefined ? {} : { encoding: request.encoding };
  for await (const batch of readFeatures(dataset, { layer, crs, excludedFields, ...encoding })) {
    for (const row of batch.rows)
      if (row.areaM2 !== null) rows.push({ attributes: row.attributes, areaM2: row.areaM2 });
    if (rows.length >= UNIT_SAMPLE) break;
  }
  return columns.flatMap(({ header, part }) => {
    const values = rows.flatMap(({ attributes, areaM2 }) => {
      const value = Number(attributes[header] ?? '');
      return value > 0 ? [{ value, areaM2 }] : [];
    });
    const hint = areaUnitHint(values, part);
    if (hint.unit === null || hint.unit === 'm2') return [];
    return [
      {
        field: header,
        likely: hint.unit === 'hectare' ? ('ha' as const) : ('mu' as const),
        agreeing: hint.fits,
        of: hint.of,
      },
    ];
  });
}
