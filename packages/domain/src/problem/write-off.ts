import type { Words } from '../dictionaries/entry.ts';
import type { Rules } from '../rules/rows.ts';
import type { Missing } from './machine.ts';
import { type Finding, writeOffChecks } from './write-off-checks.ts';
import {
  type GuardOverride,
  type GuardResult,
  type GuardStep,
  type WriteOffFacts,
  type WriteOffGuardId,
  writeOffGuardIds,
} from './write-off-facts.ts';

const titles: Record<WriteOffGuardId, { title: Words; step: GuardStep }> = {
  verified: { title: { zh: '核实结论为「属实」', en: 'Verified as true' }, step: 'request' },
  areaClosed: { title: { zh: '每一块都有着落', en: 'Every part accounted for' }, step: 'request' },
  demolished: { title: { zh: '应拆除的已拆除并复耕', en: 'Demolished and recultivated' }, step: 'request' },
  authentic: { title: { zh: '真实性提示已处理', en: 'Authenticity notes dealt with' }, step: 'request' },
  fieldReviewed: { title: { zh: '两人现场核查', en: 'Two field reviewers' }, step: 'town' },
  noticed: { title: { zh: '村内公示期满', en: 'Village notice complete' }, step: 'town' },
  penaltyPerformed: { title: { zh: '处罚履行', en: 'Penalty performed' }, step: 'town' },
  caseSettled: { title: { zh: '案件', en: 'Case' }, step: 'town' },
  approved: { title: { zh: '批准文件', en: 'Approval documents' }, step: 'request' },
  signed: { title: { zh: '村、中心意见具名', en: 'Village and centre opinions signed' }, step: 'town' },
  lookBackPlanned: { title: { zh: '回头看计划', en: 'Look-back plan' }, step: 'town' },
};

/** An override counts only from the county, with reason and document, and never by somebody who uploaded the evidence. */
function validOverride(facts: WriteOffFacts, id: WriteOffGuardId): GuardOverride | null {
  return (
    facts.overrides.find(
      (entry) =>
        entry.guard === id &&
        entry.byCounty &&
        entry.reason.trim() !== '' &&
        entry.documentId !== '' &&
        !facts.uploaders.includes(entry.byId) &&
        (id !== 'demolished' || !facts.demolitionRequired || facts.supersedingDecisionNo !== null),
    ) ?? null
  );
}

/**
 * The eleven guards with what each rests on or misses. A guard whose rule nobody confirmed reports its gap but does not
 * block. Demolition that is required can be overridden only with a superseding legal decision.
 * @param rules of the day of the request
 */
export function writeOffGuards(facts: WriteOffFacts, rules: Rules): GuardResult[] {
  return writeOffGuardIds.map((id) => {
    const finding: Finding = writeOffChecks[id](facts, rules);
    return { id, ...titles[id], ...finding, override: finding.status === 'missing' ? validOverride(facts, id) : null };
  });
}

/** Does the guard still hold up the act? */
export function stands(result: GuardResult): boolean {
  return result.status === 'missing' && result.blocks && result.override === null;
}

const order: Record<GuardStep, number> = { request: 0, town: 1, county: 2 };

/** What holds up a step: the blocking gaps of its guards and of all earlier ones. */
export function unmetAt(results: readonly GuardResult[], step: GuardStep): Missing[] {
  return results
    .filter((result) => order[result.step] <= order[step] && stands(result))
    .flatMap((result) => result.missing);
}

/** Gaps that warn but do not block: their rule is not confirmed. */
export function warnings(results: readonly GuardResult[]): Missing[] {
  return results.filter((result) => result.status === 'missing' && !result.blocks).flatMap((result) => result.missing);
}
