import type { Words } from '../dictionaries/entry.ts';
import { type LeadRole, type ProblemType, problemTypes, usualLead } from '../dictionaries/problem-type.ts';
import type { Channel } from '../dictionaries/source.ts';
import { within } from '../people/roles.ts';
import type { RuleValue } from '../rules/keys.ts';
import type { Rules } from '../rules/rows.ts';

/** One of the county's own dispatch rules: all given conditions must fit; what stands higher fires first. */
export type RoutingRule = RuleValue<'dispatch.routes'>[number];

/** Somebody who can receive in a village. */
export interface Receiver {
  readonly personId: string;
  readonly name: string;
  readonly role: 'village' | 'gridder';
  readonly scopeCode: string;
}

/** Somebody a dispatch rule may name here: whoever may report and whose area holds the place. */
export interface Named {
  readonly personId: string;
  readonly name: string;
  /** Sign-in name. */
  readonly username: string;
}

export interface RouteSubject {
  readonly divisionCode: string;
  readonly type: ProblemType | null;
  readonly channel: Channel;
}

/** Who gets it, and which rule said so: the log is stored with the clue. */
export interface Route {
  readonly leadRole: LeadRole | null;
  readonly personId: string | null;
  readonly log: readonly { readonly rule: string; readonly text: Words }[];
}

function fits(rule: RoutingRule, subject: RouteSubject): boolean {
  if (rule.types !== undefined && (subject.type === null || !rule.types.includes(subject.type))) return false;
  if (rule.channels !== undefined && !rule.channels.includes(subject.channel)) return false;
  return rule.divisions === undefined || rule.divisions.some((code) => within(subject.divisionCode, code));
}

function leadOf(type: ProblemType | null, rules: Rules): { lead: LeadRole | null; rule: string; text: Words } {
  if (type === null)
    return {
      lead: null,
      rule: 'none',
      text: { zh: '类型未定，牵头单位由镇里指定', en: 'no type yet: the town names the lead' },
    };
  const own = rules.value('lead.byType')[type];
  const lead = own === undefined ? usualLead(type) : own;
  const { zh, en } = problemTypes.get(type);
  return {
    lead,
    rule: own === undefined ? 'dictionary' : 'lead.byType',
    text:
      lead === null
        ? { zh: `${type} ${zh} 须指定牵头单位`, en: `${type} ${en}: name the lead` }
        : { zh: `${type} ${zh} 归牵头单位`, en: `${type} ${en}: lead by type` },
  };
}

/** One receiver of the village: its only grid member, else its only village user; several mean a person must choose. */
function receiverOf(
  divisionCode: string,
  receivers: readonly Receiver[],
): { personId: string | null; rule: string; text: Words } {
  const here = receivers.filter((each) => divisionCode.length >= 12 && within(divisionCode, each.scopeCode));
  for (const role of ['gridder', 'village'] as const) {
    const those = here.filter((each) => each.role === role);
    const [only] = those;
    if (only !== undefined && those.length === 1)
      return {
        personId: only.personId,
        rule: 'village',
        text: { zh: `按村派给 ${only.name}`, en: `by village to ${only.name}` },
      };
    if (those.length > 1)
      return {
        personId: null,
        rule: 'village',
        text: { zh: `这个村有 ${those.length} 人可派，请指定`, en: `${those.length} receivers here: choose one` },
      };
  }
  return { personId: null, rule: 'none', text: { zh: '这个村没有可派的人', en: 'nobody receives for this village' } };
}

/**
 * Lead unit and receiver of a clue: the county's own rules (`dispatch.routes`) first, then type → unit and
 * village → person. Lead and receiver may come from different rules. A rule that names somebody who cannot receive here
 * says so and lets the village's receiver take it.
 */
export function route(
  subject: RouteSubject,
  receivers: readonly Receiver[],
  rules: Rules,
  named: readonly Named[] = [],
): Route {
  const firing = rules.value('dispatch.routes').filter((row) => fits(row, subject));
  const log: { rule: string; text: Words }[] = [];
  const leadRow = firing.find((row) => row.lead !== undefined);
  const lead = leadOf(subject.type, rules);
  log.push(
    leadRow === undefined
      ? { rule: lead.rule, text: lead.text }
      : {
          rule: leadRow.name,
          text: { zh: `规则「${leadRow.name}」定牵头单位`, en: `rule "${leadRow.name}" names the lead` },
        },
  );
  const personRow = firing.find((row) => row.person !== undefined);
  const person = named.find((one) => one.personId === personRow?.person || one.username === personRow?.person);
  if (personRow !== undefined)
    log.push({
      rule: personRow.name,
      text:
        person === undefined
          ? {
              zh: `规则「${personRow.name}」指定的人不能接收这里的线索`,
              en: `rule "${personRow.name}" names somebody who cannot receive here`,
            }
          : {
              zh: `按规则「${personRow.name}」派给 ${person.name}`,
              en: `by rule "${personRow.name}" to ${person.name}`,
            },
    });
  const leadRole = leadRow?.lead ?? lead.lead;
  if (person !== undefined) return { leadRole, personId: person.personId, log };
  const here = receiverOf(subject.divisionCode, receivers);
  return { leadRole, personId: here.personId, log: [...log, { rule: here.rule, text: here.text }] };
}
