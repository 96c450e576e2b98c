import type { RoleId } from '../people/roles.ts';
import type { TransitionRule } from '../problem/machine.ts';
import type { ClueState } from './states.ts';

/** What must already be true; `rights.ts` checks each and names what is missing. */
export type ClueGuard = 'reportComplete' | 'notOwnReport' | 'verdictCloses' | 'verdictUnlawful' | 'checklistComplete';
/** What an act must bring with it. */
export type ClueInput = 'receiver' | 'report' | 'reason' | 'target';

type Rule = TransitionRule<ClueState, ClueGuard, ClueInput>;

const centres: RoleId[] = ['townBuild', 'townIndustry'];
const reviewers: RoleId[] = [...centres, 'countyNr'];

/**
 * The one transition table of a clue. A clue is never evidence enough by itself (specification 0.4 trap 6): it ends only
 * through somebody's report and somebody else's review, or as part of a problem.
 */
export const clueTable = {
  'clue.dispatch': {
    zh: '派发',
    en: 'Dispatch',
    right: 'clue.dispatch',
    roles: reviewers,
    moves: { registered: 'dispatched', dispatched: 'dispatched' },
    guards: [],
    inputs: ['receiver'],
    writes: ['assigneeId', 'dueOn', 'leadRole', 'routeLog'],
  },
  'clue.report': {
    zh: '核查填报',
    en: 'Report',
    right: 'clue.report',
    roles: ['village', 'gridder', ...centres, 'townEnforce'],
    moves: { dispatched: 'reported' },
    guards: ['reportComplete'],
    inputs: ['report'],
    writes: ['report', 'reporterId', 'reportedAt'],
  },
  'clue.return': {
    zh: '退回重报',
    en: 'Return',
    right: 'clue.review',
    roles: reviewers,
    moves: { reported: 'dispatched' },
    guards: ['notOwnReport'],
    inputs: ['reason'],
    writes: ['returns'],
  },
  'clue.close': {
    zh: '办结',
    en: 'Close',
    right: 'clue.review',
    roles: reviewers,
    moves: { reported: 'closed' },
    guards: ['notOwnReport', 'verdictCloses', 'checklistComplete'],
    inputs: [],
    writes: ['verdict', 'closedOn', 'reviewerId'],
  },
  'clue.raiseProblem': {
    zh: '立为问题',
    en: 'Raise a problem',
    right: 'clue.review',
    roles: reviewers,
    moves: { reported: 'merged' },
    guards: ['notOwnReport', 'verdictUnlawful', 'checklistComplete'],
    inputs: [],
    writes: ['verdict', 'problemId', 'reviewerId'],
  },
  'clue.mergeInto': {
    zh: '并入问题',
    en: 'Merge into a problem',
    right: 'clue.decideDuplicate',
    roles: reviewers,
    moves: { registered: 'merged', dispatched: 'merged', reported: 'merged' },
    guards: [],
    inputs: ['target'],
    writes: ['problemId', 'duplicateDecision'],
  },
  'clue.detach': {
    zh: '从问题中分出',
    en: 'Detach',
    right: 'clue.decideDuplicate',
    roles: reviewers,
    moves: { merged: 'registered' },
    guards: [],
    inputs: ['reason'],
    writes: ['problemId'],
  },
  'clue.reopen': {
    zh: '重新核查',
    en: 'Verify again',
    right: 'clue.review',
    roles: reviewers,
    moves: { closed: 'dispatched' },
    guards: [],
    inputs: ['reason', 'receiver'],
    writes: ['closedOn', 'assigneeId', 'dueOn'],
  },
} as const satisfies Record<string, Rule>;

export type ClueAction = keyof typeof clueTable;
export const clueActions = Object.keys(clueTable) as ClueAction[];

/** The row of an action, with its type widened so that all rows read alike. */
export function clueRule(action: ClueAction): Rule {
  return clueTable[action];
}
