import { crsLabel, identifyCrs, type ProjJson } from '../crs.ts';
import { type Notice, notice } from '../errors.ts';
import type { FieldInfo, FieldType, GeometryFamily, Inspection, LayerInfo } from '../types.ts';
import type { Gdal } from './gdal.ts';
import { type GeometryBuffer, LINE, POINT, POLYGON } from './geometry.ts';
import { uniqueNames } from './names.ts';
import { PgDumpParser, pgdumpArguments } from './pgdump.ts';
import { fieldText, type RawRecord } from './record.ts';

/** `ogrinfo -json`, the parts that are read. */
export interface GdalLayer {
  name: string;
  featureCount?: number;
  fields?: { name: string; type?: string; subType?: string; width?: number; alias?: string }[];
  geometryFields?: {
    type?: string;
    extent?: (number | null)[];
    coordinateSystem?: { wkt?: string; projjson?: ProjJson };
  }[];
}

/** Features looked at for example values and coordinates; 300 cost 10 ms and show five distinct values of most fields. */
const SAMPLE_FEATURES = 300;
const SAMPLE_VALUES = 5;
const SAMPLE_COORDINATES = 60;

export function gdalLayers(gdal: Gdal, handle: number): GdalLayer[] {
  return (gdal.info(handle) as { layers?: GdalLayer[] }).layers ?? [];
}

/** A layer's name as the last argument of a translation. A name that looks like an option would be taken for one. */
export function layerArgument(name: string): string {
  if (name.startsWith('-')) throw new Error(`图层名“${name}”以 - 开头`);
  return name;
}

type Box = [number, number, number, number];

/** Headers lie: an extent that does not hold the features that were looked at is thrown away. */
function trustedExtent(declared: Box | null, seen: Box | null): Box | null {
  if (!declared || !seen) return declared ?? seen;
  const slack = 1e-6 * Math.max(1, ...seen.map(Math.abs));
  const holds =
    declared[0] <= seen[0] + slack &&
    declared[1] <= seen[1] + slack &&
    declared[2] >= seen[2] - slack &&
    declared[3] >= seen[3] - slack;
  return holds ? declared : seen;
}

/** Names of a layer's fields, distinct. */
export function fieldNames(layer: GdalLayer): string[] {
  return uniqueNames((layer.fields ?? []).map(({ name }) => name));
}

/** What the parser must know of a layer. */
export function dumpShape(layer: GdalLayer): { fieldCount: number; dates: ReadonlySet<number> } {
  const fields = layer.fields ?? [];
  const dates = fields.flatMap(({ type }, i) => (type === 'Date' || type === 'DateTime' ? [i] : []));
  return { fieldCount: fields.length, dates: new Set(dates) };
}

/** Looks at every layer of an open data set: fields with examples, reference system, extent, real geometry types. */
export function inspectLayers(gdal: Gdal, handle: number): Omit<Inspection, 'encoding'> {
  return { layers: gdalLayers(gdal, handle).map((layer) => inspectLayer(gdal, handle, layer)), notices: [] };
}

function inspectLayer(gdal: Gdal, handle: number, layer: GdalLayer): LayerInfo {
  const column = layer.geometryFields?.[0];
  const names = fieldNames(layer);
  const fields = (layer.fields ?? []).map((field, i) => fieldInfo(field, names[i] ?? field.name));
  const sample = new LayerSample(fields);
  const parser = new PgDumpParser({
    ...dumpShape(layer),
    maxVertices: 1_000_000,
    onRecord: sample.take,
  });
  gdal.translate(handle, [...pgdumpArguments, '-limit', `${SAMPLE_FEATURES}`, layerArgument(layer.name)], (bytes) =>
    parser.push(bytes),
  );
  const crs = identifyCrs(column?.coordinateSystem?.wkt ?? '', column?.coordinateSystem?.projjson ?? null);
  const notices: Notice[] = [];
  if (crs?.kind === 'beijing54' || crs?.kind === 'xian80') notices.push(notice('crsObsolete', { crs: crsLabel(crs) }));
  const duplicates = names.filter((name, i) => name !== layer.fields?.[i]?.name);
  if (duplicates.length > 0) notices.push(notice('duplicateFields', { fields: duplicates.join('、') }));
  return {
    name: layer.name,
    featureCount: layer.featureCount ?? sample.features,
    geometry: sample.family() ?? declaredFamily(column?.type),
    fields,
    crs,
    bbox: trustedExtent(extentOf(column?.extent), sample.bbox()),
    sampleCoordinates: sample.coordinates,
    notices,
  };
}

class LayerSample {
  readonly coordinates: [number, number][] = [];
  features = 0;
  readonly #fields: FieldInfo[];
  readonly #families = new Set<GeometryFamily>();
  readonly #box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];

  constructor(fields: FieldInfo[]) {
    this.#fields = fields;
  }

  readonly take = (record: RawRecord, g: GeometryBuffer): void => {
    this.features++;
    this.#fields.forEach((field, index) => {
      if (field.samples.length >= SAMPLE_VALUES) return;
      const text = fieldText(record, index)?.trim().slice(0, 120);
      if (text && !field.samples.includes(text)) field.samples.push(text);
    });
    if (g.vertices === 0) return;
    this.#families.add(
      g.family === POLYGON ? 'polygon' : g.family === LINE ? 'line' : g.family === POINT ? 'point' : 'mixed',
    );
    const x = g.xy[0] as number;
    const y = g.xy[1] as number;
    if (this.coordinates.length < SAMPLE_COORDINATES) this.coordinates.push([x, y]);
    for (let i = 0; i < 2 * g.vertices; i += 2) {
      this.#box[0] = Math.min(this.#box[0], g.xy[i] as number);
      this.#box[1] = Math.min(this.#box[1], g.xy[i + 1] as number);
      this.#box[2] = Math.max(this.#box[2], g.xy[i] as number);
      this.#box[3] = Math.max(this.#box[3], g.xy[i + 1] as number);
    }
  };

  family(): GeometryFamily | null {
    const [first] = this.#families;
    return this.#families.size > 1 ? 'mixed' : (first ?? null);
  }

  bbox(): [number, number, number, number] | null {
    return this.#box.every(Number.isFinite) ? this.#box : null;
  }
}

function fieldInfo(field: NonNullable<GdalLayer['fields']>[number], name: string): FieldInfo {
  return {
    name,
    type: fieldType(field.type),
    alias: field.alias || null,
    width: field.width || null,
    samples: [],
  };
}

function fieldType(type: string | undefined): FieldType {
  if (type === 'String') return 'text';
  if (type === 'Integer' || type === 'Integer64') return 'integer';
  if (type === 'Real') return 'real';
  if (type === 'Date') return 'date';
  return type === 'DateTime' ? 'datetime' : 'other';
}

function declaredFamily(type: string | undefined): GeometryFamily {
  if (!type || type === 'None') return 'none';
  if (/polygon|surface/i.test(type)) return 'polygon';
  if (/line|curve/i.test(type)) return 'line';
  return /point/i.test(type) ? 'point' : 'mixed';
}

function extentOf(extent: (number | null)[] | undefined): [number, number, number, number] | null {
  const [w, s, e, n] = extent ?? [];
  if (typeof w !== 'number' || typeof s !== 'number' || typeof e !== 'number' || typeof n !== 'number') return null;
  return w <= e && s <= n ? [w, s, e, n] : null;
}
