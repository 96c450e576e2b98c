import { z } from 'zod';
import type { Words } from '../dictionaries/entry.ts';
import { type LeadRole, type ProblemType, problemTypes, usualLead } from '../dictionaries/problem-type.ts';
import { type Channel, channels } from '../dictionaries/source.ts';
import { within } from '../people/roles.ts';
import { CivilDay } from '../rules/definition.ts';
import type { Rules } from '../rules/rows.ts';

/** A town's own routing rule: all given conditions must fit; the lowest priority number fires first. */
export const RoutingRule = z.object({
  id: z.string(),
  priority: z.number().int(),
  types: z.array(problemTypes.schema).optional(),
  divisions: z.array(z.string()).optional(),
  channels: z.array(channels.schema).optional(),
  leadRole: z.enum(['townBuild', 'townIndustry']).nullable().default(null),
  personId: z.string().nullable().default(null),
  validFrom: CivilDay,
  validTo: CivilDay.nullable(),
});
export type RoutingRule = z.infer<typeof RoutingRule>;

/** Somebody who can receive in a village. */
export interface Receiver {
  readonly personId: string;
  readonly name: string;
  readonly role: 'village' | 'gridder';
  readonly scopeCode: string;
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

function fits(rule: RoutingRule, subject: RouteSubject, day: string): boolean {
  if (day < rule.validFrom || (rule.validTo !== null && day > rule.validTo)) return false;
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
 * Lead unit and receiver of a clue: the town's own rules first, then type → unit and village → person. Lead and
 * receiver may come from different rules.
 */
export function route(
  subject: RouteSubject,
  rows: readonly RoutingRule[],
  receivers: readonly Receiver[],
  rules: Rules,
): Route {
  const firing = rows.filter((row) => fits(row, subject, rules.day)).sort((a, b) => a.priority - b.priority);
  const log: { rule: string; text: Words }[] = [];
  const leadRow = firing.find((row) => row.leadRole !== null);
  const personRow = firing.find((row) => row.personId !== null);
  let leadRole = leadRow?.leadRole ?? null;
  let personId = personRow?.personId ?? null;
  if (leadRow)
    log.push({
      rule: leadRow.id,
      text: { zh: `规则 ${leadRow.id} 定牵头单位`, en: `rule ${leadRow.id} names the lead` },
    });
  else {
    const found = leadOf(subject.type, rules);
    leadRole = found.lead;
    log.push({ rule: found.rule, text: found.text });
  }
  if (personRow)
    log.push({
      rule: personRow.id,
      text: { zh: `规则 ${personRow.id} 定接收人`, en: `rule ${personRow.id} names the receiver` },
    });
  else {
    const found = receiverOf(subject.divisionCode, receivers);
    personId = found.personId;
    log.push({ rule: found.rule, text: found.text });
  }
  return { leadRole, personId, log };
}
