import type { MilestoneKind } from '@shoutian/domain/dictionaries';
import type { ProblemState } from '@shoutian/domain/problem';
import type { Tx } from '../../platform/request.ts';

export interface BoardProblem {
  id: string;
  problem_no: string;
  title: string;
  division_code: string;
  village_name: string | null;
  unit: string;
  batch: string;
  farm_m2: number | null;
  state: ProblemState;
  state_since: Date;
  due_on: string | null;
  resume_on: string | null;
  written_off_on: string | null;
  responsible_person: string | null;
  last_progress: string | null;
  extension_pending: boolean;
  milestones: { step: MilestoneKind; plannedOn: string; actualOn: string | null }[] | null;
}

/** States that stand on the board: what is being rectified and what has been. */
const onBoard = ['rectifying', 'writeOffRequested', 'townReview', 'countyReview', 'writtenOff'];

/**
 * Problems of the board with their steps, in one statement. Without a list: all that stand on any list.
 * @param place narrows the caller's own area, for a snapshot of one town
 */
export async function boardProblems(
  tx: Tx,
  countyCode: string,
  listId: string | null,
  place: string,
): Promise<BoardProblem[]> {
  return tx.query<BoardProblem>(
    `select p.id, p.problem_no, p.title, p.division_code, d.name as village_name,
       coalesce(nullif(p.responsible_unit, ''), p.lead_unit) as unit,
       coalesce(nullif(p.source_batch, ''), p.channel) as batch, p.farm_m2, p.state, p.state_since, p.due_on, p.resume_on,
       p.written_off_on, p.responsible_person, p.last_progress,
       exists (select 1 from extension e where e.county_code = $1 and e.problem_id = p.id and e.state = 'requested') as extension_pending,
       m.milestones
     from problem p
     left join division d on d.code = p.division_code
     left join (
       select problem_id, json_agg(json_build_object('step', step, 'plannedOn', planned_on, 'actualOn', actual_on) order by position) as milestones
       from milestone where county_code = $1 group by problem_id
     ) m on m.problem_id = p.id
     where p.county_code = $1 and p.list_id is not null and p.state = any ($2::text[]) and starts_with(p.division_code, $4)
       and ($3::uuid is null or exists (select 1 from rectification_item i
         where i.county_code = $1 and i.list_id = $3 and i.problem_id = p.id))
     order by p.division_code, p.problem_no`,
    [countyCode, onBoard, listId, place],
  );
}

export interface BoardList {
  id: string;
  list_no: string;
  title: string;
  formed_on: string | null;
}

export async function frozenList(tx: Tx, countyCode: string, id: string): Promise<BoardList | undefined> {
  const [row] = await tx.query<BoardList>(
    `select id, list_no, title, formed_on from rectification_list where county_code = $1 and id = $2 and state = 'frozen'`,
    [countyCode, id],
  );
  return row;
}

export interface SnapshotRow {
  id: string;
  division_code: string;
  list_id: string | null;
  taken_on: string;
  sha256: string;
  data: unknown;
}

const snapshot = 'id, division_code, list_id, taken_on, sha256';

export async function snapshotById(tx: Tx, countyCode: string, id: string): Promise<SnapshotRow | undefined> {
  const [row] = await tx.query<SnapshotRow>(
    `select ${snapshot}, data from board_snapshot where county_code = $1 and id = $2`,
    [countyCode, id],
  );
  return row;
}

/** Snapshots of a place and list up to a day, newest first. */
export async function snapshotsUpTo(
  tx: Tx,
  countyCode: string,
  where: { place: string; listId: string | null; upTo: string; limit: number },
): Promise<SnapshotRow[]> {
  return tx.query<SnapshotRow>(
    `select ${snapshot}, data from board_snapshot
     where county_code = $1 and division_code = $2 and list_id is not distinct from $3::uuid and taken_on <= $4::date
     order by taken_on desc limit $5`,
    [countyCode, where.place, where.listId, where.upTo, where.limit],
  );
}

/** @returns nothing when that day's picture is there already: it is never taken again */
export async function insertSnapshot(
  tx: Tx,
  countyCode: string,
  row: {
    id: string;
    place: string;
    listId: string | null;
    takenOn: string;
    data: string;
    sha256: string;
    takenBy: string;
  },
  now: Date,
): Promise<{ id: string }[]> {
  return tx.query<{ id: string }>(
    `insert into board_snapshot (county_code, id, division_code, list_id, taken_on, data, sha256, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) on conflict do nothing returning id`,
    [countyCode, row.id, row.place, row.listId, row.takenOn, row.data, row.sha256, row.takenBy, now],
  );
}

/** The county and each town that has something on a list. */
export async function placesOnBoard(tx: Tx, countyCode: string): Promise<string[]> {
  const rows = await tx.query<{ place: string }>(
    `select distinct left(division_code, 9) as place from problem where county_code = $1 and list_id is not null order by 1`,
    [countyCode],
  );
  return rows.length === 0
    ? []
    : [countyCode, ...rows.map(({ place }) => place).filter((place) => place !== countyCode)];
}
