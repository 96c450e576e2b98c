import { verdicts } from '../dictionaries/verdict.ts';
import { type RoleId, within } from '../people/roles.ts';
import { blockingGaps } from '../problem/check-item.ts';
import { type Missing, nextState, permits, type TableActor } from '../problem/machine.ts';
import type { Rules } from '../rules/rows.ts';
import { reportChecklist, verdictChecklist } from './checklist.ts';
import type { ReportFacts } from './report.ts';
import type { ClueState } from './states.ts';
import { type ClueAction, type ClueGuard, type ClueInput, clueActions, clueRule } from './table.ts';

/** What the table needs to know of a clue row. */
export interface ClueView {
  readonly id: string;
  readonly state: ClueState;
  readonly divisionCode: string;
  /** Person it was sent to; null while it lies with a village as a whole. */
  readonly assigneeId: string | null;
  readonly reporterId: string | null;
}

export interface ClueFacts {
  readonly clue: ClueView;
  readonly actor: TableActor;
  readonly report: ReportFacts;
  readonly rules: Rules;
}

const onTheGround: readonly RoleId[] = ['village', 'gridder'];

/** On the ground only the receiver reports, or anyone of the village where nobody was named. */
function mayReport(clue: ClueView, actor: TableActor): boolean {
  const groundOnly = actor.roles.every((role) => onTheGround.includes(role));
  return !groundOnly || clue.assigneeId === null || clue.assigneeId === actor.id || actor.roles.includes('village');
}

/** Actions that state, role, scope and receiver allow; guards are not asked. */
export function clueAbilities(clue: ClueView, actor: TableActor): ClueAction[] {
  if (!within(clue.divisionCode, actor.scopeCode)) return [];
  return clueActions.filter(
    (action) =>
      permits(clueRule(action), clue.state, actor.roles) && (action !== 'clue.report' || mayReport(clue, actor)),
  );
}

const need = (code: string, zh: string, en: string, link?: string): Missing => ({
  code,
  message: { zh, en },
  ...(link === undefined ? {} : { link }),
});

const guards: Record<ClueGuard, (facts: ClueFacts) => Missing[]> = {
  reportComplete: ({ report, rules }) => blockingGaps(reportChecklist(report, rules)),
  checklistComplete: ({ report, rules }) => blockingGaps(verdictChecklist(report, rules)),
  notOwnReport: ({ clue, actor }) =>
    clue.reporterId === actor.id
      ? [need('duty.ownReport', '本人填报的核查，本人不能审', 'own report cannot be reviewed by its author')]
      : [],
  verdictCloses: ({ report }) =>
    report.verdict !== null && verdicts.get(report.verdict).outcome === 'problem'
      ? [
          need(
            'verdict.unlawful',
            '认定为违法，须立为问题',
            'judged unlawful: it becomes a problem',
            'review?field=verdict',
          ),
        ]
      : [],
  verdictUnlawful: ({ report }) =>
    report.verdict === null || verdicts.get(report.verdict).outcome === 'problem'
      ? []
      : [need('verdict.lawful', '认定不是违法，不能立为问题', 'not judged unlawful', 'review?field=verdict')],
};

/** What an act on a clue still misses, named. */
export function clueMissing(action: ClueAction, facts: ClueFacts): Missing[] {
  return clueRule(action).guards.flatMap((guard) => guards[guard](facts));
}

/** Rights that travel with a clue: free acts, and gaps of the other permitted ones. */
export function clueRights(facts: ClueFacts): {
  abilities: ClueAction[];
  missing: Partial<Record<ClueAction, Missing[]>>;
} {
  const abilities: ClueAction[] = [];
  const missing: Partial<Record<ClueAction, Missing[]>> = {};
  for (const action of clueAbilities(facts.clue, facts.actor)) {
    const gaps = clueMissing(action, facts);
    if (gaps.length === 0) abilities.push(action);
    else missing[action] = gaps;
  }
  return { abilities, missing };
}

const inputWords: Record<ClueInput, Missing> = {
  receiver: need('input.receiver', '接收人', 'the receiver'),
  report: need('input.report', '核查内容', 'the report'),
  reason: need('input.reason', '理由', 'a reason'),
  target: need('input.target', '并入的问题', 'the problem to merge into'),
};

export type ClueOutcome =
  | { readonly ok: true; readonly from: ClueState; readonly to: ClueState; readonly writes: readonly string[] }
  | { readonly ok: false; readonly why: 'notAllowed' | 'missing'; readonly missing: readonly Missing[] };

/** The only way a clue's state changes. Blank text counts as no input. */
export function clueTransition(
  action: ClueAction,
  facts: ClueFacts,
  input: Readonly<Partial<Record<ClueInput, unknown>>>,
): ClueOutcome {
  const rule = clueRule(action);
  const to = nextState(rule, facts.clue.state, null);
  if (to === null || !clueAbilities(facts.clue, facts.actor).includes(action))
    return { ok: false, why: 'notAllowed', missing: [] };
  const blank = (value: unknown) =>
    value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
  const gaps = [
    ...clueMissing(action, facts),
    ...rule.inputs.filter((name) => blank(input[name])).map((name) => inputWords[name]),
  ];
  if (gaps.length > 0) return { ok: false, why: 'missing', missing: gaps };
  return { ok: true, from: facts.clue.state, to, writes: rule.writes };
}
