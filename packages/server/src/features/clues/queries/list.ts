import type { ClueFilter } from '@shoutian/domain/api';
import { addDays } from '@shoutian/domain/deadlines';
import { searchTerms } from '@shoutian/domain/format';
import type { z } from 'zod';
import { placeSql } from '../../../platform/db/index.ts';
import type { Tx } from '../../../platform/request.ts';
import type { ClueRecord } from './record.ts';

export type Filter = z.output<typeof ClueFilter> & { q?: string | undefined };

/** A condition over `clue c` with its bound values; `$1` is the county. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** States in which somebody still has to do something: their due day counts. */
export const openStates = ['registered', 'dispatched', 'reported'] as const;
/** Days before the due day from which it is called soon. */
export const SOON_DAYS = 3;

const lastReport = `from verification v where v.county_code = $1 and v.clue_id = c.id
       order by v.reported_at desc, v.id desc limit 1`;
// A clue that was closed and taken up again is out to be verified too, but its last report was accepted.
const returnedSql = `c.state = 'dispatched' and coalesce((select v.review ${lastReport}), '') = 'returned'`;

/** The filter as one condition: list, sums and shapes read the same. */
export function conditionOf(filter: Partial<Filter>, countyCode: string, today: string): Condition {
  const values: unknown[] = [countyCode];
  const parts = ['c.county_code = $1'];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const oneOf = (column: string, wanted: readonly unknown[] | undefined): void => {
    if (wanted && wanted.length > 0) parts.push(`c.${column} = any (${bind(wanted)}::text[])`);
  };
  oneOf('state', filter.state);
  oneOf('channel', filter.channel);
  oneOf('type', filter.type);
  if (filter.division && filter.division.length > 0)
    parts.push(
      `exists (select 1 from unnest(${bind(filter.division)}::text[]) as s (code) where starts_with(c.division_code, s.code))`,
    );
  if (filter.batchId) parts.push(`c.batch_id = ${bind(filter.batchId)}`);
  if (filter.assignedTo) parts.push(`c.assigned_to = ${bind(filter.assignedTo)}`);
  if (filter.farmland !== undefined) parts.push(`(coalesce(c.farm_m2, 0) > 0) = ${bind(filter.farmland)}`);
  if (filter.pbf !== undefined) parts.push(`(coalesce(c.pbf_m2, 0) > 0) = ${bind(filter.pbf)}`);
  if (filter.ongoing !== undefined) parts.push(`c.ongoing = ${bind(filter.ongoing)}`);
  if (filter.returned !== undefined) parts.push(filter.returned ? `(${returnedSql})` : `not (${returnedSql})`);
  parts.push(...dueSql(filter.due ?? 'all', today, bind));
  if (filter.bbox) {
    const [west, south, east, north] = filter.bbox.split(',').map(Number);
    const box = `ST_MakeEnvelope(${bind(west)}, ${bind(south)}, ${bind(east)}, ${bind(north)}, 4490)`;
    parts.push(`${placeSql('c')} && ${box}`);
  }
  if (filter.q) parts.push(...searchSql(filter.q, bind));
  return { sql: parts.join('\n       and '), values };
}

function dueSql(due: Filter['due'], today: string, bind: (value: unknown) => string): string[] {
  switch (due) {
    case 'all':
      return [];
    case 'overdue':
      return [`c.state = any (${bind(openStates)}::text[]) and c.due_on < ${bind(today)}::date`];
    case 'soon':
      return [
        `c.state = any (${bind(openStates)}::text[]) and c.due_on between ${bind(today)}::date and ${bind(addDays(today, SOON_DAYS))}::date`,
      ];
  }
}

/** Whole words come from the index; beginnings (one character, part of a number) are looked for among a row's words. */
function searchSql(q: string, bind: (value: unknown) => string): string[] {
  const terms = searchTerms(q);
  if (terms.length === 0) return [];
  const whole = terms.filter((term) => !term.prefix).map((term) => term.word);
  const starts = terms.filter((term) => term.prefix);
  return [
    ...(whole.length > 0 ? [`c.search_terms @> ${bind(whole)}::text[]`] : []),
    ...starts.map(
      (term) =>
        `exists (select 1 from unnest(c.search_terms) as w (word) where starts_with(w.word, ${bind(term.word)}))`,
    ),
  ];
}

export interface ClueListRow {
  id: string;
  clue_no: string;
  monitor_no: string | null;
  batch_id: string;
  batch_title: string;
  channel: ClueRecord['channel'];
  division_code: string;
  village_name: string | null;
  location_text: string;
  type: ClueRecord['type'];
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  state: ClueRecord['state'];
  verdict: ClueRecord['verdict'];
  proposed_verdict: unknown;
  assigned_to: string | null;
  assigned_name: string | null;
  lead_unit: string | null;
  due_on: string | null;
  ongoing: boolean;
  returned_reason: string | null;
  returned_by: string | null;
  returned_at: Date | null;
  problem_id: string | null;
  problem_no: string | null;
  row_version: number;
}

