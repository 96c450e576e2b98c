import { clueTransition, emptyReport, type Receiver, route } from '@shoutian/domain/clue';
import { daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { channels } from '@shoutian/domain/dictionaries';
import { dueLabel } from '@shoutian/domain/format';
import { type RoleId, roles, rolesFor, within } from '@shoutian/domain/people';
import type { Rules } from '@shoutian/domain/rules';
import { AppError } from '../../../platform/errors.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { type AssigneeRow, peopleFor } from '../../people/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { endTasks, type NewTask, openTasks } from '../../tasks/index.ts';
import { type ClueRecord, clueRecords, viewOf } from '../queries/record.ts';
import { applyClue, refusal } from './transition.ts';

/** Where one clue would go, and why. */
export interface Plan {
  readonly record: ClueRecord;
  readonly villageName: string;
  readonly assignTo: string | null;
  readonly assignedName: string | null;
  readonly assignedRole: RoleId | null;
  readonly leadUnit: string | null;
  readonly rule: { readonly zh: string; readonly en: string };
  readonly refused: AppError | null;
  readonly receivers: readonly Receiver[];
}

interface Wanted {
  readonly ids: readonly string[];
  readonly assignTo?: string | undefined;
  readonly each?: readonly { readonly id: string; readonly assignTo: string }[];
}

/**
 * What dispatching these clues would do: village by place, leading unit by type, or the receiver named by hand.
 * @throws {AppError} notFound when one of them is not there or lies outside the caller's area
 */
export async function planOf(work: Work, wanted: Wanted, options: { lock?: boolean } = {}): Promise<Plan[]> {
  const { tx, actor, now } = work;
  const ids = [...new Set(wanted.ids)];
  const records = await clueRecords(tx, actor.countyCode, ids, options);
  if (records.length < ids.length)
    throw new AppError(
      'notFound',
      `${ids.length - records.length} 条线索没有找到，可能已被移走或不在本人管辖范围内。`,
      {
        en: `${ids.length - records.length} clues were not found.`,
      },
    );
  const rules = await rulesFor(tx, actor.countyCode, now);
  const names = await divisionNames(tx, [...new Set(records.map((record) => record.divisionCode))]);
  const byHand = new Map((wanted.each ?? []).map((one) => [one.id, one.assignTo]));
  const covering = new Map<string, AssigneeRow[]>();
  for (const place of new Set(records.map((record) => record.divisionCode)))
    covering.set(place, await peopleFor(tx, actor.countyCode, { roles: rolesFor('clue.report'), divisionCode: place }));
  return records.map((record) => {
    const people = covering.get(record.divisionCode) ?? [];
    const villageName = names.get(record.divisionCode) ?? record.divisionCode;
    const receivers = people.flatMap(receiverOf);
    const lead = route(record, [], receivers, rules);
    const hand = byHand.get(record.id) ?? wanted.assignTo;
    const refused = stateRefusal(work, record, rules);
    const base = { record, villageName, leadUnit: lead.leadRole ?? record.leadUnit, refused, receivers };
    if (hand !== undefined) return { ...base, ...handed(hand, people, villageName) };
    return { ...base, ...ruled(lead, people) };
  });
}

function receiverOf(person: AssigneeRow): Receiver[] {
  const role = (['gridder', 'village'] as const).find((one) => person.roles.includes(one));
  return role === undefined ? [] : [{ personId: person.id, name: person.name, role, scopeCode: person.scope_code }];
}

type Target = Pick<Plan, 'assignTo' | 'assignedName' | 'assignedRole' | 'rule'>;

function handed(id: string, people: readonly AssigneeRow[], villageName: string): Target {
  const person = people.find((one) => one.id === id);
  if (!person)
    return {
      assignTo: null,
      assignedName: null,
      assignedRole: null,
      rule: {
        zh: `指定的人不能接收${villageName}的线索：没有这个人、已停用，或管辖范围不含这里`,
        en: `the named person cannot receive in ${villageName}`,
      },
    };
  const { name } = person;
  return {
    assignTo: id,
    assignedName: name,
    assignedRole: firstRole(person),
    rule: { zh: `手工派给 ${name}`, en: `by hand to ${name}` },
  };
}

const firstRole = (person: AssigneeRow): RoleId | null =>
  rolesFor('clue.report').find((role) => person.roles.includes(role)) ?? null;

function ruled(lead: ReturnType<typeof route>, people: readonly AssigneeRow[]): Target {
  const person = people.find((one) => one.id === lead.personId);
  return {
    assignTo: lead.personId,
    assignedName: person?.name ?? null,
    assignedRole: person ? firstRole(person) : null,
    rule: {
      zh: lead.log.map((line) => line.text.zh).join('；'),
      en: lead.log.map((line) => line.text.en).join('; '),
    },
  };
}

function stateRefusal(work: Work, record: ClueRecord, rules: Rules): AppError | null {
  const facts = { clue: viewOf(record, null), actor: work.actor, report: emptyReport, rules };
  const outcome = clueTransition('clue.dispatch', facts, { receiver: 'x' });
  return outcome.ok ? null : refusal('clue.dispatch', facts, outcome.missing);
}

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

/** Title of a verification task: the number, as people say it, and where. */
export const taskTitle = (record: ClueRecord, villageName: string): string => `核查 ${villageName} ${record.clueNo}`;

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
        title: taskTitle(plan.record, plan.villageName),
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
      title: `新任务：${own.length === 1 ? own.map((plan) => taskTitle(plan.record, plan.villageName)).join() : `核查 ${own.length} 个图斑`}`,
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
        title: `已改派：${taskTitle(record, villageName)}`,
        body: `改由 ${assignedName ?? ''} 核查，不用再去。`,
        link: '/tasks',
        subjectKind: 'clue',
        subjectId: record.id,
        dedupe: `clue.redispatch/${record.id}/${now.toISOString()}`,
      })),
  ]);
}

/** May this person take a clue of this place? Used where one receiver is named for one clue. */
export async function receiverNamed(
  work: Work,
  record: ClueRecord,
  personId: string,
): Promise<{ id: string; name: string; role: RoleId }> {
  const people = await peopleFor(work.tx, work.actor.countyCode, {
    roles: rolesFor('clue.report'),
    divisionCode: record.divisionCode,
  });
  const person = people.find((one) => one.id === personId && within(record.divisionCode, one.scope_code));
  const role = person ? firstRole(person) : null;
  if (!person || role === null)
    throw new AppError(
      'badInput',
      `接收人要是${rolesFor('clue.report')
        .map((one) => roles[one].zh)
        .join('、')}，且管辖范围含这个图斑。`,
      {
        en: 'That person cannot receive this clue.',
        details: [
          { code: 'badInput', at: 'body.assignTo', message: '不能接收这条线索', messageEn: 'cannot receive it' },
        ],
      },
    );
  return { id: person.id, name: person.name, role };
}
