import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/request.ts';

/** What is open for a problem ends with it: looking back and inspecting come after and stay. */
export async function endTasks(
  tx: Tx,
  countyCode: string,
  problemId: string,
  state: 'done' | 'cancelled',
  by: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `update task set state = $3, done_at = $4, done_by = $5
     where county_code = $1 and subject_kind = 'problem' and subject_id = $2 and state = 'open'
       and kind in ('rectify', 'recordEvidence', 'supplement')`,
    [countyCode, problemId, state, now, by],
  );
}

export interface RectifyTask {
  problemId: string;
  divisionCode: string;
  title: string;
  instructions: string;
  personId: string | null;
  personName: string | null;
  dueOn: string;
}

/** Rectification as the phone shows it; an open one of the same problem is brought up to date instead. */
export async function setRectifyTasks(
  tx: Tx,
  countyCode: string,
  tasks: readonly RectifyTask[],
  by: string,
  now: Date,
): Promise<void> {
  if (tasks.length === 0) return;
  const column = <K extends keyof RectifyTask>(name: K): RectifyTask[K][] => tasks.map((task) => task[name]);
  await tx.query(
    `update task set state = 'cancelled', done_at = $3, done_by = $4
     where county_code = $1 and subject_kind = 'problem' and subject_id = any ($2::uuid[]) and state = 'open' and kind = 'rectify'`,
    [countyCode, column('problemId'), now, by],
  );
  await tx.query(
    `insert into task (county_code, id, division_code, kind, title, instructions, subject_kind, subject_id, assigned_to,
       assigned_name, assigned_role, due_on, state, created_by, created_at)
     select $1, t.id, t.division_code, 'rectify', t.title, t.instructions, 'problem', t.problem_id, t.person_id,
       t.person_name, case when t.person_id is null then 'village' end, t.due_on, 'open', $10, $11
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::date[])
       as t (id, division_code, title, instructions, problem_id, person_id, person_name, due_on)`,
    [
      countyCode,
      tasks.map(() => newId()),
      column('divisionCode'),
      column('title'),
      column('instructions'),
      column('problemId'),
      column('personId'),
      column('personName'),
      column('dueOn'),
      by,
      now,
    ],
  );
}

export async function moveTaskDue(tx: Tx, countyCode: string, problemId: string, dueOn: string): Promise<void> {
  await tx.query(
    `update task set due_on = $3 where county_code = $1 and subject_kind = 'problem' and subject_id = $2
       and state = 'open' and kind = 'rectify'`,
    [countyCode, problemId, dueOn],
  );
}
