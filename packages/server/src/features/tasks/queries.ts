import type { TaskView } from '@shoutian/domain/api';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/request.ts';

export type TaskKind = TaskView['kind'];
export type TaskSubject = TaskView['subjectKind'];

export interface NewTask {
  readonly divisionCode: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly instructions: string;
  readonly subjectKind: TaskSubject;
  readonly subjectId: string;
  /** null: for everybody with `assignedRole` in the place. */
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly assignedRole: string | null;
  readonly dueOn: string | null;
  /** Sent back by the town: why. */
  readonly returnedReason?: string;
}

/** Opens tasks; the caller ends the ones they replace (`endTasks`). */
export async function openTasks(
  tx: Tx,
  countyCode: string,
  tasks: readonly NewTask[],
  by: string,
  now: Date,
): Promise<void> {
  if (tasks.length === 0) return;
  const column = <K extends keyof NewTask>(name: K): (NewTask[K] | null)[] => tasks.map((task) => task[name] ?? null);
  await tx.query(
    `insert into task (county_code, id, division_code, kind, title, instructions, subject_kind, subject_id, assigned_to,
       assigned_name, assigned_role, due_on, returned_reason, state, created_by, created_at)
     select $1, t.id, t.division_code, t.kind, t.title, t.instructions, t.subject_kind, t.subject_id, t.assigned_to,
       t.assigned_name, t.assigned_role, t.due_on, t.returned_reason, 'open', $14, $15
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::text[],
       $10::text[], $11::text[], $12::date[], $13::text[])
       as t (id, division_code, kind, title, instructions, subject_kind, subject_id, assigned_to, assigned_name,
         assigned_role, due_on, returned_reason)`,
    [
      countyCode,
      tasks.map(() => newId()),
      column('divisionCode'),
      column('kind'),
      column('title'),
      column('instructions'),
      column('subjectKind'),
      column('subjectId'),
      column('assignedTo'),
      column('assignedName'),
      column('assignedRole'),
      column('dueOn'),
      column('returnedReason'),
      by,
      now,
    ],
  );
}

