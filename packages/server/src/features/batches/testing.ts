import exceljs from '@protobi/exceljs';
import { ApiProblem, type BatchSetup } from '@shoutian/domain/api';
import { flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';

type Position = [number, number];

/** A square by its south-west corner and size in degrees. */
export const square = (lon: number, lat: number, size: number): { type: 'Polygon'; coordinates: Position[][] } => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});

export const bowTie = (lon: number, lat: number, size: number): { type: 'Polygon'; coordinates: Position[][] } => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat + size],
      [lon + size, lat],
      [lon, lat + size * 0.6],
      [lon, lat],
    ],
  ],
});

export interface TestFeature {
  properties: Record<string, string | number | null>;
  geometry: { type: string; coordinates: unknown } | null;
}

/** A GeoJSON file as bytes. */
export const geojson = (features: readonly TestFeature[]): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: 'FeatureCollection',
      features: features.map((feature) => ({ type: 'Feature', ...feature })),
    }),
  );

/** A workbook as bytes: the lines of one sheet as they stand, with merged ranges. */
export async function workbook(
  lines: readonly (readonly (string | number | Date | null)[])[],
  merges: readonly string[] = [],
): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('图斑');
  for (const line of lines) sheet.addRow([...line]);
  for (const range of merges) sheet.mergeCells(range);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export const setupOf = (
  uploadId: string,
  mapping: BatchSetup['mapping'],
  more: Partial<BatchSetup> = {},
): BatchSetup => ({
  uploadId,
  dataset: 0,
  layer: '',
  axisOrder: 'xy',
  mapping,
  areaUnits: {},
  rememberMapping: true,
  ...more,
});

/** A shape as PostGIS takes it in a parameter. */
export const hex = (shape: ReturnType<typeof square>): string =>
  Buffer.from(toEwkb(flatFromGeoJson(shape))).toString('hex');

/** The refusal's code, or `granted`. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof ApiProblem ? problem.code : String(problem)),
  );

/** The refusal itself. */
export const problemOf = (promise: Promise<unknown>): Promise<ApiProblem> =>
  promise.then(
    () => {
      throw new Error('it was granted');
    },
    (problem: unknown) => problem as ApiProblem,
  );
