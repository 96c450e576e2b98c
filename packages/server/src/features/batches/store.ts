import { clueRule } from '@shoutian/domain/clue';
import { nextState } from '@shoutian/domain/problem';
import { AppError, found } from '../../platform/errors.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { checkRebounds } from '../look-backs/index.ts';
import { storedSubject } from './draft.ts';
import { examine } from './examine.ts';
import { stillDecided } from './match.ts';
import { mergeIntoProblem } from './merge.ts';
import { tellUnits } from './notify.ts';
import { planStore } from './plan.ts';
import * as batches from './queries/batches.ts';
import * as drafts from './queries/drafts.ts';
import * as store from './queries/store.ts';

/**
 * Looks for duplicates once more, right before storing: another batch may have come in since the preview.
 * @throws {AppError} conflict when something new must be decided; it is in the draft then
 */
export async function checkAgain(work: LooseWork, batchId: string): Promise<void> {
  const county = work.actor.countyCode;
  const { batch, rows } = await work.transaction(async ({ tx }) => ({
    batch: found(await batches.batchById(tx, county, batchId), '批次'),
    rows: (await drafts.allDrafts(tx, county, batchId)).filter(({ refused }) => !refused),
  }));
  const { findings } = await examine(work, batch, rows.map(storedSubject));
  const changed = rows.flatMap((row): drafts.MatchUpdate[] => {
    const matches = findings.get(row.id)?.matches ?? [];
    const known = new Set(row.matches.filter(({ decide }) => decide).map(({ id }) => id));
    if (!matches.some(({ decide, id }) => decide && !known.has(id))) return [];
    return [{ id: row.id, matches, needsDecision: true, decision: stillDecided(row.decision, row.matches, matches) }];
  });
  if (changed.length === 0) return;
  await work.transaction(({ tx }) => drafts.setMatches(tx, county, changed));
  throw new AppError(
    'conflict',
    `预览之后又有别的线索入库，这一批有 ${changed.length} 行与它们重复。整批没有入库，请判定后再确认。`,
    {
      en: `${changed.length} rows now double clues stored since the preview: decide them, nothing was stored.`,
    },
  );
}

export interface Outcome {
  stored: number;
  merged: number;
  following: number;
  rebound: number;
  skipped: number;
  refused: number;
}

/**
 * Stores a decided draft whole, in the caller's one transaction: clues, merges, rebounds, notices, record.
 * @throws {AppError} conflict when the batch is not the one that was confirmed; whatever a problem's table refuses
 */
export async function storeDraft(work: Work, batchId: string, version: number): Promise<Outcome> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const locked = found(await batches.lockBatch(tx, county, batchId), '批次');
  const batch = found(await batches.batchById(tx, county, batchId), '批次');
  if (locked.state === 'stored' && batch.report.outcome) return batch.report.outcome;
  if (locked.state !== 'storing' || locked.row_version !== version)
    throw new AppError('conflict', '确认之后草稿又改过，没有入库。请再看一遍后确认。', {
      en: 'The draft changed after it was confirmed: nothing was stored.',
    });
  const plan = planStore(batch.batch_no, await drafts.allDrafts(tx, county, batchId));
  if (plan.orphans.length > 0)
    throw new AppError('missing', `第 ${plan.orphans.join('、')} 行要并入的行没有入库，请重新判定。`, {
      en: `Rows ${plan.orphans.join(', ')} are merged into rows that are not stored: decide again.`,
    });
  await store.storeClues(tx, county, batchId, { id: actor.id, now }, plan.clues);
  const clueTargets = plan.merges.filter(({ into }) => into.kind === 'clue').map(({ into }) => into.id);
  const problemOf = await store.problemsOfClues(tx, county, clueTargets);
  const ties: { id: string; problemId: string }[] = [];
  let rebound = 0;
  for (const merge of plan.merges) {
    // A clue without a problem is followed later: its problem, once made, takes along what was merged into it.
    const target = merge.into.kind === 'problem' ? merge.into.id : problemOf.get(merge.into.id);
    if (target === undefined) continue;
    const end = await mergeIntoProblem(work, target, merge);
    ties.push({ id: merge.id, problemId: end.problemId });
    if (end.rebound) rebound += 1;
  }
  const merged = nextState(clueRule('clue.mergeInto'), 'registered', null);
  if (merged === null) throw new Error('the clue table has no merge from registered');
  await store.tieToProblem(tx, county, ties, merged, now);
  const tied = new Set(ties.map(({ id }) => id));
  // Kept apart from a written-off problem it lies on: somebody goes and looks, geometry alone reopens nothing.
  await checkRebounds(
    work,
    plan.clues.map(({ id }) => id).filter((id) => !tied.has(id)),
  );
  const outcome: Outcome = {
    stored: plan.clues.length,
    merged: ties.length,
    following: plan.merges.length - ties.length,
    rebound,
    skipped: plan.skipped,
    refused: plan.refused,
  };
  await store.finishBatch(tx, county, batchId, {
    clues: plan.clues.length,
    report: { ...batch.report, outcome },
    now,
  });
  await tellUnits(work, batch);
  await work.audit({
    action: 'clue.import',
    subjectKind: 'batch',
    subjectId: batchId,
    divisionCode: batch.division_code,
    changes: { step: 'store', batchNo: batch.batch_no, file: batch.file_name, sha256: batch.file_sha256, ...outcome },
  });
  return outcome;
}