/** Ends the open tasks of one kind on these subjects. */
export async function endTasks(
  tx: Tx,
  countyCode: string,
  end: {
    kind: TaskKind;
    subjectIds: readonly string[];
    state: 'done' | 'cancelled';
    by: string;
    now: Date;
    result?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  await tx.query(
    `update task set state = $4, done_at = $5, done_by = $6, result = $7
     where county_code = $1 and kind = $2 and subject_id = any ($3::uuid[]) and state = 'open'`,
    [
      countyCode,
      end.kind,
      end.subjectIds,
      end.state,
      end.now,
      end.by,
      end.result === undefined ? null : JSON.stringify(end.result),
    ],
  );
}

export interface TaskRow {
  id: string;
  kind: TaskKind;
  title: string;
  instructions: string;
  subject_kind: TaskSubject;
  subject_id: string;
  clue_id: string | null;
  problem_id: string | null;
  no: string | null;
  village_name: string | null;
  division_code: string;
  area_m2: number | null;
  farm_m2: number | null;
  pbf_m2: number | null;
  lng: number | null;
  lat: number | null;
  geom: Buffer | null;
  ongoing: boolean | null;
  due_on: string | null;
  assigned_name: string | null;
  state: TaskView['state'];
  returned_reason: string | null;
  created_at: Date;
  done_at: Date | null;
}

// What stands behind a task: the clue or problem itself, or the one that a stop or a look-back belongs to. `bucket` is
// where the phone shows it: what was handed in and lies with the town waits.
const joined = `
  from task t
  left join stop_measure s on s.county_code = $1 and t.subject_kind = 'stopMeasure' and s.id = t.subject_id
  left join look_back b on b.county_code = $1 and t.subject_kind = 'lookBack' and b.id = t.subject_id
  left join clue c on c.county_code = $1 and c.id = case
    when t.subject_kind = 'clue' then t.subject_id when s.subject_kind = 'clue' then s.subject_id end
  left join problem p on p.county_code = $1 and p.id = case
    when t.subject_kind = 'problem' then t.subject_id when s.subject_kind = 'problem' then s.subject_id
    when t.subject_kind = 'lookBack' then b.problem_id else c.problem_id end
  left join division d on d.code = t.division_code`;
const bucket = `case
    when t.kind = 'verifyClue' and t.state = 'done' and c.state = 'reported' and t.done_at = c.state_since then 'waiting'
    when t.kind = 'rectify' and t.state = 'open' and p.state in ('writeOffRequested', 'townReview', 'countyReview') then 'waiting'
    else t.state end`;
const columns = `t.id, t.kind, t.title, t.instructions, t.subject_kind, t.subject_id, c.id as clue_id, p.id as problem_id,
  coalesce(p.problem_no, c.clue_no) as no, d.name as village_name, t.division_code,
  coalesce(p.area_m2, c.area_m2) as area_m2, coalesce(p.farm_m2, c.farm_m2) as farm_m2,
  coalesce(p.pbf_m2, c.pbf_m2) as pbf_m2, coalesce(p.geom, c.geom)::bytea as geom,
  ST_X(coalesce(p.point, c.point)) as lng, ST_Y(coalesce(p.point, c.point)) as lat,
  coalesce(p.ongoing, c.ongoing) as ongoing, t.due_on, t.assigned_name, t.state, t.returned_reason, t.created_at, t.done_at`;

export interface TaskFilter {
  readonly who: 'mine' | 'unit' | 'area';
  readonly state: 'open' | 'waiting' | 'done';
  readonly personId: string;
  readonly roles: readonly string[];
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly page: number;
  readonly pageSize: number;
  /** Today in Asia/Shanghai. */
  readonly today: string;
}

// Fixed texts: a sort that is not here falls back to the due day.
const orders: Record<string, string> = {
  due: 't.due_on nulls last, t.created_at, t.id',
  '-due': 't.due_on desc nulls last, t.created_at, t.id',
  created: 't.created_at, t.id',
  '-created': 't.created_at desc, t.id',
  done: 't.done_at nulls last, t.id',
  '-done': 't.done_at desc nulls last, t.id',
};

/** Roles whose tasks a person may take: what goes to a village as a whole is for its committee and its grid members. */
const rolesFor = (roles: readonly string[]): string[] =>
  roles.some((role) => role === 'village' || role === 'gridder')
    ? [...new Set([...roles, 'village', 'gridder'])]
    : [...roles];

function conditionOf(filter: Omit<TaskFilter, 'state' | 'page' | 'pageSize' | 'sort'>, countyCode: string) {
  const values: unknown[] = [countyCode];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const parts = ['t.county_code = $1'];
  switch (filter.who) {
    case 'mine':
      parts.push(
        `(t.assigned_to = ${bind(filter.personId)} or (t.assigned_to is null and t.assigned_role = any (${bind(rolesFor(filter.roles))}::text[])))`,
      );
      break;
    case 'unit': {
      const roles = bind(filter.roles);
      parts.push(
        `(t.assigned_to = ${bind(filter.personId)} or t.assigned_role = any (${roles}::text[])
          or coalesce(nullif(p.lead_unit, ''), c.lead_unit) = any (${roles}::text[]) or p.co_units && ${roles}::text[])`,
      );
      break;
    }
    case 'area':
      break;
  }
  if (filter.q) {
    const like = bind(`%${filter.q.replace(/[\\%_]/g, '\\$&')}%`);
    parts.push(
      `(t.title ilike ${like} or c.clue_no ilike ${like} or c.monitor_no ilike ${like} or p.problem_no ilike ${like} or d.name ilike ${like})`,
    );
  }
  return { sql: parts.join('\n       and '), values, bind };
}

export async function taskPage(tx: Tx, countyCode: string, filter: TaskFilter): Promise<TaskRow[]> {
  const { sql, values, bind } = conditionOf(filter, countyCode);
  const usual = filter.state === 'done' ? '-done' : 'due';
  return tx.query<TaskRow>(
    `select ${columns} ${joined}
     where ${sql} and ${bucket} = ${bind(filter.state)}
     order by ${orders[filter.sort ?? usual] ?? orders['due']}
     limit ${bind(filter.pageSize)} offset ${bind((filter.page - 1) * filter.pageSize)}`,
    values,
  );
}

export interface TaskCounts {
  open: number;
  waiting: number;
  done: number;
  overdue: number;
}

export async function taskCounts(tx: Tx, countyCode: string, filter: TaskFilter): Promise<TaskCounts> {
  const { sql, values, bind } = conditionOf(filter, countyCode);
  const [row] = await tx.query<TaskCounts>(
    `select count(*) filter (where bucket = 'open') as open, count(*) filter (where bucket = 'waiting') as waiting,
       count(*) filter (where bucket = 'done') as done,
       count(*) filter (where bucket = 'open' and due_on < ${bind(filter.today)}::date) as overdue
     from (select ${bucket} as bucket, t.due_on ${joined} where ${sql}) as mine`,
    values,
  );
  return row ?? { open: 0, waiting: 0, done: 0, overdue: 0 };
}

export async function taskById(tx: Tx, countyCode: string, id: string): Promise<TaskRow | undefined> {
  const [row] = await tx.query<TaskRow>(`select ${columns} ${joined} where t.county_code = $1 and t.id = $2`, [
    countyCode,
    id,
  ]);
  return row;
}
