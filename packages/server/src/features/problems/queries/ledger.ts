import type { Tx } from '../../../platform/request.ts';
import { type Condition, tickingStates } from './filter.ts';
import type { ProblemRecord } from './record.ts';

/** A row of the ledger as the database gives it. */
export interface LedgerRow {
  id: string;
  problem_no: string;
  title: string;
  division_code: string;
  village_name: string | null;
  type: ProblemRecord['type'];
  channel: ProblemRecord['channel'];
  clue_count: number;
  found_year: number;
  stock_or_new: ProblemRecord['stockOrNew'];
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  state: ProblemRecord['state'];
  category: ProblemRecord['category'];
  rectify_method: ProblemRecord['rectifyMethod'];
  lead_unit: string;
  responsible_person: string | null;
  list_no: string | null;
  due_on: string | null;
  original_due_on: string | null;
  ongoing: boolean;
  rebound: boolean;
  progress_pct: number;
  row_version: number;
}

const row = `p.id, p.problem_no, p.title, p.division_code, p.type, p.channel, p.found_year, p.stock_or_new, p.area_m2,
  p.farm_m2, p.pbf_m2, p.state, p.category, p.rectify_method, p.lead_unit, p.responsible_person, p.list_id, p.due_on,
  p.original_due_on, p.ongoing, (p.rebound_of is not null or p.reopened_on is not null) as rebound, p.progress_pct,
  p.row_version`;

const joined = `d.name as village_name, l.list_no,
  (select count(*) from clue c where c.county_code = $1 and c.problem_id = page.id) as clue_count`;
const joins = `left join division d on d.code = page.division_code
  left join rectification_list l on l.county_code = $1 and l.id = page.list_id`;

// Fixed texts: what is asked for and is not here falls back to the first.
const orders: Record<string, string> = {
  due: `(case when p.state in (${tickingStates.map((state) => `'${state}'`).join(', ')}) then p.due_on end) nulls last, p.problem_no desc`,
  '-due': `(case when p.state in (${tickingStates.map((state) => `'${state}'`).join(', ')}) then p.due_on end) desc nulls last, p.problem_no desc`,
  problemNo: 'p.problem_no',
  '-problemNo': 'p.problem_no desc',
  title: 'p.title, p.problem_no',
  '-title': 'p.title desc, p.problem_no',
  villageName: 'p.division_code, p.problem_no',
  '-villageName': 'p.division_code desc, p.problem_no',
  type: 'p.type, p.problem_no',
  '-type': 'p.type desc, p.problem_no',
  areaM2: 'p.area_m2, p.problem_no',
  '-areaM2': 'p.area_m2 desc, p.problem_no',
  farmM2: 'p.farm_m2 nulls first, p.problem_no',
  '-farmM2': 'p.farm_m2 desc nulls last, p.problem_no',
  pbfM2: 'p.pbf_m2 nulls first, p.problem_no',
  '-pbfM2': 'p.pbf_m2 desc nulls last, p.problem_no',
  state: 'p.state, p.problem_no',
  '-state': 'p.state desc, p.problem_no',
  foundYear: 'p.found_year, p.problem_no',
  '-foundYear': 'p.found_year desc, p.problem_no',
};

/** `dueOn` and `villageName` are the column names on screen. */
export function orderOf(sort: string | undefined): string {
  const key = (sort ?? 'due').replace('dueOn', 'due').replace('daysLeft', 'due');
  return orders[key] ?? (orders['due'] as string);
}