export const rowColumns = `c.id, c.clue_no, c.monitor_no, c.batch_id, b.title as batch_title, c.channel, c.division_code,
  d.name as village_name, c.location_text, c.type, c.area_m2, c.farm_m2, c.pbf_m2, c.state, c.verdict, c.proposed_verdict,
  c.assigned_to, c.assigned_name, c.lead_unit, c.due_on, c.ongoing, c.problem_id, p.problem_no, c.row_version, r.review_reason as returned_reason,
  r.reviewed_by_name as returned_by, r.reviewed_at as returned_at`;
export const rowJoins = `join clue_batch b on b.county_code = $1 and b.id = c.batch_id
  left join division d on d.code = c.division_code
  left join problem p on p.county_code = $1 and p.id = c.problem_id
  left join lateral (select v.review, v.review_reason, v.reviewed_by_name, v.reviewed_at ${lastReport}) r
    on c.state = 'dispatched' and r.review = 'returned'`;

const open = `(case when c.state in ('registered', 'dispatched', 'reported') then c.due_on end)`;
// Fixed texts: a sort that is not here falls back to the due day.
const orders: Record<string, string> = {
  dueOn: `${open} nulls last, c.clue_no`,
  '-dueOn': `${open} desc nulls last, c.clue_no`,
  clueNo: 'c.clue_no',
  '-clueNo': 'c.clue_no desc',
  monitorNo: 'c.monitor_no nulls last, c.clue_no',
  '-monitorNo': 'c.monitor_no desc nulls last, c.clue_no',
  villageName: 'c.division_code, c.clue_no',
  '-villageName': 'c.division_code desc, c.clue_no',
  type: 'c.type nulls last, c.clue_no',
  '-type': 'c.type desc nulls last, c.clue_no',
  areaM2: 'c.area_m2, c.clue_no',
  '-areaM2': 'c.area_m2 desc, c.clue_no',
  farmM2: 'c.farm_m2 nulls first, c.clue_no',
  '-farmM2': 'c.farm_m2 desc nulls last, c.clue_no',
  pbfM2: 'c.pbf_m2 nulls first, c.clue_no',
  '-pbfM2': 'c.pbf_m2 desc nulls last, c.clue_no',
  state: 'c.state, c.clue_no',
  '-state': 'c.state desc, c.clue_no',
};
const orderOf = (sort: string | undefined): string => orders[sort ?? 'dueOn'] ?? (orders['dueOn'] as string);

export async function cluePage(
  tx: Tx,
  { sql, values }: Condition,
  page: { sort?: string | undefined; page: number; pageSize: number },
): Promise<ClueListRow[]> {
  const n = values.length;
  // The page is cut first: titles, names and numbers are looked up for its rows alone.
  return tx.query<ClueListRow>(
    `with page as (
       select c.id, row_number() over (order by ${orderOf(page.sort)}) as place from clue c where ${sql}
       order by ${orderOf(page.sort)} limit $${n + 1} offset $${n + 2}
     )
     select ${rowColumns} from page join clue c on c.county_code = $1 and c.id = page.id ${rowJoins} order by page.place`,
    [...values, page.pageSize, (page.page - 1) * page.pageSize],
  );
}

export interface Sums {
  count: number;
  area_m2: number;
  farm_m2: number;
  pbf_m2: number;
}

/** Sums of the whole filter, m² unrounded. */
export async function clueSums(tx: Tx, { sql, values }: Condition): Promise<Sums> {
  const [sums] = await tx.query<Sums>(
    `select count(*) as count, coalesce(sum(c.area_m2), 0) as area_m2, coalesce(sum(c.farm_m2), 0) as farm_m2,
       coalesce(sum(c.pbf_m2), 0) as pbf_m2 from clue c where ${sql}`,
    [...values],
  );
  return sums ?? { count: 0, area_m2: 0, farm_m2: 0, pbf_m2: 0 };
}

export interface ShapeRow {
  id: string;
  clue_no: string;
  village_name: string | null;
  location_text: string;
  state: ClueRecord['state'];
  due_on: string | null;
  geom: Buffer | null;
  lng: number | null;
  lat: number | null;
}

/** Ground of the filter for the map, the most urgent first where there are more than fit. */
export async function clueShapes(tx: Tx, { sql, values }: Condition, limit: number): Promise<ShapeRow[]> {
  return tx.query<ShapeRow>(
    `select c.id, c.clue_no, d.name as village_name, c.location_text, c.state, c.due_on, c.geom::bytea as geom,
       ST_X(c.point) as lng, ST_Y(c.point) as lat
     from clue c left join division d on d.code = c.division_code
     where ${sql} order by ${orderOf('dueOn')} limit $${values.length + 1}`,
    [...values, limit],
  );
}
