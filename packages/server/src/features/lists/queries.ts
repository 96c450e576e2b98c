import type { Category, MilestoneKind, RectifyMethod } from '@shoutian/domain/dictionaries';
import type { ProblemState } from '@shoutian/domain/problem';
import type { Tx } from '../../platform/request.ts';
import { tickingStates } from '../problems/index.ts';

export * from './queries/freeze.ts';

export interface ListRow {
  id: string;
  division_code: string;
  list_no: string;
  title: string;
  year: number;
  version_no: number;
  state: 'draft' | 'frozen' | 'discarded';
  formed_on: string | null;
  approver_id: string | null;
  approver_name: string | null;
  frozen_at: Date | null;
  snapshot_sha256: string | null;
  campaign_id: string | null;
  row_version: number;
  created_by_name: string;
  created_at: Date;
}

export interface CountedList extends ListRow {
  items: number;
  new_items: number;
  written_off: number;
  overdue: number;
}

const list = `l.id, l.division_code, l.list_no, l.title, l.year, l.version_no, l.state, l.formed_on, l.approver_id, l.approver_name,
  l.frozen_at, l.snapshot_sha256, l.campaign_id, l.row_version, l.created_by_name, l.created_at`;

// What a reader counts is what a reader may see: items outside the own area are not there.
const counts = `(select count(*) from rectification_item i where i.county_code = $1 and i.list_id = l.id) as items,
  (select count(*) from rectification_item i where i.county_code = $1 and i.list_id = l.id and i.is_new) as new_items,
  (select count(*) from rectification_item i join problem p on p.county_code = $1 and p.id = i.problem_id
    where i.county_code = $1 and i.list_id = l.id and p.state = 'writtenOff') as written_off,
  (select count(*) from rectification_item i join problem p on p.county_code = $1 and p.id = i.problem_id
    where i.county_code = $1 and i.list_id = l.id and p.state = any ($2::text[]) and p.due_on < $3::date) as overdue`;

