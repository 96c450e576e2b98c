import type { LayerKind } from '@shoutian/domain/layers';
import type { Tx } from '../../../platform/request.ts';

/** Report of an import as it is stored; the wire shape is made in present.ts. */
export interface StoredReport {
  refused: FeatureNote[];
  adjusted: FeatureNote[];
  adjustedCount: number;
  repaired: { fid: number; what: string }[];
  truncated: boolean;
  droppedFields: string[];
  areaDifferences: { compared: number; beyondTolerance: number } | null;
  notices: { code: string; zh: string; en: string }[];
}
interface FeatureNote {
  fid: number;
  code: string;
  zh: string;
  en: string;
}

export type VersionState = 'loading' | 'active' | 'retired' | 'failed';

export interface VersionRow {
  id: string;
  division_code: string;
  kind: LayerKind;
  year: number;
  title: string;
  source_unit: string;
  secrecy: 'public' | 'internal';
  file_name: string;
  file_sha256: string;
  source_crs: string;
  state: VersionState;
  /** State of the job that loads it: a version whose job was cancelled before it began stays `loading` by itself. */
  job_state: string | null;
  feature_count: number;
  refused_count: number;
  repaired_count: number;
  area_m2: number;
  west: number | null;
  south: number | null;
  east: number | null;
  north: number | null;
  job_id: string | null;
  imported_by_name: string;
  imported_at: Date;
}

const columns = `v.id, v.division_code, v.kind, v.year, v.title, v.source_unit, v.secrecy, v.file_name, v.file_sha256,
  v.source_crs, v.state, v.feature_count, v.refused_count, v.repaired_count, v.area_m2, st_xmin(v.bounds) as west,
  st_ymin(v.bounds) as south, st_xmax(v.bounds) as east, st_ymax(v.bounds) as north, v.job_id, v.imported_by_name,
  v.imported_at, (select j.state from job j where j.county_code = $1 and j.id = v.job_id) as job_state`;

export async function versionById(tx: Tx, countyCode: string, id: string): Promise<VersionRow | undefined> {
  const [row] = await tx.query<VersionRow>(
    `select ${columns} from layer_version v where v.county_code = $1 and v.id = $2`,
    [countyCode, id],
  );
  return row;
}

export async function reportOf(tx: Tx, countyCode: string, id: string): Promise<Partial<StoredReport>> {
  const [row] = await tx.query<{ report: Partial<StoredReport> }>(
    'select report from layer_version where county_code = $1 and id = $2',
    [countyCode, id],
  );
  return row?.report ?? {};
}

const sortable: Record<string, string> = {
  year: 'v.year',
  title: 'v.title',
  featureCount: 'v.feature_count',
  importedAt: 'v.imported_at',
  kind: 'v.kind',
};

