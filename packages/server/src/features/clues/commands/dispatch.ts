import { emptyReport } from '@shoutian/domain/clue';
import { daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { channels } from '@shoutian/domain/dictionaries';
import { dueLabel } from '@shoutian/domain/format';
import { AppError } from '../../../platform/errors.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { rulesFor } from '../../settings/index.ts';
import { endTasks, type NewTask, openTasks, taskTitle } from '../../tasks/index.ts';
import { type ClueRecord, viewOf } from '../queries/record.ts';
import { type Plan, planOf, type Wanted } from './plan.ts';
import { applyClue } from './transition.ts';

/**
 * Sends clues to their receivers with a due day; all or none. What was open for an earlier receiver ends.
 * @throws {AppError} missing with a line for every clue without a receiver; wrongState with a line for every clue that
 *   is past dispatching; badInput for a due day that is over
 */
export async function dispatch(
  work: Work,
  wanted: Wanted & { readonly dueOn: string; readonly note: string },
): Promise<Plan[]> {
  const today = shanghaiDay(work.now);
  if (wanted.dueOn < today)
    throw new AppError(
      'badInput',
      `期限 ${wanted.dueOn} 已经过去 ${daysBetween(wanted.dueOn, today)} 天，请改成今天或以后。`,
      {
        en: 'The due day is over.',
        details: [{ code: 'badInput', at: 'body.dueOn', message: '期限已过', messageEn: 'in the past' }],
      },
    );
  const plans = await planOf(work, wanted, { lock: true });
  refuseTogether(plans);
  const rules = await rulesFor(work.tx, work.actor.countyCode, work.now);
  for (const plan of plans)
    await applyClue(
      work,
      plan.record,
      { clue: viewOf(plan.record, null), actor: work.actor, report: emptyReport, rules },
      {
        action: 'clue.dispatch',
        input: { receiver: plan.assignTo },
        set: {
          assignedTo: plan.assignTo,
          assignedName: plan.assignedName,
          leadUnit: plan.leadUnit,
          dueOn: wanted.dueOn,
          dispatchRule: plan.rule.zh,
        },
        reason: wanted.note,
        changes: { receiver: plan.assignedName, dueOn: wanted.dueOn, rule: plan.rule.zh },
      },
    );
  await hand(work, plans, wanted, today);
  return plans;
}

function refuseTogether(plans: readonly Plan[]): void {
  const stuck = plans.filter((plan) => plan.refused !== null);
  if (stuck.length > 0)
    throw new AppError('wrongState', `${stuck.length} 条线索现在不能派发，整批没有派。去掉它们再派。`, {
      en: `${stuck.length} clues cannot be dispatched now; none was.`,
      details: stuck.map((plan) => ({
        code: plan.refused?.code ?? 'wrongState',
        at: plan.record.id,
        message: `${plan.record.clueNo}：${plan.refused?.message ?? ''}`,
        messageEn: `${plan.record.clueNo}: ${plan.refused?.messageEn ?? ''}`,
      })),
    });
  const orphans = plans.filter((plan) => plan.assignTo === null);
  if (orphans.length > 0)
    throw new AppError('missing', `${orphans.length} 条线索没有接收人，整批没有派。给它们指定人，或先更正所在村。`, {
      en: `${orphans.length} clues have no receiver; none was dispatched.`,
      details: orphans.map((plan) => ({
        code: 'receiver',
        at: plan.record.id,
        message: `${plan.record.clueNo} ${plan.villageName}：${plan.rule.zh}`,
        messageEn: `${plan.record.clueNo}: ${plan.rule.en}`,
      })),
    });
}

/** Title of a verification task. */
export const verifyTitle = ({ clueNo, locationText }: ClueRecord, villageName: string): string =>
  taskTitle('核查', { villageName, locationText, no: clueNo });

async function hand(
  work: Work,
  plans: readonly Plan[],
  { dueOn, note }: { dueOn: string; note: string },
  today: string,
): Promise<void> {
  const { tx, actor, now } = work;
  const ids = plans.map((plan) => plan.record.id);
  await endTasks(tx, actor.countyCode, { kind: 'verifyClue', subjectIds: ids, state: 'cancelled', by: actor.id, now });
  await openTasks(
    tx,
    actor.countyCode,
    plans.map(
      (plan): NewTask => ({
        divisionCode: plan.record.divisionCode,
        kind: 'verifyClue',
        title: verifyTitle(plan.record, plan.villageName),
        instructions:
          note === ''
            ? `${channels.get(plan.record.channel).zh}线索：到现场看地上是什么、还在不在施工，拍照上报。`
            : note,
        subjectKind: 'clue',
        subjectId: plan.record.id,
        assignedTo: plan.assignTo,
        assignedName: plan.assignedName,
        assignedRole: plan.assignedRole,
        dueOn,
      }),
    ),
    actor.id,
    now,
  );
  const moved = plans.filter(({ record, assignTo }) => record.assignedTo !== null && record.assignedTo !== assignTo);
  const perReceiver = Map.groupBy(plans, (plan) => plan.assignTo ?? '');
  await sendNotices(tx, actor.countyCode, now, [
    // One notice a receiver, not one a clue: forty clues at once are one piece of news.
    ...[...perReceiver].map(([personId, own]) => ({
      personId,
      kind: 'clue.dispatch',
      level: 'info' as const,
      title: `新任务：${own.length === 1 ? own.map((plan) => verifyTitle(plan.record, plan.villageName)).join() : `核查 ${own.length} 个图斑`}`,
      body: `${dueLabel(dueOn, today).zh}，${actor.name} 派。${note}`,
      link: '/tasks',
      ...(own.length === 1 ? { subjectKind: 'clue', subjectId: own[0]?.record.id ?? '' } : {}),
      dedupe: `clue.dispatch/${own[0]?.record.id ?? ''}/${now.toISOString()}`,
    })),
    ...moved
      .filter(({ record }) => record.assignedTo !== actor.id)
      .map(({ record, villageName, assignedName }) => ({
        personId: record.assignedTo ?? '',
        kind: 'clue.dispatch',
        level: 'info' as const,
        title: `已改派：${verifyTitle(record, villageName)}`,
        body: `改由 ${assignedName ?? ''} 核查，不用再去。`,
        link: '/tasks',
        subjectKind: 'clue',
        subjectId: record.id,
        dedupe: `clue.redispatch/${record.id}/${now.toISOString()}`,
      })),
  ]);
}