export async function listPage(
  tx: Tx,
  countyCode: string,
  filter: {
    q?: string | undefined;
    year?: number | undefined;
    state: 'draft' | 'frozen' | 'all';
    page: number;
    pageSize: number;
  },
  today: string,
): Promise<{ rows: CountedList[]; total: number }> {
  const rows = await tx.query<CountedList & { total_rows: number }>(
    `with page as (
       select l.*, count(*) over () as total_rows from rectification_list l
       where l.county_code = $1 and l.state <> 'discarded' and ($4 = 'all' or l.state = $4)
         and ($5::int is null or l.year = $5) and ($6::text is null or strpos(l.title || ' ' || l.list_no, $6) > 0)
       order by (l.state = 'draft') desc, l.version_no desc, l.created_at desc limit $7 offset $8
     )
     select ${list}, ${counts}, l.total_rows from page l
     order by (l.state = 'draft') desc, l.version_no desc, l.created_at desc`,
    [
      countyCode,
      tickingStates,
      today,
      filter.state,
      filter.year ?? null,
      filter.q ?? null,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export async function listById(
  tx: Tx,
  countyCode: string,
  id: string,
  today: string,
): Promise<CountedList | undefined> {
  const [row] = await tx.query<CountedList>(
    `select ${list}, ${counts} from rectification_list l where l.county_code = $1 and l.id = $4`,
    [countyCode, tickingStates, today, id],
  );
  return row;
}

/** The row until the commit: who freezes, changes or discards a draft queues here. */
export async function lockList(tx: Tx, countyCode: string, id: string): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(
    `select ${list} from rectification_list l where l.county_code = $1 and l.id = $2 for update`,
    [countyCode, id],
  );
  return row;
}

/** The latest frozen version of a place. */
export async function latestFrozen(tx: Tx, countyCode: string, divisionCode: string): Promise<ListRow | undefined> {
  const [row] = await tx.query<ListRow>(
    `select ${list} from rectification_list l
     where l.county_code = $1 and l.division_code = $2 and l.state = 'frozen' order by l.version_no desc limit 1`,
    [countyCode, divisionCode],
  );
  return row;
}

export interface PlannedStepRow {
  step: MilestoneKind;
  name: string;
  plannedOn: string;
}

export interface ItemRow {
  list_id: string;
  problem_id: string;
  division_code: string;
  item_no: number;
  is_new: boolean;
  measures: string;
  rectify_method: RectifyMethod | null;
  category: Category | null;
  responsible_unit: string | null;
  responsible_person_id: string | null;
  responsible_person: string | null;
  leader: string | null;
  due_on: string | null;
  clock_version: number | null;
  list_formed_on: string | null;
  milestones: PlannedStepRow[];
  problem_no: string;
  title: string;
  village_name: string | null;
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  state: ProblemState;
  reopened_on: string | null;
}

/** Items of a version with the problem as it is today; `onlyProblem` for one of them. */
export async function itemsOf(
  tx: Tx,
  countyCode: string,
  listId: string,
  onlyProblem: string | null = null,
): Promise<ItemRow[]> {
  return tx.query<ItemRow>(
    `select i.list_id, i.problem_id, p.division_code, i.item_no, i.is_new, i.measures, i.rectify_method, i.category,
       i.responsible_unit, i.responsible_person_id, i.responsible_person, i.leader, i.due_on, i.clock_version,
       i.list_formed_on, i.milestones, p.problem_no, p.title, d.name as village_name, p.area_m2, p.farm_m2, p.pbf_m2,
       p.state, p.reopened_on
     from rectification_item i
     join problem p on p.county_code = $1 and p.id = i.problem_id
     left join division d on d.code = p.division_code
     where i.county_code = $1 and i.list_id = $2 and ($3::uuid is null or i.problem_id = $3)
     order by i.item_no, p.problem_no`,
    [countyCode, listId, onlyProblem],
  );
}

export interface NewList {
  id: string;
  divisionCode: string;
  listNo: string;
  title: string;
  year: number;
  versionNo: number;
  campaignId: string | null;
}

export async function insertList(
  tx: Tx,
  actor: { id: string; name: string; countyCode: string },
  row: NewList,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into rectification_list (county_code, id, division_code, list_no, title, year, version_no, state, campaign_id,
       created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'draft', $8, $9, $10, $11)`,
    [
      actor.countyCode,
      row.id,
      row.divisionCode,
      row.listNo,
      row.title,
      row.year,
      row.versionNo,
      row.campaignId,
      actor.id,
      actor.name,
      now,
    ],
  );
}

/** Items of the earlier version that go on come along with plan and clock. */
export async function copyRunningItems(
  tx: Tx,
  countyCode: string,
  from: string,
  to: string,
  running: readonly string[],
): Promise<void> {
  await tx.query(
    `insert into rectification_item (county_code, list_id, problem_id, division_code, item_no, is_new, measures,
       rectify_method, category, responsible_unit, responsible_person_id, responsible_person, leader, due_on,
       clock_version, list_formed_on, milestones)
     select $1, $3, i.problem_id, i.division_code, row_number() over (order by i.item_no), false, i.measures,
       i.rectify_method, i.category, i.responsible_unit, i.responsible_person_id, i.responsible_person, i.leader, i.due_on,
       i.clock_version, i.list_formed_on, i.milestones
     from rectification_item i join problem p on p.county_code = $1 and p.id = i.problem_id
     where i.county_code = $1 and i.list_id = $2 and p.state = any ($4::text[])
     on conflict do nothing`,
    [countyCode, from, to, running],
  );
}

/** Problems that wait for a list, with the plan they already have. @returns how many were put in */
export async function addItems(
  tx: Tx,
  countyCode: string,
  listId: string,
  problemIds: readonly string[],
): Promise<number> {
  const rows = await tx.query(
    `insert into rectification_item (county_code, list_id, problem_id, division_code, item_no, is_new, measures,
       rectify_method, category, responsible_unit, responsible_person_id, responsible_person, leader)
     select $1, $2, p.id, p.division_code,
       coalesce((select max(i.item_no) from rectification_item i where i.county_code = $1 and i.list_id = $2), 0)
         + row_number() over (order by p.problem_no),
       true, coalesce(p.measures, ''), p.rectify_method, p.category, p.responsible_unit, p.responsible_person_id,
       p.responsible_person, p.leader
     from problem p where p.county_code = $1 and p.id = any ($3::uuid[])
     on conflict do nothing returning problem_id`,
    [countyCode, listId, problemIds],
  );
  return rows.length;
}

export async function removeItem(tx: Tx, countyCode: string, listId: string, problemId: string): Promise<number> {
  return (
    await tx.query(
      'delete from rectification_item where county_code = $1 and list_id = $2 and problem_id = $3 returning problem_id',
      [countyCode, listId, problemId],
    )
  ).length;
}

export interface ItemPlanRow {
  measures: string;
  rectifyMethod: string | null;
  category: string | null;
  responsibleUnit: string | null;
  responsiblePersonId: string | null;
  responsiblePerson: string | null;
  leader: string | null;
  /** JSON text. */
  milestones: string;
}

export async function planItem(
  tx: Tx,
  countyCode: string,
  listId: string,
  problemId: string,
  plan: ItemPlanRow,
): Promise<void> {
  await tx.query(
    `update rectification_item set measures = $4, rectify_method = $5, category = $6, responsible_unit = $7,
       responsible_person_id = $8, responsible_person = $9, leader = $10, milestones = $11::jsonb
     where county_code = $1 and list_id = $2 and problem_id = $3`,
    [
      countyCode,
      listId,
      problemId,
      plan.measures,
      plan.rectifyMethod,
      plan.category,
      plan.responsibleUnit,
      plan.responsiblePersonId,
      plan.responsiblePerson,
      plan.leader,
      plan.milestones,
    ],
  );
}

/** A draft changed: whoever read it before sees it at the freeze. */
export async function touchList(
  tx: Tx,
  countyCode: string,
  id: string,
  changes: { state?: 'discarded' } = {},
): Promise<void> {
  await tx.query(
    'update rectification_list set row_version = row_version + 1, state = coalesce($3, state) where county_code = $1 and id = $2',
    [countyCode, id, changes.state ?? null],
  );
}

export async function townNames(tx: Tx, divisionCode: string): Promise<{ code: string; name: string }[]> {
  return tx.query<{ code: string; name: string }>(
    `select code, name from division where code = $1 or (level = 'town' and starts_with(code, left($1, 6)))`,
    [divisionCode],
  );
}
