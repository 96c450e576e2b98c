import type { ConstructionStage, StopMeasure, StopResult } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../../platform/request.ts';

export type SubjectKind = 'clue' | 'problem';

export interface StopRow {
  id: string;
  division_code: string;
  subject_kind: SubjectKind;
  subject_id: string;
  kind: StopMeasure;
  taken_at: Date;
  content: string;
  law_basis: string;
  recheck_due_on: string | null;
  recheck_result: StopResult | null;
  rechecked_at: Date | null;
  rechecked_by_name: string | null;
  escalated_at: Date | null;
  note: string;
  recorded_by: string;
  recorded_by_name: string;
  recorded_at: Date;
}

const columns = `s.id, s.division_code, s.subject_kind, s.subject_id, s.kind, s.taken_at, s.content, s.law_basis,
  s.recheck_due_on, s.recheck_result, s.rechecked_at, s.rechecked_by_name, s.escalated_at, s.note, s.recorded_by,
  s.recorded_by_name, s.recorded_at`;

export async function stopById(tx: Tx, countyCode: string, id: string): Promise<StopRow | undefined> {
  const [row] = await tx.query<StopRow>(
    `select ${columns} from stop_measure s where s.county_code = $1 and s.id = $2`,
    [countyCode, id],
  );
  return row;
}

/** Measures against one act, oldest first; of a problem with those recorded on its clues. */
export async function stopsOf(tx: Tx, countyCode: string, kind: SubjectKind, id: string): Promise<StopRow[]> {
  return tx.query<StopRow>(
    `select ${columns} from stop_measure s
     left join clue c on c.county_code = $1 and s.subject_kind = 'clue' and c.id = s.subject_id
     where s.county_code = $1 and ((s.subject_kind = $2 and s.subject_id = $3) or ($2 = 'problem' and c.problem_id = $3))
     order by s.taken_at, s.id`,
    [countyCode, kind, id],
  );
}

export type NewStop = Pick<
  StopRow,
  | 'id'
  | 'division_code'
  | 'subject_kind'
  | 'subject_id'
  | 'kind'
  | 'taken_at'
  | 'content'
  | 'law_basis'
  | 'recheck_due_on'
  | 'recorded_by'
  | 'recorded_by_name'
  | 'recorded_at'
>;

export async function insertStop(tx: Tx, countyCode: string, row: NewStop): Promise<void> {
  await tx.query(
    `insert into stop_measure (county_code, id, division_code, subject_kind, subject_id, kind, taken_at, content, law_basis,
       recheck_due_on, recorded_by, recorded_by_name, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      countyCode,
      row.id,
      row.division_code,
      row.subject_kind,
      row.subject_id,
      row.kind,
      row.taken_at,
      row.content,
      row.law_basis,
      row.recheck_due_on,
      row.recorded_by,
      row.recorded_by_name,
      row.recorded_at,
    ],
  );
}

/** @returns false when somebody has rechecked it meanwhile */
export async function writeRecheck(
  tx: Tx,
  countyCode: string,
  id: string,
  recheck: { result: StopResult; note: string; by: { id: string; name: string }; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update stop_measure set recheck_result = $3, note = $4, rechecked_by = $5, rechecked_by_name = $6, rechecked_at = $7
     where county_code = $1 and id = $2 and recheck_result is null returning id`,
    [countyCode, id, recheck.result, recheck.note, recheck.by.id, recheck.by.name, recheck.at],
  );
  return rows.length > 0;
}

export async function markEscalated(tx: Tx, countyCode: string, id: string, at: Date): Promise<void> {
  await tx.query('update stop_measure set escalated_at = $3 where county_code = $1 and id = $2', [countyCode, id, at]);
}

/** What the four timers of one act need, and what the queue shows of it. */
export interface ActRow {
  subject_kind: SubjectKind;
  subject_id: string;
  no: string;
  title: string;
  division_code: string;
  village_name: string | null;
  lng: number | null;
  lat: number | null;
  stage: ConstructionStage | null;
  found_at: Date | null;
  reported_at: Date | null;
  no_signal_s: number | null;
  stopped_at: Date | null;
  eliminated_at: Date | null;
  planned_end: string | null;
}