export async function ledgerPage(
  tx: Tx,
  { sql, values }: Condition,
  page: { sort?: string | undefined; page: number; pageSize: number },
): Promise<LedgerRow[]> {
  const n = values.length;
  // The page is cut first: names and counts are looked up for its rows alone.
  return tx.query<LedgerRow>(
    `with page as (
       select ${row}, row_number() over (order by ${orderOf(page.sort)}) as place from problem p
       where ${sql} order by ${orderOf(page.sort)} limit $${n + 1} offset $${n + 2}
     )
     select page.*, ${joined} from page ${joins} order by page.place`,
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
export async function ledgerSums(tx: Tx, { sql, values }: Condition): Promise<Sums> {
  const [sums] = await tx.query<Sums>(
    `select count(*) as count, coalesce(sum(p.area_m2), 0) as area_m2, coalesce(sum(p.farm_m2), 0) as farm_m2,
       coalesce(sum(p.pbf_m2), 0) as pbf_m2
     from problem p where ${sql}`,
    values,
  );
  return sums ?? { count: 0, area_m2: 0, farm_m2: 0, pbf_m2: 0 };
}

export interface ShapeRow {
  id: string;
  problem_no: string;
  title: string;
  state: ProblemRecord['state'];
  due_on: string | null;
  geom: Buffer | null;
  lng: number | null;
  lat: number | null;
}

/** Ground of the filter for the map, the most urgent first where there are more than fit. */
export async function ledgerShapes(tx: Tx, { sql, values }: Condition, limit: number): Promise<ShapeRow[]> {
  return tx.query<ShapeRow>(
    `select p.id, p.problem_no, p.title, p.state, p.due_on, p.geom::bytea as geom, ST_X(p.point) as lng, ST_Y(p.point) as lat
     from problem p where ${sql} order by ${orderOf('due')} limit $${values.length + 1}`,
    [...values, limit],
  );
}

export interface SheetRow extends LedgerRow {
  discovery_method: ProblemRecord['discoveryMethod'];
  source_no: string | null;
  source_batch: string | null;
  source_doc_no: string | null;
  self_found: boolean;
  built_year: number | null;
  location_text: string;
  eco_m2: number | null;
  party_type: string | null;
  party_name: string | null;
  current_state: string | null;
  construction_stage: string | null;
  demolition_required: boolean;
  verify_result: string | null;
  measures: string | null;
  responsible_unit: string | null;
  leader: string | null;
  list_formed_on: string | null;
  rectified_m2: number | null;
  written_off_on: string | null;
  remark: string | null;
}

export interface OutlineRow {
  problem_no: string;
  title: string;
  type: string;
  state: string;
  village_name: string | null;
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  geom: Buffer;
}

/** Outlines of the ledger after `afterNo`, by number. */
export async function outlineRows(
  tx: Tx,
  { sql, values }: Condition,
  afterNo: string,
  limit: number,
): Promise<OutlineRow[]> {
  const n = values.length;
  return tx.query<OutlineRow>(
    `select p.problem_no, p.title, p.type, p.state, d.name as village_name, p.area_m2, p.farm_m2, p.pbf_m2, st_asbinary(p.geom) as geom
     from problem p left join division d on d.code = p.division_code
     where ${sql} and p.geom is not null and p.problem_no > $${n + 1} order by p.problem_no limit $${n + 2}`,
    [...values, afterNo, limit],
  );
}

/** Rows of the ledger's sheet after `afterNo`, by number: an export walks the ledger in slices, never all at once. */
export async function sheetRows(
  tx: Tx,
  { sql, values }: Condition,
  afterNo: string,
  limit: number,
): Promise<SheetRow[]> {
  const n = values.length;
  return tx.query<SheetRow>(
    `with page as (
       select ${row}, p.discovery_method, p.source_no, p.source_batch, p.source_doc_no, p.self_found, p.built_year,
         p.location_text, p.eco_m2, p.party_type, p.party_name, p.current_state, p.construction_stage,
         p.demolition_required, p.verify_result, p.measures, p.responsible_unit, p.leader, p.list_formed_on,
         p.rectified_m2, p.written_off_on, p.remark
       from problem p where ${sql} and p.problem_no > $${n + 1} order by p.problem_no limit $${n + 2}
     )
     select page.*, ${joined} from page ${joins} order by page.problem_no`,
    [...values, afterNo, limit],
  );
}
