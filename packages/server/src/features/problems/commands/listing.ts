import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { MilestoneKind } from '@shoutian/domain/dictionaries';
import { type Missing, noDuty, transition } from '@shoutian/domain/problem';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { viewOf } from '../facts.ts';
import { type ListedPlan, putRowsOnList } from '../queries/listing.ts';
import { replaceMilestones } from '../queries/plan.ts';
import { type ProblemRecord, problemRecords } from '../queries/record.ts';
import { setRectifyTasks } from '../queries/tasks.ts';
import { refusal } from './transition.ts';

/** Steps that were done before the list was formed, or by it: nobody enters them again. */
function alreadyDone(step: MilestoneKind, record: ProblemRecord, plan: ListedPlan): string | null {
  if (step === 'listed') return plan.listFormedOn;
  if (step === 'verified') return record.verifiedOn;
  if (step === 'stopped') return record.stoppedAt === null ? null : shanghaiDay(record.stoppedAt);
  return null;
}

/** The row as it would stand with the plan, for the table's guard. */
const planned = (record: ProblemRecord, plan: ListedPlan): ProblemRecord => ({
  ...record,
  measures: plan.measures,
  rectifyMethod: plan.rectifyMethod,
  category: plan.category,
  responsibleUnit: plan.responsibleUnit,
  responsiblePerson: plan.responsiblePerson,
});

const outcomeOf = (work: Work, record: ProblemRecord, plan: ListedPlan, listId: string) => {
  const facts = {
    problem: viewOf(planned(record, plan), plan.milestones.length),
    actor: work.actor,
    duty: noDuty,
    writeOff: null,
  };
  return { facts, outcome: transition('problem.addToList', facts, { list: listId }) };
};

/** What each item of a draft still misses before it can be frozen, by the table's own guard. */
export function planGaps(record: ProblemRecord, plan: ListedPlan): readonly Missing[] {
  // Asked as somebody who may: what is missing is a matter of the plan, not of who looks at it.
  const everybody = { id: '', roles: ['countyNr'], scopeCode: '' } as const;
  const facts = {
    problem: viewOf(planned(record, plan), plan.milestones.length),
    actor: everybody,
    duty: noDuty,
    writeOff: null,
  };
  const outcome = transition('problem.addToList', facts, { list: record.id });
  return outcome.ok ? [] : outcome.missing;
}

/**
 * Puts problems on a frozen list: each passes the transition table, gets plan, milestones, due day and a task for who is
 * responsible. All or nothing, in a handful of statements however many there are.
 * @throws {AppError} missing naming every item and what it lacks; wrongState, notAllowed
 */
export async function putOnList(
  work: Work,
  list: { readonly id: string; readonly listNo: string },
  plans: readonly ListedPlan[],
): Promise<ProblemRecord[]> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const byId = new Map(plans.map((plan) => [plan.problemId, plan]));
  const records = await problemRecords(tx, county, [...byId.keys()], { lock: true });
  if (records.length < byId.size) throw new AppError('notFound', '清单里有问题已被移走或不在本人管辖范围内。');
  const pairs = records.map((record) => ({ record, plan: byId.get(record.id) as ListedPlan }));
  const details = [];
  for (const { record, plan } of pairs) {
    const { facts, outcome } = outcomeOf(work, record, plan, list.id);
    if (outcome.ok) continue;
    if (outcome.why === 'notAllowed') throw refusal('problem.addToList', facts, outcome);
    details.push(
      ...outcome.missing.map((item) => ({
        code: item.code,
        at: record.problemNo,
        message: `${record.problemNo}：${item.message.zh}`,
        messageEn: `${record.problemNo}: ${item.message.en}`,
        link: `/problems/${record.id}`,
      })),
    );
  }
  if (details.length > 0) {
    const items = new Set(details.map((detail) => detail.at)).size;
    throw new AppError('missing', `还有 ${items} 项没填全，共缺 ${details.length} 处，补齐再冻结。`, {
      en: `${items} items are incomplete; fill the gaps named below.`,
      details,
    });
  }
  await putRowsOnList(tx, county, list, pairs, actor, now, () => newId());
  await replaceMilestones(
    tx,
    county,
    [...byId.keys()],
    pairs.flatMap(({ record, plan }) =>
      plan.milestones.map((step, position) => ({
        problemId: record.id,
        divisionCode: record.divisionCode,
        step: step.step,
        name: step.name,
        plannedOn: step.plannedOn,
        actualOn: alreadyDone(step.step, record, plan),
        responsible: plan.responsiblePerson,
        position,
      })),
    ),
  );
  await setRectifyTasks(
    tx,
    county,
    pairs.map(({ record, plan }) => ({
      problemId: record.id,
      divisionCode: record.divisionCode,
      title: `整改 ${record.title}`,
      instructions: plan.measures,
      personId: plan.responsiblePersonId,
      personName: plan.responsiblePerson,
      dueOn: plan.dueOn,
    })),
    actor.id,
    now,
  );
  return records;
}
