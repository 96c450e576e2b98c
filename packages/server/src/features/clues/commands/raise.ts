import { mergeEffect } from '@shoutian/domain/clue';
import { unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { joinFollowers } from '../../batches/index.ts';
import {
  type ClueFinding,
  createProblemFromClue,
  joinProblem,
  liftRebound,
  loadProblem,
  markStopped,
} from '../../problems/index.ts';
import type { ClueCase } from '../facts.ts';
import { firstStopOf, tieProofs } from '../queries/proofs.ts';
import { type ClueRecord, updateClue } from '../queries/record.ts';
import type { VerificationRow } from '../queries/verifications.ts';
import { applyClue } from './transition.ts';

/** An accepted offence becomes a problem, joins one, or brings a written-off one back; what was filed goes along. */
export async function raise(
  work: Work,
  clueCase: ClueCase,
  report: VerificationRow,
  decision: { readonly reason: string; readonly joinProblemId?: string | undefined },
  set: {
    verdict: VerificationRow['verdict'];
    verdictSub: VerificationRow['verdict_sub'];
    type: VerificationRow['type'];
  },
): Promise<void> {
  const { tx, actor } = work;
  const { record, facts, rules } = clueCase;
  const move = await applyClue(work, record, facts, {
    action: 'clue.raiseProblem',
    set,
    reason: decision.reason,
    changes: { verdict: report.verdict },
  });
  const problem =
    decision.joinProblemId === undefined
      ? await createProblemFromClue(work, record, findingOf(report, record.ongoing), rules)
      : await join(work, decision.joinProblemId, record, decision.reason);
  await tie(work, move, problem.id);
  await joinFollowers(work, record.id, problem.id);
  const stoppedAt = await firstStopOf(tx, actor.countyCode, record.id);
  if (stoppedAt !== null) await markStopped(work, problem.id, stoppedAt);
}

async function tie(work: Work, record: ClueRecord, problemId: string): Promise<void> {
  const { tx, actor, now } = work;
  unlessConflict(await updateClue(tx, actor.countyCode, record.id, record.rowVersion, { problemId, updatedAt: now }));
  await tieProofs(tx, actor.countyCode, record.id, problemId);
}

async function join(
  work: Work,
  problemId: string,
  record: ClueRecord,
  reason: string,
): Promise<{ id: string; problemNo: string }> {
  const problem = await loadProblem(work.tx, work.actor.countyCode, problemId);
  const effect = mergeEffect(problem.state);
  switch (effect) {
    case 'reopen':
      return liftRebound(work, problemId, {
        cause: 'newOverlap',
        reason: reason === '' ? `新图斑 ${record.clueNo} 与已销号地块重叠` : reason,
        clue: record,
      });
    case 'follow':
      if (problem.mergedInto !== null) return join(work, problem.mergedInto, record, reason);
      return joinProblem(work, problemId, record);
    // A transferred or dismissed problem is restored by its own act, with its own document: joining says so.
    case 'restore':
    case 'join':
      return joinProblem(work, problemId, record);
  }
}

/** `goesOn`: what the clue says now. A recheck after the report may have found the work stopped; the reviewer's word is later still. */
const findingOf = (report: VerificationRow, goesOn: boolean): ClueFinding => ({
  type: report.type,
  ongoing: 'ongoing' in report.amendments || report.ongoing !== true ? report.ongoing : goesOn,
  constructionStage: report.construction_stage,
  partyType: report.party_type,
  partyName: report.party_name,
  partyPhone: report.party_phone,
  builtYear: report.built_year,
  description: report.description,
  reportedByName: report.reported_by_name,
});
