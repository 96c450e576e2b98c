import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { ReopenCause } from '@shoutian/domain/problem';
import { unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem } from '../facts.ts';
import { setStep } from '../queries/plan.ts';
import { type ProblemChanges, updateProblem } from '../queries/record.ts';
import { joinProblem } from './from-clue.ts';
import { tellResponsible, tellRoles } from './tell.ts';
import { applyTransition } from './transition.ts';

/** Why and by what a written-off problem comes back. */
export interface Rebound {
  readonly cause: ReopenCause;
  readonly reason: string;
  /** The clue that overlaps it; it joins the problem. */
  readonly clue?: { readonly id: string };
  readonly rowVersion?: number;
}

/**
 * Reopens a written-off problem. Its old clock is over: the due day is cleared until a list gives it a new one;
 * the original one stays in the frozen list it stood on.
 * @throws {AppError} as applyTransition; notAllowed for roles that may only ask (`askRebound`)
 */
export async function liftRebound(
  work: Work,
  problemId: string,
  rebound: Rebound,
): Promise<{ id: string; problemNo: string }> {
  const today = shanghaiDay(work.now);
  const { problem } = await applyTransition(work, problemId, {
    action: 'problem.reopen',
    input: { cause: rebound.cause, reason: rebound.reason },
    ...(rebound.rowVersion === undefined ? {} : { rowVersion: rebound.rowVersion }),
    reason: rebound.reason,
    set: { reopenedOn: today, dueOn: null, writtenOffOn: null, watchUntil: null, listId: null, progressPct: 0 },
    changes: { cause: rebound.cause },
  });
  if (rebound.clue) await joinProblem(work, problemId, rebound.clue);
  await tellResponsible(work, problem, {
    kind: 'problem.reopen',
    level: 'alert',
    title: `反弹重开 ${problem.problemNo} ${problem.title}`,
    body: `${rebound.reason} 重新列入整改清单后开始计时。`,
    dedupe: `problem.reopen/${problem.id}/${today}`,
    leaders: true,
  });
  return { id: problem.id, problemNo: problem.problemNo };
}

/** For those who see a rebound but may not reopen (8.3: village and grid member): tells the ones who may. */
export async function askRebound(
  work: Work,
  problemId: string,
  what: { reason: string; clueId?: string },
): Promise<void> {
  const problem = await loadProblem(work.tx, work.actor.countyCode, problemId);
  await work.audit({
    action: 'problem.lookBack',
    subjectKind: 'problem',
    subjectId: problem.id,
    divisionCode: problem.divisionCode,
    reason: what.reason,
    changes: { act: 'askRebound', ...(what.clueId === undefined ? {} : { clueId: what.clueId }) },
  });
  await tellRoles(work, problem, ['townBuild', 'townIndustry', 'countyNr'], {
    kind: 'problem.rebound',
    level: 'alert',
    title: `疑似反弹 ${problem.problemNo} ${problem.title}`,
    body: `${work.actor.name}：${what.reason}`,
    dedupe: `problem.rebound/${problem.id}/${what.clueId ?? shanghaiDay(work.now)}`,
  });
}

/** 四个第一时间: the first stop counts, a later one never overwrites it. */
export async function markStopped(work: Work, problemId: string, at: Date): Promise<void> {
  const { stoppedAt } = await loadProblem(work.tx, work.actor.countyCode, problemId);
  if (stoppedAt !== null && at >= stoppedAt) return;
  await note(work, problemId, { stoppedAt: at });
  await setStep(work.tx, work.actor.countyCode, problemId, 'stopped', shanghaiDay(at), work.actor, work.now);
}

/** The act is over and its traces are gone. */
export async function markEliminated(work: Work, problemId: string, at: Date): Promise<void> {
  await note(work, problemId, { eliminatedAt: at, ongoing: false });
}

/** What a recheck of a stop found: still going on or not. */
export async function setOngoing(work: Work, problemId: string, ongoing: boolean): Promise<void> {
  await note(work, problemId, { ongoing });
}

/** Facts noted by another act, which writes its own audit row. */
async function note(work: Work, problemId: string, changes: ProblemChanges): Promise<void> {
  const { tx, actor, now } = work;
  const problem = await loadProblem(tx, actor.countyCode, problemId, { lock: true });
  unlessConflict(
    await updateProblem(tx, actor.countyCode, problemId, problem.rowVersion, {
      ...changes,
      rowVersion: problem.rowVersion + 1,
      updatedBy: actor.id,
      updatedAt: now,
    }),
  );
}
