import type { createList, ItemPlan } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { within } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { checkedPlan, problemRecords, tickingStates } from '../../problems/index.ts';
import * as queries from '../queries.ts';

type Body<E extends { body?: z.ZodType }> = z.output<NonNullable<E['body']>>;

/** States in which an item of an earlier version goes on; a reopened one comes back as a new item by hand. */
const running: readonly string[] = [...tickingStates, 'suspended'];
/** States that wait for a list. */
const waiting: readonly string[] = ['registered', 'reopened'];

/**
 * Starts a draft. With `carryOver`, unfinished items of the latest frozen version come along, clocks running.
 * @throws {AppError} wrongState for a problem that does not wait for a list, naming it
 */
export async function startList(work: Work, body: Body<typeof createList>): Promise<string> {
  const { tx, actor, now } = work;
  const previous = await queries.latestFrozen(tx, actor.countyCode, actor.scopeCode);
  const id = newId();
  await queries.insertList(
    tx,
    actor,
    {
      id,
      divisionCode: actor.scopeCode,
      // A number is taken at the freeze, so that discarded drafts leave no gap.
      listNo: `draft:${id}`,
      title: body.title,
      year: body.year,
      versionNo: (previous?.version_no ?? 0) + 1,
      campaignId: body.campaignId,
    },
    now,
  );
  if (previous && body.carryOver) await queries.copyRunningItems(tx, actor.countyCode, previous.id, id, running);
  if (body.problemIds.length > 0) await addChecked(work, id, body.problemIds);
  await work.audit({
    action: 'list.prepare',
    subjectKind: 'list',
    subjectId: id,
    divisionCode: actor.scopeCode,
    changes: { act: 'create', title: body.title, problems: body.problemIds.length },
  });
  return id;
}

/** @throws {AppError} notFound, outsideScope, wrongState unless it is a draft of the caller's place */
export async function lockDraft(work: Work, id: string): Promise<queries.ListRow> {
  const row = found(await queries.lockList(work.tx, work.actor.countyCode, id), '清单');
  if (!within(row.division_code, work.actor.scopeCode)) throw new AppError('outsideScope');
  if (row.state !== 'draft')
    throw new AppError(
      'wrongState',
      row.state === 'frozen' ? '清单已经冻结，不能再改；新问题进下一个版本。' : '这份草稿已经作废。',
      {
        en:
          row.state === 'frozen'
            ? 'The list is frozen; new items go into the next version.'
            : 'The draft was discarded.',
      },
    );
  return row;
}

async function addChecked(work: Work, listId: string, problemIds: readonly string[]): Promise<number> {
  const records = await problemRecords(work.tx, work.actor.countyCode, problemIds);
  if (records.length < new Set(problemIds).size)
    throw new AppError('notFound', '有问题没有找到，可能已被移走或不在本人管辖范围内。');
  const wrong = records.filter((record) => !waiting.includes(record.state));
  if (wrong.length > 0)
    throw new AppError('wrongState', `有 ${wrong.length} 个问题不能列入清单：只有待列清单和反弹重开的可以。`, {
      en: 'Only problems that wait for a list can be put on it.',
      details: wrong.map((record) => ({
        code: 'wrongState',
        at: record.problemNo,
        message: `${record.problemNo} 现在是「${problemStates.label(record.state)}」`,
        link: `/problems/${record.id}`,
      })),
    });
  return queries.addItems(work.tx, work.actor.countyCode, listId, problemIds);
}

export async function addToDraft(work: Work, id: string, problemIds: readonly string[]): Promise<void> {
  const row = await lockDraft(work, id);
  const added = await addChecked(work, id, problemIds);
  await changed(work, row, { act: 'add', added });
}

export async function removeFromDraft(work: Work, id: string, problemId: string): Promise<void> {
  const row = await lockDraft(work, id);
  const [item] = await queries.itemsOf(work.tx, work.actor.countyCode, id, problemId);
  found(item, '清单项目');
  if (item && !item.is_new && running.includes(item.state))
    throw new AppError('wrongState', '这一项上一版就在整改，要一直列到销号、移交或并案为止。', {
      en: 'A running item stays on the list until it is closed.',
    });
  await queries.removeItem(work.tx, work.actor.countyCode, id, problemId);
  await changed(work, row, { act: 'remove', problemNo: item?.problem_no });
}

/**
 * Plans one new item: measures, responsibility, milestones. A running item goes by its plan.
 * @throws {AppError} wrongState for a running item; badInput for steps out of order or named twice
 */
export async function planInDraft(
  work: Work,
  id: string,
  problemId: string,
  body: z.output<typeof ItemPlan>,
): Promise<void> {
  const row = await lockDraft(work, id);
  const [item] = await queries.itemsOf(work.tx, work.actor.countyCode, id, problemId);
  found(item, '清单项目');
  if (item && !item.is_new)
    throw new AppError('wrongState', '这一项已在整改，按原计划推进；要改期限走延期申请。', {
      en: 'A running item keeps its plan; ask for an extension.',
    });
  const steps = body.milestones.map(({ step }) => step);
  if (new Set(steps).size < steps.length)
    throw new AppError('badInput', '同一个节点写了两次，请合并。', { en: 'A step stands there twice.' });
  const plan = await checkedPlan(work, body);
  await queries.planItem(work.tx, work.actor.countyCode, id, problemId, {
    measures: body.measures,
    rectifyMethod: body.rectifyMethod,
    category: body.category,
    responsibleUnit: body.responsibleUnit,
    responsiblePersonId: plan.responsiblePersonId ?? null,
    responsiblePerson: plan.responsiblePerson ?? null,
    leader: body.leader,
    milestones: JSON.stringify([...body.milestones].sort((a, b) => (a.plannedOn < b.plannedOn ? -1 : 1))),
  });
  await changed(work, row, { act: 'plan', problemNo: item?.problem_no });
}

export async function discard(work: Work, id: string): Promise<void> {
  const row = await lockDraft(work, id);
  await queries.touchList(work.tx, work.actor.countyCode, id, { state: 'discarded' });
  await work.audit({
    action: 'list.prepare',
    subjectKind: 'list',
    subjectId: id,
    divisionCode: row.division_code,
    changes: { act: 'discard', on: shanghaiDay(work.now) },
  });
}

async function changed(work: Work, row: queries.ListRow, changes: Record<string, unknown>): Promise<void> {
  await queries.touchList(work.tx, work.actor.countyCode, row.id);
  await work.audit({
    action: 'list.prepare',
    subjectKind: 'list',
    subjectId: row.id,
    divisionCode: row.division_code,
    changes,
  });
}
