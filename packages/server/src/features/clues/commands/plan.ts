import { clueTransition, emptyReport, type Receiver, route } from '@shoutian/domain/clue';
import { type RoleId, roles, rolesFor, within } from '@shoutian/domain/people';
import type { Rules } from '@shoutian/domain/rules';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { type AssigneeRow, peopleFor } from '../../people/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { type ClueRecord, clueRecords, viewOf } from '../queries/record.ts';
import { refusal } from './transition.ts';

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

export interface Wanted {
  readonly ids: readonly string[];
  readonly assignTo?: string | undefined;
  readonly each?: readonly { readonly id: string; readonly assignTo: string }[];
}

/**
 * What dispatching these clues would do: the county's own dispatch rules, then village by place and leading unit by
 * type, or the receiver named by hand.
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
  const covering = new Map<string, Awaited<ReturnType<typeof peopleFor>>>();
  for (const place of new Set(records.map((record) => record.divisionCode)))
    covering.set(place, await peopleFor(tx, actor.countyCode, { roles: rolesFor('clue.report'), divisionCode: place }));
  return records.map((record) => {
    const people = covering.get(record.divisionCode) ?? [];
    const villageName = names.get(record.divisionCode) ?? record.divisionCode;
    const receivers = people.flatMap(receiverOf);
    const named = people.map(({ id, name, username }) => ({ personId: id, name, username }));
    const lead = route(record, receivers, rules, named);
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
