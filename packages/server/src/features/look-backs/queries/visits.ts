import { placeSql } from '../../../platform/db/index.ts';
import type { Tx } from '../../../platform/request.ts';

export interface VisitRow {
  id: string;
  division_code: string;
  problem_id: string;
  kind: 'plan' | 'draw' | 'rebound';
  due_on: string;
  draw_id: string | null;
  clue_id: string | null;
  cause: string | null;
  state: 'due' | 'done' | 'cancelled';
  result: 'kept' | 'rebound' | 'doubt' | null;
  note: string | null;
  visited_on: string | null;
  visitor_name: string | null;
  problem_no: string;
  title: string;
  area_m2: number;
  written_off_on: string | null;
  village_name: string | null;
  clue_no: string | null;
  overridden: boolean;
  lead_unit: string;
  co_units: string[];
  responsible_person_id: string | null;
}

const columns = `b.id, b.division_code, b.problem_id, b.kind, b.due_on, b.draw_id, b.clue_id, b.cause, b.state, b.result, b.note,
  b.visited_on, b.visitor_name, p.problem_no, p.title, p.area_m2, p.written_off_on, d.name as village_name,
  coalesce(c.monitor_no, c.clue_no) as clue_no, p.lead_unit, p.co_units, p.responsible_person_id,
  exists (select from guard_override o where o.county_code = $1 and o.problem_id = p.id) as overridden`;
const from = `from look_back b
  join problem p on p.county_code = $1 and p.id = b.problem_id
  left join clue c on c.county_code = $1 and c.id = b.clue_id
  left join division d on d.code = b.division_code
  where b.county_code = $1`;

export async function visitById(tx: Tx, county: string, id: string): Promise<VisitRow | undefined> {
  const [row] = await tx.query<VisitRow>(`select ${columns} ${from} and b.id = $2`, [county, id]);
  return row;
}

export interface VisitFilter {
  state: 'due' | 'overdue' | 'done' | 'all';
  kind: 'plan' | 'draw' | 'rebound' | 'all';
  problemId: string | null;
  division: string | null;
  q: string | null;
  sort: string | undefined;
  today: string;
  page: number;
  pageSize: number;
}

const orders: Record<string, string> = {
  dueOn: 'b.due_on, b.id',
  '-dueOn': 'b.due_on desc, b.id desc',
  visitedOn: 'b.visited_on, b.id',
  '-visitedOn': 'b.visited_on desc nulls last, b.id desc',
  areaM2: 'p.area_m2, b.id',
  '-areaM2': 'p.area_m2 desc, b.id desc',
};