export async function versionPage(
  tx: Tx,
  countyCode: string,
  filter: {
    kinds: readonly string[] | null;
    all: boolean;
    q: string | null;
    sort: string | undefined;
    page: number;
    pageSize: number;
  },
): Promise<{ rows: VersionRow[]; total: number }> {
  const key = filter.sort?.replace(/^-/, '') ?? '';
  const order = sortable[key] ? `${sortable[key]} ${filter.sort?.startsWith('-') ? 'desc' : 'asc'},` : '';
  const rows = await tx.query<VersionRow & { total_rows: number }>(
    `select ${columns}, count(*) over () as total_rows from layer_version v
     where v.county_code = $1 and ($2::text[] is null or v.kind = any ($2)) and ($3 or v.state = 'active')
       and ($4::text is null or v.title ilike '%' || $4 || '%' or v.file_name ilike '%' || $4 || '%' or v.source_unit ilike '%' || $4 || '%')
     order by ${order} v.year desc, v.imported_at desc limit $5 offset $6`,
    [countyCode, filter.kinds, filter.all, filter.q, filter.pageSize, (filter.page - 1) * filter.pageSize],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export interface NewVersion {
  id: string;
  divisionCode: string;
  kind: LayerKind;
  year: number;
  title: string;
  sourceUnit: string;
  secrecy: 'public' | 'internal';
  codeSystem: string | null;
  fileName: string;
  fileSha256: string;
  sourceCrs: string;
  encoding: string | null;
  mapping: Record<string, string>;
  importedBy: string;
  importedByName: string;
  importedAt: Date;
}

export async function insertVersion(tx: Tx, countyCode: string, row: NewVersion): Promise<void> {
  await tx.query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, source_unit, secrecy, code_system,
       file_name, file_sha256, source_crs, encoding, mapping, state, imported_by, imported_by_name, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'loading', $15, $16, $17)`,
    [
      countyCode,
      row.id,
      row.divisionCode,
      row.kind,
      row.year,
      row.title,
      row.sourceUnit,
      row.secrecy,
      row.codeSystem,
      row.fileName,
      row.fileSha256,
      row.sourceCrs,
      row.encoding,
      JSON.stringify(row.mapping),
      row.importedBy,
      row.importedByName,
      row.importedAt,
    ],
  );
}

export async function setJob(tx: Tx, countyCode: string, id: string, jobId: string): Promise<void> {
  await tx.query('update layer_version set job_id = $3 where county_code = $1 and id = $2', [countyCode, id, jobId]);
}

/** The version that is in force for a kind, year and area. */
export async function inForce(
  tx: Tx,
  countyCode: string,
  of: { divisionCode: string; kind: string; year: number },
): Promise<{ id: string; title: string } | undefined> {
  const [row] = await tx.query<{ id: string; title: string }>(
    `select id, title from layer_version
     where county_code = $1 and division_code = $2 and kind = $3 and year = $4 and state = 'active'`,
    [countyCode, of.divisionCode, of.kind, of.year],
  );
  return row;
}

/** @returns true when it was in the state `from` */
export async function moveVersion(
  tx: Tx,
  countyCode: string,
  id: string,
  from: readonly VersionState[],
  to: VersionState,
): Promise<boolean> {
  const rows = await tx.query(
    'update layer_version set state = $4 where county_code = $1 and id = $2 and state = any ($3::text[]) returning id',
    [countyCode, id, from, to],
  );
  return rows.length > 0;
}

export interface Outcome {
  featureCount: number;
  refusedCount: number;
  repairedCount: number;
  areaM2: number;
  bounds: readonly [number, number, number, number] | null;
  sourceCrs: string;
  encoding: string | null;
  report: StoredReport;
}

export async function activateVersion(tx: Tx, countyCode: string, id: string, now: Date, of: Outcome): Promise<void> {
  const [west, south, east, north] = of.bounds ?? [null, null, null, null];
  await tx.query(
    `update layer_version set state = 'active', activated_at = $3, feature_count = $4, refused_count = $5,
       repaired_count = $6, area_m2 = $7, report = $8, source_crs = $9, encoding = $10,
       bounds = case when $11::float8 is null then null else st_makeenvelope($11, $12, $13, $14, 4490) end
     where county_code = $1 and id = $2`,
    [
      countyCode,
      id,
      now,
      of.featureCount,
      of.refusedCount,
      of.repairedCount,
      of.areaM2,
      JSON.stringify(of.report),
      of.sourceCrs,
      of.encoding,
      west,
      south,
      east,
      north,
    ],
  );
}

export async function failVersion(
  tx: Tx,
  countyCode: string,
  id: string,
  report: Partial<StoredReport>,
): Promise<void> {
  await tx.query(
    `update layer_version set state = 'failed', report = $3, feature_count = 0, area_m2 = 0, bounds = null
     where county_code = $1 and id = $2 and state = 'loading'`,
    [countyCode, id, JSON.stringify(report)],
  );
}

/** Box of the county's boundary, degrees; undefined while there is none. */
export async function countyBounds(tx: Tx, countyCode: string): Promise<[number, number, number, number] | undefined> {
  const [row] = await tx.query<{ west: number | null; south: number; east: number; north: number }>(
    `with box as (select st_extent(geom) as b from division where starts_with(code, $1) and geom is not null)
     select st_xmin(b) as west, st_ymin(b) as south, st_xmax(b) as east, st_ymax(b) as north from box`,
    [countyCode],
  );
  return row?.west === null || row === undefined ? undefined : [row.west, row.south, row.east, row.north];
}

/** Boundaries of an area, drawn to about five metres. */
export async function boundariesIn(
  tx: Tx,
  scope: string,
): Promise<
  { code: string; name: string; level: 'county' | 'town' | 'village'; valid_from: string; geometry: string | null }[]
> {
  return tx.query(
    `select code, name, level, valid_from, st_asgeojson(st_simplifypreservetopology(geom, 0.00005), 6) as geometry
     from division where starts_with(code, $1) and valid_to is null order by code`,
    [scope],
  );
}
