import type { Notice } from './errors.ts';
import type { ReadLimits } from './limits.ts';
import type { IssueCode } from './messages.ts';

export type GeofileDriver = 'shapefile' | 'geopackage' | 'geojson' | 'exchangeTxt';

/** Where the upload lies and what the user called it. */
export interface UploadFile {
  path: string;
  name: string;
}

/** One data set found in an upload. Plain data: a job may store it. */
export interface Dataset {
  driver: GeofileDriver;
  /** As the user knows it, with folders inside the archive: `卫片2024/图斑.shp`. */
  name: string;
  /** Absolute path of the private copy; its companions lie beside it with lower-case extensions. */
  file: string;
  /** Bytes of all its files. */
  bytes: number;
  missing: ('dbf' | 'shx' | 'prj')[];
  notices: Notice[];
}

export interface Unpacked {
  datasets: Dataset[];
  ignored: { name: string; reason: Notice }[];
}

export type FieldType = 'text' | 'integer' | 'real' | 'date' | 'datetime' | 'other';

export interface FieldInfo {
  name: string;
  type: FieldType;
  alias: string | null;
  /** Width as the format states it: bytes in a shapefile. */
  width: number | null;
  /** First distinct values, at most five. */
  samples: string[];
}

/** What kind of reference system it is decides what happens: used as it is, own inverse, PROJ, or refused. */
export type CrsKind = 'cgcs2000' | 'cgcs2000Gauss' | 'wgs84' | 'beijing54' | 'xian80' | 'other';

export interface LayerCrs {
  epsg: number | null;
  name: string;
  wkt: string;
  kind: CrsKind;
  /** False when only an ellipsoid is given and the datum was assumed. */
  datumNamed: boolean;
}

export type GeometryFamily = 'polygon' | 'line' | 'point' | 'mixed' | 'none';

export interface LayerInfo {
  name: string;
  featureCount: number;
  geometry: GeometryFamily;
  fields: FieldInfo[];
  /** Null when the file names none: then it must be asked. */
  crs: LayerCrs | null;
  /** West, south, east, north in source coordinates (x = east). */
  bbox: [number, number, number, number] | null;
  sampleCoordinates: [number, number][];
  notices: Notice[];
}

export interface EncodingChoice {
  /** `UTF-8`, `GB18030`, `ISO-8859-1` … as GDAL names them. */
  used: string;
  why: string;
  sure: boolean;
}

export interface Inspection {
  encoding: EncodingChoice | null;
  layers: LayerInfo[];
  notices: Notice[];
}

export type SourceCrs = { epsg: number } | { wkt: string };

export interface ReadOptions {
  /** First layer when absent. */
  layer?: string;
  /** Detected when absent; only shapefiles have one. */
  encoding?: string;
  /** What the file says or what the user confirmed. */
  crs: SourceCrs;
  /** `polygon` refuses features of other kinds one by one. */
  want?: 'polygon' | 'any';
  /** Personal fields (PIPL): dropped inside the worker. */
  excludedFields?: readonly string[];
  limits?: Partial<ReadLimits>;
  signal?: AbortSignal;
}

export interface FeatureIssue {
  fid: number;
  code: IssueCode;
  /** True: the feature is not imported. False: it is, with the change the sentence names. */
  refused: boolean;
  field?: string;
  value?: string;
  zh: string;
  en: string;
}

/** Counts so far, over all batches. */
export interface ReadProgress {
  read: number;
  refused: number;
  issuesTotal: number;
}

export interface FeatureRow {
  fid: number;
  /** Not to be imported: no usable geometry; the reason is among the batch's issues. */
  refused: boolean;
  attributes: Record<string, string | null>;
  /** EWKB, always a Multi type, XY, SRID 4490. Null when refused. */
  geometry: Uint8Array | null;
  /** Official ellipsoidal area, m²; null for lines and points. */
  areaM2: number | null;
  bbox: [number, number, number, number] | null;
  /** One ring, no repeated vertex, no crossing: valid without asking PostGIS. */
  surelyValid: boolean;
}

export interface RowBatch extends ReadProgress {
  rows: FeatureRow[];
  issues: FeatureIssue[];
}

export interface CopyBatch extends ReadProgress {
  /** One complete binary COPY file, header to trailer. */
  bytes: Uint8Array;
  rows: number;
  issues: FeatureIssue[];
}

export type ScalarType = 'text' | 'int4' | 'int8' | 'float8' | 'bool' | 'date' | 'uuid' | 'jsonb';

export interface FieldCleaning {
  upper?: boolean;
  /** Remove every white space, full-width ones too (codes typed by hand). */
  squeeze?: boolean;
  /** Keep the first n characters, e.g. 12 of the 19 of ZLDWDM. */
  take?: number;
}

/** How a number becomes the column's. */
export interface NumberShape {
  /** Multiplied in, such as 2000/3 for a column of 亩 that is kept in m². */
  times?: number;
  /** Writes 1 − value / complementOf (a deduction as the factor that remains); outside 0…complementOf it is wrong. */
  complementOf?: number;
}

/** How one target column is filled. Plain data, sent to the worker. */
export type CopyColumn = { column: string } & (
  | { from: 'uuidv7' }
  | { from: 'constant'; type: ScalarType; value: string | number | boolean | null }
  | {
      from: 'field';
      field: string;
      type: ScalarType;
      clean?: FieldCleaning;
      values?: Readonly<Record<string, string>>;
      /** float8 only; see NumberShape. */
      number?: NumberShape;
      /** Written where the value is empty, unmapped or wrong: for columns that are not null. */
      orElse?: string | number;
    }
  | { from: 'fid' }
  | { from: 'geometry' }
  | { from: 'areaM2' }
  | { from: 'surelyValid' }
  | { from: 'minLon' }
  | { from: 'minLat' }
  | { from: 'maxLon' }
  | { from: 'maxLat' }
  | { from: 'rest' }
);

export interface CopyOptions extends ReadOptions {
  columns: readonly CopyColumn[];
}