export async function visitPage(
  tx: Tx,
  county: string,
  filter: VisitFilter,
): Promise<{ rows: VisitRow[]; total: number }> {
  const order = orders[filter.sort ?? (filter.state === 'done' ? '-visitedOn' : 'dueOn')] ?? 'b.due_on, b.id';
  const rows = await tx.query<VisitRow & { total_rows: number }>(
    `select ${columns}, count(*) over ()::int as total_rows ${from}
       and ($2 = 'all' or ($2 = 'due' and b.state = 'due') or ($2 = 'overdue' and b.state = 'due' and b.due_on < $3)
         or ($2 = 'done' and b.state = 'done'))
       and ($4 = 'all' or b.kind = $4) and ($5::uuid is null or b.problem_id = $5)
       and ($6::text is null or p.problem_no ilike '%' || $6 || '%' or p.title ilike '%' || $6 || '%' or d.name ilike '%' || $6 || '%')
       and ($9::text is null or starts_with(b.division_code, $9))
     order by ${order} limit $7 offset $8`,
    [
      county,
      filter.state,
      filter.today,
      filter.kind,
      filter.problemId,
      filter.q,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
      filter.division,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export async function visitCounts(
  tx: Tx,
  county: string,
  { today, division }: Pick<VisitFilter, 'today' | 'division'>,
): Promise<Record<string, number>> {
  const [row] = await tx.query<{ due: number; overdue: number; done: number; rebound: number }>(
    `select (count(*) filter (where state = 'due'))::int as due,
       (count(*) filter (where state = 'due' and due_on < $2))::int as overdue,
       (count(*) filter (where state = 'done'))::int as done,
       (count(*) filter (where state = 'done' and result = 'rebound'))::int as rebound
     from look_back where county_code = $1 and ($3::text is null or starts_with(division_code, $3))`,
    [county, today, division],
  );
  return { due: row?.due ?? 0, overdue: row?.overdue ?? 0, done: row?.done ?? 0, rebound: row?.rebound ?? 0 };
}

export interface NewVisit {
  id: string;
  divisionCode: string;
  problemId: string;
  kind: VisitRow['kind'];
  dueOn: string;
  drawId?: string | undefined;
  clueId?: string | undefined;
  cause?: string | undefined;
}

/** @returns ids of those that were not there yet (the same overlap is told once) */
export async function insertVisits(tx: Tx, county: string, visits: readonly NewVisit[]): Promise<string[]> {
  if (visits.length === 0) return [];
  const rows = await tx.query<{ id: string }>(
    `insert into look_back (county_code, id, division_code, problem_id, kind, due_on, draw_id, clue_id, cause, state)
     select $1, v.id, v.division_code, v.problem_id, v.kind, v.due_on, v.draw_id, v.clue_id, v.cause, 'due'
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::date[], $7::uuid[], $8::uuid[], $9::text[])
       as v (id, division_code, problem_id, kind, due_on, draw_id, clue_id, cause)
     on conflict do nothing returning id`,
    [
      county,
      visits.map((v) => v.id),
      visits.map((v) => v.divisionCode),
      visits.map((v) => v.problemId),
      visits.map((v) => v.kind),
      visits.map((v) => v.dueOn),
      visits.map((v) => v.drawId ?? null),
      visits.map((v) => v.clueId ?? null),
      visits.map((v) => v.cause ?? null),
    ],
  );
  return rows.map(({ id }) => id);
}

/** Records a visit once: nothing is returned when somebody has recorded it meanwhile. */
export async function endVisit(
  tx: Tx,
  county: string,
  id: string,
  end: { result: string; note: string; visitedOn: string; by: { id: string; name: string; now: Date } },
): Promise<unknown[]> {
  return tx.query(
    `update look_back set state = 'done', result = $3, note = $4, visited_on = $5, visitor_id = $6, visitor_name = $7,
       recorded_at = $8
     where county_code = $1 and id = $2 and state = 'due' returning id`,
    [county, id, end.result, end.note, end.visitedOn, end.by.id, end.by.name, end.by.now],
  );
}

/** A problem that is open again has nothing to look back at. */
export async function cancelVisits(tx: Tx, county: string, problemId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update look_back set state = 'cancelled' where county_code = $1 and problem_id = $2 and state = 'due' returning id`,
    [county, problemId],
  );
  return rows.map(({ id }) => id);
}

/** Visits that are due by a day, with whom they concern. */
export async function dueVisits(tx: Tx, county: string, by: string): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select ${columns} ${from} and b.state = 'due' and b.due_on <= $2 and p.state = 'writtenOff' order by b.due_on, b.id`,
    [county, by],
  );
}

export interface OverlapRow {
  clue_id: string;
  clue_no: string;
  clue_geom: Buffer;
  clue_m2: number;
  problem_id: string;
  problem_geom: Buffer;
  problem_m2: number;
}

/** Written-off problems whose box meets that of a clue which does not belong to them. */
export async function overlapCandidates(tx: Tx, county: string, clueIds: readonly string[]): Promise<OverlapRow[]> {
  return tx.query<OverlapRow>(
    `select c.id as clue_id, coalesce(c.monitor_no, c.clue_no) as clue_no, st_asbinary(c.geom) as clue_geom,
       c.area_m2 as clue_m2, p.id as problem_id, st_asbinary(p.geom) as problem_geom, p.area_m2 as problem_m2
     from clue c
     cross join lateral (
       select p.id, p.geom, p.area_m2 from problem p
       where p.county_code = $1 and ${placeSql('p')} && c.geom and p.geom is not null and p.state = 'writtenOff' offset 0
     ) as p
     where c.county_code = $1 and c.id = any ($2::uuid[]) and c.geom is not null and c.problem_id is distinct from p.id
     order by c.id, p.id`,
    [county, clueIds],
  );
}

export interface ClueTie {
  id: string;
  state: string;
  division_code: string;
  problem_id: string | null;
  row_version: number;
}

export async function clueById(tx: Tx, county: string, id: string): Promise<ClueTie | undefined> {
  const [row] = await tx.query<ClueTie>(
    'select id, state, division_code, problem_id, row_version from clue where county_code = $1 and id = $2',
    [county, id],
  );
  return row;
}

export async function tieClue(
  tx: Tx,
  county: string,
  clue: ClueTie,
  problemId: string,
  state: string,
  now: Date,
): Promise<unknown[]> {
  return tx.query(
    `update clue set problem_id = $4, state = $5, state_since = $6, updated_at = $6, row_version = $7
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [county, clue.id, clue.row_version, problemId, state, now, clue.row_version + 1],
  );
}
