import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { MilestoneKind } from '@shoutian/domain/dictionaries';
import { type RoleId, roles } from '@shoutian/domain/people';
import {
  type Outcome,
  type ProblemAction,
  type ProblemFacts,
  type ProblemInput,
  type ProblemState,
  problemRule,
  problemStates,
  transition,
} from '@shoutian/domain/problem';
import { AppError, found, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem, problemFacts, wireMissing } from '../facts.ts';
import { setStep } from '../queries/plan.ts';
import { type ProblemChanges, type ProblemRecord, updateProblem } from '../queries/record.ts';
import { endTasks } from '../queries/tasks.ts';
import { conflictWith } from './conflict.ts';

/** An act on a problem as a caller states it. */
export interface Act {
  readonly action: ProblemAction;
  /** What the table asks the act to bring, by input name. */
  readonly input?: Readonly<Partial<Record<ProblemInput, unknown>>>;
  /** Version the caller saw; left out where the caller's screen showed none. */
  readonly rowVersion?: number;
  /** Further columns written with the state. */
  readonly set?: ProblemChanges;
  readonly reason?: string;
  readonly place?: string;
  /** Into the audit row, beside the act's name and the two states. */
  readonly changes?: Record<string, unknown>;
}

export interface Moved {
  readonly problem: ProblemRecord;
  readonly from: ProblemState;
  readonly to: ProblemState;
}

/**
 * The only way a problem's state changes: the row is locked, the domain's table is asked (role, place, lead unit, guards,
 * inputs), state and further columns are written with a new version, and the audit row stands beside them.
 * @throws {AppError} notFound, conflict (who changed what meanwhile), notAllowed, wrongState, missing (each named)
 */
export async function applyTransition(work: Work, id: string, act: Act): Promise<Moved> {
  const record = await loadProblem(work.tx, work.actor.countyCode, id, { lock: true });
  if (act.rowVersion !== undefined && act.rowVersion !== record.rowVersion)
    throw await conflictWith(work, record, act.rowVersion, {});
  const facts = await problemFacts(work, record, act.action);
  const outcome = transition(act.action, facts, act.input ?? {});
  if (!outcome.ok) throw refusal(act.action, facts, outcome);
  return writeMove(work, record, act, outcome.to);
}

async function writeMove(work: Work, record: ProblemRecord, act: Act, to: ProblemState): Promise<Moved> {
  const { tx, actor, now } = work;
  const from = record.state;
  const rows = await updateProblem(tx, actor.countyCode, record.id, record.rowVersion, {
    ...act.set,
    state: to,
    stateSince: from === to ? record.stateSince : now,
    rowVersion: record.rowVersion + 1,
    updatedBy: actor.id,
    updatedAt: now,
  });
  unlessConflict(rows);
  for (const { step, done } of provenSteps(act.action, from))
    await setStep(tx, actor.countyCode, record.id, step, done ? shanghaiDay(now) : null, actor, now);
  const { open } = problemStates.get(to);
  if (!open && from !== to)
    await endTasks(tx, actor.countyCode, record.id, to === 'writtenOff' ? 'done' : 'cancelled', actor.id, now);
  await work.audit({
    action: problemRule(act.action).right,
    subjectKind: 'problem',
    subjectId: record.id,
    divisionCode: record.divisionCode,
    ...(act.reason === undefined ? {} : { reason: act.reason }),
    ...(act.place === undefined ? {} : { place: act.place }),
    changes: {
      act: act.action,
      version: record.rowVersion + 1,
      ...(from === to ? {} : { state: [from, to] }),
      ...act.changes,
    },
  });
  return { problem: found(rows[0], '问题'), from, to };
}

/** Board steps that an act of the write-off proves, so that nobody enters them twice. */
function provenSteps(action: ProblemAction, from: ProblemState): { step: MilestoneKind; done: boolean }[] {
  if (action === 'problem.townApprove') return [{ step: 'townChecked', done: true }];
  if (action === 'problem.countyApprove') return [{ step: 'writtenOff', done: true }];
  if (action === 'problem.returnWriteOff' && from === 'countyReview') return [{ step: 'townChecked', done: false }];
  if (action === 'problem.reopen') return [{ step: 'writtenOff', done: false }];
  return [];
}

/** Why an act was refused, as a sentence: the state, the desk it belongs to, or what is missing. */
export function refusal(action: ProblemAction, facts: ProblemFacts, outcome: Outcome & { ok: false }): AppError {
  const rule = problemRule(action);
  if (outcome.why === 'missing') {
    const names = outcome.missing.map((item) => item.message.zh).join('、');
    return new AppError('missing', `「${rule.zh}」还缺 ${outcome.missing.length} 项：${names}。`, {
      en: `${rule.en}: ${outcome.missing.map((item) => item.message.en).join('; ')}.`,
      details: wireMissing(outcome.missing),
    });
  }
  const { state } = facts.problem;
  if (rule.moves[state] === undefined) {
    const now = problemStates.get(state);
    return new AppError('wrongState', `这个问题现在是「${now.zh}」，不能办理「${rule.zh}」。`, {
      en: `Not possible while the problem is: ${now.en}.`,
    });
  }
  const desk: readonly RoleId[] = rule.rolesIn?.[state] ?? rule.roles;
  return new AppError('notAllowed', `「${rule.zh}」由${desk.map((role) => roles[role].zh).join('、')}办理。`, {
    en: `${rule.en}: done by ${desk.map((role) => roles[role].en).join(', ')}.`,
  });
}
