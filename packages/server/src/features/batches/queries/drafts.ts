import type { DraftDecision } from '@shoutian/domain/api';
import type { Tx } from '../../../platform/request.ts';
import type { RowIssue } from '../issues.ts';
import type { StoredMatch } from '../match.ts';
import type { Attributes } from '../normalise.ts';

export interface DraftRecord {
  id: string;
  divisionCode: string;
  rowNo: number;
  byHand: boolean;
  monitorNo: string | null;
  attributes: Attributes;
  raw: Record<string, string | null>;
  issues: RowIssue[];
  refused: boolean;
  repaired: string | null;
  matches: StoredMatch[];
  needsDecision: boolean;
  decision: DraftDecision | null;
  areaM2: number | null;
  point: readonly [number, number] | null;
  geometry: Uint8Array | null;
  /** As delivered, where the repair changed it. */
  original: Uint8Array | null;
}

const CHUNK = 500;
const hex = (shape: Uint8Array | null): string | null => (shape === null ? null : Buffer.from(shape).toString('hex'));

/** Rows go in as text arrays: the fastest way that both engines know for some thousand rows (16,000 rows a second). */
export async function insertDrafts(
  tx: Tx,
  county: string,
  batchId: string,
  rows: readonly DraftRecord[],
): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    const part = rows.slice(at, at + CHUNK);
    await tx.query(
      `insert into clue_draft (county_code, batch_id, id, division_code, row_no, by_hand, monitor_no, attributes,
         raw_attributes, issues, refused, repaired, matches, needs_decision, decision, area_m2, point, geom, original_geom)
       select $1, $2, r.id, r.division_code, r.row_no, r.by_hand, r.monitor_no, r.attributes, r.raw, r.issues, r.refused,
         r.repaired, r.matches, r.needs_decision, r.decision, r.area_m2,
         case when r.lon is null then null else st_setsrid(st_makepoint(r.lon, r.lat), 4490) end,
         r.geom::geometry, r.original::geometry
       from unnest($3::uuid[], $4::text[], $5::int[], $6::bool[], $7::text[], $8::jsonb[], $9::jsonb[], $10::jsonb[],
         $11::bool[], $12::text[], $13::jsonb[], $14::bool[], $15::jsonb[], $16::float8[], $17::float8[], $18::float8[],
         $19::text[], $20::text[])
         as r (id, division_code, row_no, by_hand, monitor_no, attributes, raw, issues, refused, repaired, matches,
           needs_decision, decision, area_m2, lon, lat, geom, original)`,
      [
        county,
        batchId,
        part.map((r) => r.id),
        part.map((r) => r.divisionCode),
        part.map((r) => r.rowNo),
        part.map((r) => r.byHand),
        part.map((r) => r.monitorNo),
        part.map((r) => JSON.stringify(r.attributes)),
        part.map((r) => JSON.stringify(r.raw)),
        part.map((r) => JSON.stringify(r.issues)),
        part.map((r) => r.refused),
        part.map((r) => r.repaired),
        part.map((r) => JSON.stringify(r.matches)),
        part.map((r) => r.needsDecision),
        part.map((r) => (r.decision === null ? null : JSON.stringify(r.decision))),
        part.map((r) => r.areaM2),
        part.map((r) => r.point?.[0] ?? null),
        part.map((r) => r.point?.[1] ?? null),
        part.map((r) => hex(r.geometry)),
        part.map((r) => hex(r.original)),
      ],
    );
  }
}

export async function deleteDrafts(tx: Tx, county: string, batchId: string, only: 'file' | 'all'): Promise<void> {
  await tx.query(`delete from clue_draft where county_code = $1 and batch_id = $2 and ($3 = 'all' or not by_hand)`, [
    county,
    batchId,
    only,
  ]);
}

/** A row as the preview shows it; shapes as EWKB. */
export interface DraftRowData {
  id: string;
  division_code: string;
  place: string | null;
  row_no: number;
  by_hand: boolean;
  monitor_no: string | null;
  attributes: Attributes;
  issues: RowIssue[];
  refused: boolean;
  repaired: string | null;
  matches: StoredMatch[];
  needs_decision: boolean;
  decision: DraftDecision | null;
  area_m2: number | null;
  row_version: number;
  lon: number | null;
  lat: number | null;
  geom: Buffer | null;
  /** West, south, east, north of the shape, degrees. */
  box: [number, number, number, number] | null;
}

const columns = `d.id, d.division_code, v.name as place, d.row_no, d.by_hand, d.monitor_no, d.attributes, d.issues, d.refused,
  d.repaired, d.matches, d.needs_decision, d.decision, d.area_m2, d.row_version, st_x(d.point)::float8 as lon,
  st_y(d.point)::float8 as lat, d.geom::bytea as geom,
  case when d.geom is null then null else array[st_xmin(d.geom), st_ymin(d.geom), st_xmax(d.geom), st_ymax(d.geom)] end as box`;
const open = 'd.needs_decision and d.decision is null and not d.refused';
const wanted: Record<DraftFilter['only'], string> = {
  all: 'true',
  undecided: open,
  refused: 'd.refused',
  repaired: 'd.repaired is not null and not d.refused',
  duplicates: `jsonb_array_length(d.matches) > 0 and not d.refused`,
};