// A clue's report is its receipt; a problem's the earliest one of its clues, because it is made of them days later.
const clueActs = `select 'clue' as subject_kind, c.id as subject_id, c.clue_no as no, c.location_text as title,
    c.division_code, d.name as village_name, ST_X(coalesce(c.point, ST_PointOnSurface(c.geom))) as lng,
    ST_Y(coalesce(c.point, ST_PointOnSurface(c.geom))) as lat,
    coalesce((select v.construction_stage from verification v where v.county_code = $1 and v.clue_id = c.id
      order by v.reported_at desc limit 1), c.construction_stage) as stage,
    c.found_at, c.reported_at, c.no_signal_s,
    (select min(s.taken_at) from stop_measure s where s.county_code = $1 and s.subject_kind = 'clue'
      and s.subject_id = c.id and s.kind <> 'reportOnly') as stopped_at,
    null::timestamptz as eliminated_at, null::date as planned_end
  from clue c left join division d on d.code = c.division_code where c.county_code = $1`;
const problemActs = `select 'problem' as subject_kind, p.id as subject_id, p.problem_no as no, p.title, p.division_code,
    d.name as village_name, ST_X(coalesce(p.point, ST_PointOnSurface(p.geom))) as lng,
    ST_Y(coalesce(p.point, ST_PointOnSurface(p.geom))) as lat, p.construction_stage as stage,
    p.found_at, coalesce(first.reported_at, p.reported_at) as reported_at, first.no_signal_s,
    least(p.stopped_at, (select min(s.taken_at) from stop_measure s where s.county_code = $1
      and s.subject_kind = 'problem' and s.subject_id = p.id and s.kind <> 'reportOnly')) as stopped_at,
    p.eliminated_at, p.due_on as planned_end
  from problem p left join division d on d.code = p.division_code
  left join lateral (select c.reported_at, c.no_signal_s from clue c where c.county_code = $1 and c.problem_id = p.id
    and c.reported_at is not null order by c.reported_at limit 1) first on true
  where p.county_code = $1`;

export async function actOf(tx: Tx, countyCode: string, kind: SubjectKind, id: string): Promise<ActRow | undefined> {
  const [row] = await tx.query<ActRow>(kind === 'clue' ? `${clueActs} and c.id = $2` : `${problemActs} and p.id = $2`, [
    countyCode,
    id,
  ]);
  return row;
}

/** Acts that go on inside a place (division code), those found first at the top. */
export async function ongoingActs(
  tx: Tx,
  countyCode: string,
  place: string,
  problemStates: readonly string[],
  limit: number,
): Promise<ActRow[]> {
  return tx.query<ActRow>(
    `select * from (
       ${clueActs} and c.ongoing and c.state in ('registered', 'dispatched', 'reported')
         and starts_with(c.division_code, $4)
       union all ${problemActs} and p.ongoing and p.state = any ($2::text[]) and starts_with(p.division_code, $4)
     ) as acts order by found_at nulls last, no limit $3`,
    [countyCode, problemStates, limit, place],
  );
}

export interface LateRecheck {
  stop_id: string;
  division_code: string;
  subject_kind: SubjectKind;
  subject_id: string;
  due_on: string;
  assigned_to: string | null;
  title: string;
}

/** Rechecks whose day is over and that nobody made. */
export async function lateRechecks(tx: Tx, countyCode: string, today: string): Promise<LateRecheck[]> {
  return tx.query<LateRecheck>(
    `select s.id as stop_id, s.division_code, s.subject_kind, s.subject_id, t.due_on, t.assigned_to, t.title
     from task t join stop_measure s on s.county_code = $1 and s.id = t.subject_id
     where t.county_code = $1 and t.kind = 'recheckStop' and t.state = 'open' and t.due_on < $2::date
       and s.recheck_result is null`,
    [countyCode, today],
  );
}
