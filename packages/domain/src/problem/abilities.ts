import type { Words } from '../dictionaries/entry.ts';
import { within } from '../people/roles.ts';
import type { ProblemFacts, ProblemView } from './facts.ts';
import { checkGuard } from './guards.ts';
import { type Missing, nextState, permits, type TableActor } from './machine.ts';
import type { ProblemState } from './states.ts';
import { type ProblemAction, problemActions, problemRule } from './table.ts';
import type { ProblemInput } from './table-types.ts';

const centres = ['townBuild', 'townIndustry'] as const;

/** A centre acts on its own types and shared ones (8.1 「own types full; others summary」); nobody's problem is everyone's. */
function leads(problem: ProblemView, actor: TableActor): boolean {
  const own = centres.filter((role) => actor.roles.includes(role));
  const only = own.length === actor.roles.length && own.length > 0;
  if (!only || problem.leadRole === null) return true;
  return own.some((role) => role === problem.leadRole || problem.coRoles.includes(role));
}

/**
 * Actions that state, role, scope and lead unit allow. Guards are not asked here: a button with missing items is shown
 * with their count (see `missing`).
 */
export function abilities(problem: ProblemView, actor: TableActor): ProblemAction[] {
  if (!within(problem.divisionCode, actor.scopeCode) || !leads(problem, actor)) return [];
  return problemActions.filter((action) => permits(problemRule(action), problem.state, actor.roles));
}

/** What an act still misses, named; empty when nothing does. Inputs of the act are not asked (see `missingInput`). */
export function missing(action: ProblemAction, facts: ProblemFacts): Missing[] {
  return problemRule(action).guards.flatMap((guard) => checkGuard(guard, facts));
}

/** Rights that travel with a problem: what may be done now, and what the other permitted acts still miss. */
export function problemRights(facts: ProblemFacts): {
  abilities: ProblemAction[];
  missing: Partial<Record<ProblemAction, Missing[]>>;
} {
  const free: ProblemAction[] = [];
  const gaps: Partial<Record<ProblemAction, Missing[]>> = {};
  for (const action of abilities(facts.problem, facts.actor)) {
    const unmet = missing(action, facts);
    if (unmet.length === 0) free.push(action);
    else gaps[action] = unmet;
  }
  return { abilities: free, missing: gaps };
}

const inputWords: Record<ProblemInput, Words> = {
  reason: { zh: '理由', en: 'a reason' },
  document: { zh: '依据文件', en: 'a document' },
  receiver: { zh: '接收单位', en: 'the receiving body' },
  target: { zh: '并入的问题', en: 'the problem to merge into' },
  list: { zh: '清单版本', en: 'the list version' },
  milestone: { zh: '节点', en: 'the milestone' },
  evidence: { zh: '证据', en: 'the evidence' },
  decision: { zh: '审查决定', en: 'the decision' },
  stop: { zh: '制止措施', en: 'the stop measure' },
  recheck: { zh: '复查结果', en: 'the result of the recheck' },
  extensionPlan: { zh: '客观原因、计划安排和节点', en: 'objective reason, plan and milestones' },
  resumeOn: { zh: '预计恢复日期', en: 'the day it is to resume' },
  verification: { zh: '现场核查结论', en: 'the finding on site' },
  opinion: { zh: '意见', en: 'an opinion' },
  guard: { zh: '放行的条件', en: 'the condition to override' },
  cause: { zh: '重开原因', en: 'the cause' },
  visit: { zh: '到场记录', en: 'the visit' },
};

/**
 * Inputs that an act requires and the call did not bring. Blank text and empty lists count as absent.
 * @param input the payload, by input name
 */
export function missingInput(
  action: ProblemAction,
  input: Readonly<Partial<Record<ProblemInput, unknown>>>,
): Missing[] {
  const blank = (value: unknown) =>
    value === undefined ||
    value === null ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0);
  return problemRule(action)
    .inputs.filter((name) => blank(input[name]))
    .map((name) => ({ code: `input.${name}`, message: inputWords[name] }));
}

/** What came of trying an act: the next state with what is to be written, or why not. */
export type Outcome =
  | { readonly ok: true; readonly from: ProblemState; readonly to: ProblemState; readonly writes: readonly string[] }
  | { readonly ok: false; readonly why: 'notAllowed'; readonly missing: readonly Missing[] }
  | { readonly ok: false; readonly why: 'missing'; readonly missing: readonly Missing[] };

/**
 * The only way a problem's state changes.
 * @param input payload of the act; `notAllowed` covers wrong state, role, scope and lead unit
 */
export function transition(
  action: ProblemAction,
  facts: ProblemFacts,
  input: Readonly<Partial<Record<ProblemInput, unknown>>>,
): Outcome {
  const { problem, actor } = facts;
  if (!abilities(problem, actor).includes(action)) return { ok: false, why: 'notAllowed', missing: [] };
  const gaps = [...missing(action, facts), ...missingInput(action, input)];
  if (gaps.length > 0) return { ok: false, why: 'missing', missing: gaps };
  const rule = problemRule(action);
  const to = nextState(rule, problem.state, problem.stateBefore);
  if (to === null) return { ok: false, why: 'notAllowed', missing: [] };
  return { ok: true, from: problem.state, to, writes: rule.writes };
}
