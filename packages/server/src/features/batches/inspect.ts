import type { BatchSetup, FileInspection, inspectBatchFile, OutputOf, WorkbookInspection } from '@shoutian/domain/api';
import { type BBox, expandBbox, fromGauss, gaussZone, guessCrs } from '@shoutian/domain/geo';
import { areaUnitHint, clueFields, personalColumnsOf, proposeMapping } from '@shoutian/domain/layers';
import {
  assessDataset,
  type Dataset,
  type Inspection,
  inspectDataset,
  type LayerInfo,
  parseLooseNumber,
  readFeatures,
} from '../../platform/geofile/index.ts';
import { samplesOf } from './coordinates.ts';
import { areaColumns, proposedTargets, type Unit, unitInName } from './fields.ts';
import { type StoredFile, withDatasets } from './source-rows.ts';
import { isWorkbook, type ReadSheet, readWorkbook } from './workbook.ts';

type Answer = OutputOf<typeof inspectBatchFile>;
type LayerView = FileInspection['datasets'][number]['layers'][number];

/** Rows that are read to judge units: enough to be sure, few enough to wait for. */
const UNIT_ROWS = 400;
const SAMPLE_POINTS = 20;

/** Do all points, read in this system, fall into the county (20 km to spare)? Null where that cannot be told. */
function placed(
  points: readonly (readonly [number, number])[],
  epsg: number | null,
  bounds: BBox | undefined,
): boolean | null {
  const zone = epsg === null ? undefined : gaussZone(epsg);
  if (bounds === undefined || points.length === 0 || (!zone && epsg !== 4490 && epsg !== 4326)) return null;
  const [w, s, e, n] = expandBbox(bounds, 20_000);
  return points.every(([x, y]) => {
    const [lon, lat] = zone ? fromGauss(zone, x, y) : [x, y];
    return lon >= w && lon <= e && lat >= s && lat <= n;
  });
}

/**
 * Looks into an upload without storing anything: layers or sheets, fields with examples, proposals to confirm.
 * @throws {AppError} refusedFile, unreadableFile, tooLarge
 */
export async function inspectFile(
  upload: StoredFile & { id: string },
  bounds: BBox | undefined,
  remembered: Pick<BatchSetup, 'mapping' | 'areaUnits'> | undefined,
): Promise<Answer> {
  const memory = {
    rememberedMapping: remembered?.mapping ?? null,
    rememberedUnits: remembered?.areaUnits ?? null,
  };
  if (await isWorkbook(upload)) {
    const sheets = await readWorkbook(upload);
    const workbook = {
      uploadId: upload.id,
      fileName: upload.fileName,
      sheets: sheets.map((s) => sheetView(s, bounds)),
    };
    return { geofile: null, workbook, ...memory };
  }
  const geofile = await withDatasets(upload, async (found, ignored): Promise<FileInspection> => {
    const datasets: FileInspection['datasets'] = [];
    for (const [index, dataset] of found.entries()) datasets.push(await datasetView(dataset, index, bounds));
    return {
      uploadId: upload.id,
      fileName: upload.fileName,
      bytes: upload.size,
      countyBounds: bounds === undefined ? null : [...bounds],
      ignored: [...ignored],
      datasets,
    };
  });
  return { geofile, workbook: null, ...memory };
}

async function datasetView(
  dataset: Dataset,
  index: number,
  bounds: BBox | undefined,
): Promise<FileInspection['datasets'][number]> {
  const inspection = await inspectDataset(dataset);
  const assessment = assessDataset(dataset, inspection);
  const layers: LayerView[] = [];
  for (const layer of inspection.layers) {
    const judged = assessment.layers[layer.name];
    layers.push(await layerView(dataset, inspection, layer, bounds, judged));
  }
  return {
    index,
    driver: dataset.driver,
    name: dataset.name,
    encoding: inspection.encoding,
    notices: inspection.notices,
    layers,
  };
}

async function layerView(
  dataset: Dataset,
  inspection: Inspection,
  layer: LayerInfo,
  bounds: BBox | undefined,
  judged: { outcome: LayerView['outcome']; notices: LayerView['notices'] } | undefined,
): Promise<LayerView> {
  const headers = layer.fields.map(({ name }) => name);
  const personalFields = personalColumnsOf(headers);
  const proposedMapping = proposedTargets(headers);
  const mapping = proposeMapping(Object.keys(proposedMapping), clueFields);
  // A shapefile or GeoJSON has its axes in one order; a surveyors' order there is a mistake of the export.
  const guess =
    layer.crs === null
      ? guessCrs(
          layer.sampleCoordinates.map(([x, y]) => ({ x, y })),
          bounds,
        )
      : undefined;
  const straight = guess?.candidates.filter(({ axisOrder }) => axisOrder === 'xy') ?? [];
  const swapped = guess !== undefined && straight.length === 0 && guess.candidates.length > 0;
  const known = layer.crs ?? (straight.length === 1 ? { epsg: straight[0]?.epsg ?? null, wkt: '' } : undefined);
  const usable = judged?.outcome !== 'refuse';
  return {
    name: layer.name,
    featureCount: layer.featureCount,
    geometry: layer.geometry,
    fields: layer.fields.map(({ name, type, alias, samples }) => ({
      name,
      type,
      alias,
      samples: personalFields.includes(name) ? [] : samples,
    })),
    crs: layer.crs === null ? null : { epsg: layer.crs.epsg, name: layer.crs.name, kind: layer.crs.kind },
    crsCandidates: straight.map(({ epsg, axisOrder, inCounty, reasons }) => ({
      epsg,
      axisOrder,
      inCounty,
      reasons: [...reasons],
    })),
    crsWarnings: [...(guess?.warnings ?? [])],
    mustAskCrs: guess !== undefined,
    inCounty: layer.crs === null ? null : placed(layer.sampleCoordinates, layer.crs.epsg, bounds),
    samplePoints: layer.sampleCoordinates.slice(0, SAMPLE_POINTS),
    outcome: judged?.outcome ?? 'refuse',
    notices: [
      ...(judged?.notices ?? []),
      ...(swapped
        ? [
            {
              code: 'swapped',
              zh: '坐标像是纵横颠倒（X 向北、Y 向东）。在 GIS 里交换后重新导出再传。',
              en: 'The coordinates look swapped; swap them in a GIS and export again.',
            },
          ]
        : []),
    ],
    proposedMapping,
    matchedBy: Object.fromEntries(mapping.matches.map(({ header, how }) => [header, how])),
    unmatched: [...mapping.unmatched],
    personalFields,
    unitDoubts:
      usable && known ? await unitDoubts(dataset, inspection, layer, known, proposedMapping, personalFields) : [],
  };
}

