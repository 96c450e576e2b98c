import type { MilestoneKind } from '@shoutian/domain/dictionaries';
import type { Actor } from '@shoutian/domain/people';
import type { Insertable } from 'kysely';
import type { ExtensionTable } from '../../../platform/db/schema.gen.ts';
import { newId } from '../../../platform/ids.ts';
import type { Tx } from '../../../platform/request.ts';

export async function setMilestoneDone(
  tx: Tx,
  countyCode: string,
  id: string,
  done: { actualOn: string; note: string },
  by: Actor,
  now: Date,
): Promise<void> {
  await tx.query(
    `update milestone set actual_on = $3, note = $4, recorded_by = $5, recorded_by_name = $6, recorded_at = $7
     where county_code = $1 and id = $2`,
    [countyCode, id, done.actualOn, done.note === '' ? null : done.note, by.id, by.name, now],
  );
}

export interface PlannedMilestone {
  problemId: string;
  divisionCode: string;
  step: MilestoneKind;
  name: string;
  plannedOn: string;
  actualOn?: string | null;
  responsible: string | null;
  position: number;
}

/** A new plan replaces the open steps; what was done stays. */
export async function replaceMilestones(
  tx: Tx,
  countyCode: string,
  problemIds: readonly string[],
  rows: readonly PlannedMilestone[],
): Promise<void> {
  await tx.query(
    'delete from milestone where county_code = $1 and problem_id = any ($2::uuid[]) and actual_on is null',
    [countyCode, problemIds],
  );
  const column = <T>(of: (row: PlannedMilestone) => T): T[] => rows.map(of);
  await tx.query(
    `insert into milestone (county_code, id, division_code, problem_id, step, name, planned_on, actual_on, responsible, position)
     select $1, m.id, m.division_code, m.problem_id, m.step, m.name, m.planned_on, m.actual_on, m.responsible, m.position
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::date[], $8::date[], $9::text[], $10::int[])
       as m (id, division_code, problem_id, step, name, planned_on, actual_on, responsible, position)`,
    [
      countyCode,
      rows.map(() => newId()),
      column((row) => row.divisionCode),
      column((row) => row.problemId),
      column((row) => row.step),
      column((row) => row.name),
      column((row) => row.plannedOn),
      column((row) => row.actualOn ?? null),
      column((row) => row.responsible),
      column((row) => row.position),
    ],
  );
}

/** The plan of an approved extension: its steps stand in for the open ones. */
export async function replanMilestones(
  tx: Tx,
  countyCode: string,
  problem: { id: string; divisionCode: string; responsiblePerson: string | null },
  steps: readonly { step: MilestoneKind; name: string; plannedOn: string }[],
): Promise<void> {
  if (steps.length === 0) return;
  const [last] = await tx.query<{ position: number }>(
    `select coalesce(max(position), 0) as position from milestone
     where county_code = $1 and problem_id = $2 and actual_on is not null`,
    [countyCode, problem.id],
  );
  await replaceMilestones(
    tx,
    countyCode,
    [problem.id],
    steps.map((step, i) => ({
      problemId: problem.id,
      divisionCode: problem.divisionCode,
      step: step.step,
      name: step.name,
      plannedOn: step.plannedOn,
      responsible: problem.responsiblePerson,
      position: (last?.position ?? 0) + i + 1,
    })),
  );
}

export async function insertExtension(
  tx: Tx,
  countyCode: string,
  row: Omit<Insertable<ExtensionTable>, 'countyCode'>,
): Promise<void> {
  await tx.db
    .insertInto('extension')
    .values({ ...row, countyCode })
    .execute();
}

export async function decideExtension(
  tx: Tx,
  countyCode: string,
  id: string,
  decision: { approve: boolean; reason: string },
  by: Actor,
  now: Date,
): Promise<void> {
  await tx.query(
    `update extension set state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, decision_reason = $7
     where county_code = $1 and id = $2 and state = 'requested'`,
    [countyCode, id, decision.approve ? 'approved' : 'refused', by.id, by.name, now, decision.reason],
  );
}

/** Steps that another act proves: filled in by it, cleared when it is taken back. */
export async function setStep(
  tx: Tx,
  countyCode: string,
  problemId: string,
  step: MilestoneKind,
  actualOn: string | null,
  by: Pick<Actor, 'id' | 'name'>,
  now: Date,
): Promise<void> {
  await tx.query(
    `update milestone set actual_on = $4, recorded_by = $5, recorded_by_name = $6, recorded_at = $7
     where county_code = $1 and problem_id = $2 and step = $3 and (actual_on is null) <> ($4::date is null)`,
    [countyCode, problemId, step, actualOn, by.id, by.name, now],
  );
}
