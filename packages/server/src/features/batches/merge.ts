import { mergeEffect } from '@shoutian/domain/clue';
import { ProblemState } from '@shoutian/domain/problem';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { applyTransition, joinProblem, liftRebound } from '../problems/index.ts';
import type { Merge } from './plan.ts';
import { followersOf, problemStates, tieToProblem } from './queries/store.ts';

const MAX_HOPS = 5;

/**
 * Joins a clue to the problem it was merged into: a merged problem is followed, a written-off one is reopened as a
 * rebound, one that was put aside is taken back.
 * @returns the problem the clue now belongs to, and whether it was a rebound
 * @throws {AppError} wrongState, notAllowed as the problem's own table says
 */
export async function mergeIntoProblem(
  work: Work,
  problemId: string,
  merge: Merge,
  hops = 0,
): Promise<{ problemId: string; rebound: boolean }> {
  const known = (await problemStates(work.tx, work.actor.countyCode, [problemId])).get(problemId);
  if (!known || hops > MAX_HOPS)
    throw new AppError('conflict', '要并入的问题已不在，请重新判定。', { en: 'The problem is gone: decide again.' });
  switch (mergeEffect(ProblemState.parse(known.state))) {
    case 'join':
      await joinProblem(work, problemId, { id: merge.id });
      return { problemId, rebound: false };
    case 'reopen':
      await liftRebound(work, problemId, { cause: 'newOverlap', reason: `${merge.why}。`, clue: { id: merge.id } });
      return { problemId, rebound: true };
    case 'restore':
      await applyTransition(work, problemId, {
        action: 'problem.restore',
        input: { reason: merge.why },
        reason: `${merge.why}，随新线索恢复办理`,
      });
      await joinProblem(work, problemId, { id: merge.id });
      return { problemId, rebound: false };
    case 'follow':
      return mergeIntoProblem(work, known.merged_into ?? '', merge, hops + 1);
  }
}

/**
 * The clues that were merged into one which had no problem yet: now that it has one, they join it, and so do those that
 * were merged into them.
 */
export async function joinFollowers(work: Work, clueId: string, problemId: string): Promise<void> {
  const { tx, actor, now } = work;
  for (const id of await followersOf(tx, actor.countyCode, clueId)) {
    await joinProblem(work, problemId, { id });
    await tieToProblem(tx, actor.countyCode, [{ id, problemId }], 'merged', now);
    await joinFollowers(work, id, problemId);
  }
}