/** Areas of the first rows beside their shapes: which unit do the numbers fit? */
async function unitDoubts(
  dataset: Dataset,
  inspection: Inspection,
  layer: LayerInfo,
  crs: { epsg: number | null; wkt: string },
  mapping: BatchSetup['mapping'],
  excludedFields: readonly string[],
): Promise<LayerView['unitDoubts']> {
  const columns = areaColumns(mapping);
  if (columns.length === 0 || (inspection.encoding === null && layer.featureCount === 0)) return [];
  const rows: { raw: Record<string, string | null>; areaM2: number }[] = [];
  const source = crs.epsg === null ? { wkt: crs.wkt } : { epsg: crs.epsg };
  for await (const batch of readFeatures(dataset, { layer: layer.name, crs: source, excludedFields })) {
    for (const row of batch.rows)
      if (!row.refused && row.areaM2 !== null) rows.push({ raw: row.attributes, areaM2: row.areaM2 });
    if (rows.length >= UNIT_ROWS) break;
  }
  const units: Record<'m2' | 'mu' | 'hectare', Unit> = { m2: 'm2', mu: 'mu', hectare: 'ha' };
  return columns.flatMap(({ column, part }) => {
    const values = rows.slice(0, UNIT_ROWS).flatMap(({ raw, areaM2 }) => {
      const { number } = parseLooseNumber(raw[column] ?? null);
      return number === null ? [] : [{ value: number, areaM2 }];
    });
    const hint = areaUnitHint(values, part);
    return hint.unit === null ? [] : [{ field: column, likely: units[hint.unit], agreeing: hint.fits, of: hint.of }];
  });
}

const SAMPLES = 4;

function sheetView(sheet: ReadSheet, bounds: BBox | undefined): WorkbookInspection['sheets'][number] {
  const personalFields = personalColumnsOf(sheet.columns);
  const proposedMapping = proposedTargets(sheet.columns);
  const at = (target: string): number => sheet.columns.findIndex((name) => proposedMapping[name] === target);
  const [x, y] = [at('cx'), at('cy')];
  const samples =
    x < 0 || y < 0 ? [] : samplesOf(sheet.rows.map(({ cells }) => ({ x: cells[x] ?? '', y: cells[y] ?? '' })));
  const guess = guessCrs(samples, bounds);
  const units = areaColumns(proposedMapping).flatMap(({ column }): [string, Unit][] => {
    const unit = unitInName(column);
    return unit === null ? [] : [[column, unit]];
  });
  return {
    name: sheet.name,
    headerRow: sheet.headerRow,
    rows: sheet.rows.length,
    columns: sheet.columns.map((name, i) => ({
      name,
      samples: personalFields.includes(name)
        ? []
        : [...new Set(sheet.rows.map(({ cells }) => cells[i] ?? '').filter((cell) => cell !== ''))].slice(0, SAMPLES),
    })),
    proposedMapping,
    personalFields,
    crsCandidates: guess.candidates.map(({ epsg, axisOrder, inCounty, reasons }) => ({
      epsg,
      axisOrder,
      inCounty,
      reasons: [...reasons],
    })),
    mustAskCrs: samples.length > 0 && guess.mustAsk,
    namedUnits: Object.fromEntries(units),
    notices: [
      ...(samples.length > 0 ? guess.warnings.map((warning) => ({ code: 'crsGuess', ...warning })) : []),
      ...(sheet.skipped.length > 0
        ? [
            {
              code: 'footLines',
              zh: `第 ${sheet.skipped.join('、')} 行像合计或说明，不会当作图斑。`,
              en: `Lines ${sheet.skipped.join(', ')} look like sums or notes.`,
            },
          ]
        : []),
      ...(samples.length === 0
        ? [
            {
              code: 'numbersOnly',
              zh: '没有坐标列：只收编号与已有线索相同的行，其余会列为拒收。',
              en: 'No coordinate columns: only rows whose number is known already can be taken.',
            },
          ]
        : []),
    ],
  };
}
