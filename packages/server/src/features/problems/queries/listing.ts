import type { Category, MilestoneKind, RectifyMethod } from '@shoutian/domain/dictionaries';
import type { Actor } from '@shoutian/domain/people';
import type { Tx } from '../../../platform/request.ts';
import type { ProblemRecord } from './record.ts';

/** What a list plans for one problem. */
export interface ListedPlan {
  readonly problemId: string;
  readonly measures: string;
  readonly rectifyMethod: RectifyMethod | null;
  readonly category: Category | null;
  readonly responsibleUnit: string | null;
  readonly responsiblePersonId: string | null;
  readonly responsiblePerson: string | null;
  readonly leader: string | null;
  /** Day the item's clock started and the day it ends; the original of both stays. */
  readonly listFormedOn: string;
  readonly dueOn: string;
  readonly milestones: readonly { readonly step: MilestoneKind; readonly name: string; readonly plannedOn: string }[];
}

interface Listed {
  readonly record: ProblemRecord;
  readonly plan: ListedPlan;
}

/** State, plan and clock of all new items in one statement, their audit rows in another. Rows are locked already. */
export async function putRowsOnList(
  tx: Tx,
  countyCode: string,
  list: { readonly id: string; readonly listNo: string },
  pairs: readonly Listed[],
  by: Actor,
  now: Date,
  newId: () => string,
): Promise<void> {
  if (pairs.length === 0) return;
  const column = <T>(of: (pair: Listed) => T): T[] => pairs.map(of);
  await tx.query(
    `update problem p set state = 'rectifying', state_since = $3, list_id = $4, list_formed_on = n.formed_on, due_on = n.due_on,
       original_due_on = n.due_on, measures = n.measures, rectify_method = n.method, category = n.category,
       responsible_unit = n.unit, responsible_person_id = n.person_id, responsible_person = n.person, leader = n.leader,
       row_version = p.row_version + 1, updated_by = $5, updated_at = $3
     from unnest($2::uuid[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::date[],
       $14::date[]) as n (id, measures, method, category, unit, person_id, person, leader, formed_on, due_on)
     where p.county_code = $1 and p.id = n.id`,
    [
      countyCode,
      column(({ record }) => record.id),
      now,
      list.id,
      by.id,
      column(({ plan }) => plan.measures),
      column(({ plan }) => plan.rectifyMethod),
      column(({ plan }) => plan.category),
      column(({ plan }) => plan.responsibleUnit),
      column(({ plan }) => plan.responsiblePersonId),
      column(({ plan }) => plan.responsiblePerson),
      column(({ plan }) => plan.leader),
      column(({ plan }) => plan.listFormedOn),
      column(({ plan }) => plan.dueOn),
    ],
  );
  await tx.query(
    `insert into audit_event (county_code, id, division_code, subject_kind, subject_id, action, actor_id, actor_name,
       actor_roles, at, changes)
     select $1, e.id, e.division_code, 'problem', e.subject_id, 'list.freeze', $2, $3, $4::text[], $5, e.changes
     from unnest($6::uuid[], $7::text[], $8::uuid[], $9::jsonb[]) as e (id, division_code, subject_id, changes)`,
    [
      countyCode,
      by.id,
      by.name,
      by.roles,
      now,
      column(() => newId()),
      column(({ record }) => record.divisionCode),
      column(({ record }) => record.id),
      column(({ record, plan }) =>
        JSON.stringify({
          act: 'problem.addToList',
          version: record.rowVersion + 1,
          state: [record.state, 'rectifying'],
          list: list.listNo,
          listFormedOn: [record.listFormedOn, plan.listFormedOn],
          dueOn: [record.dueOn, plan.dueOn],
        }),
      ),
    ],
  );
}

/** Items that only come along show the newest version they stand on; their clocks run on untouched. */
export async function carryOnList(
  tx: Tx,
  countyCode: string,
  listId: string,
  problemIds: readonly string[],
): Promise<void> {
  await tx.query('update problem set list_id = $2 where county_code = $1 and id = any ($3::uuid[])', [
    countyCode,
    listId,
    problemIds,
  ]);
}