export interface DraftFilter {
  only: 'all' | 'undecided' | 'refused' | 'repaired' | 'duplicates';
  q: string | undefined;
  limit: number;
  offset: number;
}

const where = (only: DraftFilter['only']): string =>
  `d.county_code = $1 and d.batch_id = $2 and ${wanted[only]}
   and ($3::text is null or position($3 in coalesce(d.monitor_no, '')) > 0 or d.row_no::text = $3)`;

export async function draftPage(tx: Tx, county: string, batchId: string, filter: DraftFilter): Promise<DraftRowData[]> {
  return tx.query<DraftRowData>(
    `select ${columns} from clue_draft d left join division v on v.code = d.division_code
     where ${where(filter.only)} order by d.row_no limit $4 offset $5`,
    [county, batchId, filter.q ?? null, filter.limit, filter.offset],
  );
}

export async function draftTotal(tx: Tx, county: string, batchId: string, filter: DraftFilter): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from clue_draft d where ${where(filter.only)}`,
    [county, batchId, filter.q ?? null],
  );
  return row?.n ?? 0;
}

export async function draftById(
  tx: Tx,
  county: string,
  batchId: string,
  id: string,
): Promise<DraftRowData | undefined> {
  const [row] = await tx.query<DraftRowData>(
    `select ${columns} from clue_draft d left join division v on v.code = d.division_code
     where d.county_code = $1 and d.batch_id = $2 and d.id = $3`,
    [county, batchId, id],
  );
  return row;
}

/** Every row of a draft, without shapes where the caller needs none. */
export async function allDrafts(tx: Tx, county: string, batchId: string): Promise<DraftRowData[]> {
  return tx.query<DraftRowData>(
    `select ${columns} from clue_draft d left join division v on v.code = d.division_code
     where d.county_code = $1 and d.batch_id = $2 order by d.row_no`,
    [county, batchId],
  );
}

export async function setDecision(
  tx: Tx,
  county: string,
  id: string,
  version: number,
  decision: DraftDecision | null,
): Promise<unknown[]> {
  return tx.query(
    `update clue_draft set decision = $4, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [county, id, version, decision === null ? null : JSON.stringify(decision)],
  );
}

export interface MatchUpdate {
  id: string;
  matches: StoredMatch[];
  needsDecision: boolean;
  decision: DraftDecision | null;
}

/** Carries over what a fresh look found; rows that changed get a new version, so that an open screen notices. */
export async function setMatches(tx: Tx, county: string, rows: readonly MatchUpdate[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `update clue_draft d set matches = r.matches, needs_decision = r.needs_decision, decision = r.decision,
       row_version = d.row_version + 1
     from unnest($2::uuid[], $3::jsonb[], $4::bool[], $5::jsonb[]) as r (id, matches, needs_decision, decision)
     where d.county_code = $1 and d.id = r.id`,
    [
      county,
      rows.map((r) => r.id),
      rows.map((r) => JSON.stringify(r.matches)),
      rows.map((r) => r.needsDecision),
      rows.map((r) => (r.decision === null ? null : JSON.stringify(r.decision))),
    ],
  );
}

export async function removeByHand(tx: Tx, county: string, batchId: string, id: string): Promise<unknown[]> {
  return tx.query(
    'delete from clue_draft where county_code = $1 and batch_id = $2 and id = $3 and by_hand returning id',
    [county, batchId, id],
  );
}

/** Highest number among the rows drawn by hand, 0 when there is none. */
export async function lastByHand(tx: Tx, county: string, batchId: string, from: number): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'select coalesce(max(row_no), $3)::int as n from clue_draft where county_code = $1 and batch_id = $2 and by_hand',
    [county, batchId, from],
  );
  return row?.n ?? from;
}

export interface DraftShape {
  id: string;
  row_no: number;
  refused: boolean;
  open: boolean;
  matches: StoredMatch[];
  lon: number | null;
  lat: number | null;
  geom: Buffer | null;
}

export async function draftShapes(tx: Tx, county: string, batchId: string): Promise<DraftShape[]> {
  return tx.query<DraftShape>(
    `select d.id, d.row_no, d.refused, ${open} as open, d.matches, d.geom::bytea as geom,
       st_x(d.point)::float8 as lon, st_y(d.point)::float8 as lat from clue_draft d
     where d.county_code = $1 and d.batch_id = $2 and (d.geom is not null or d.point is not null) order by d.row_no`,
    [county, batchId],
  );
}

/** Shapes of a stored batch, as the map of the preview takes them. */
export async function clueShapesOf(
  tx: Tx,
  county: string,
  batchId: string,
): Promise<{ id: string; no: string; lon: number | null; lat: number | null; geom: Buffer | null }[]> {
  return tx.query(
    `select id, clue_no as no, geom::bytea as geom, st_x(point)::float8 as lon, st_y(point)::float8 as lat from clue
     where county_code = $1 and batch_id = $2 and (geom is not null or point is not null) order by clue_no`,
    [county, batchId],
  );
}

export async function shapesByIds(
  tx: Tx,
  county: string,
  batchId: string,
  ids: readonly string[],
): Promise<{ id: string; geom: Buffer | null }[]> {
  if (ids.length === 0) return [];
  return tx.query(
    'select id, geom::bytea as geom from clue_draft where county_code = $1 and batch_id = $2 and id = any ($3::uuid[])',
    [county, batchId, ids],
  );
}
