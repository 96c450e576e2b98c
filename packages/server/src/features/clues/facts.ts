import type { Rights } from '@shoutian/domain/api';
import { type ClueFacts, type ClueView, clueRights, emptyReport, type ReportFacts } from '@shoutian/domain/clue';
import { type Action, can } from '@shoutian/domain/people';
import type { Rules } from '@shoutian/domain/rules';
import type { z } from 'zod';
import { found } from '../../platform/errors.ts';
import type { Tx, Work } from '../../platform/request.ts';
import { wireMissing } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import { type Proofs, proofsOf } from './queries/proofs.ts';
import { type ClueRecord, clueRecords, viewOf } from './queries/record.ts';
import { type VerificationRow, verificationsOf } from './queries/verifications.ts';

/** @throws {AppError} notFound, also for a row outside the caller's area */
export async function loadClue(
  tx: Tx,
  countyCode: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<ClueRecord> {
  const [row] = await clueRecords(tx, countyCode, [id], options);
  return found(row, '线索');
}

/** What a report says, in the domain's words: from a stored row or from a form that is not sent yet. */
export type ReportLike = Pick<
  VerificationRow,
  | 'verdict'
  | 'verdict_sub'
  | 'on_ground'
  | 'construction_stage'
  | 'party_type'
  | 'type'
  | 'description'
  | 'answers'
  | 'built_year'
> & { ongoing: boolean | null };

/** @param overlaid whether a stored overlay shows the land classes */
export function reportFacts(report: ReportLike, proofs: Proofs, overlaid: boolean): ReportFacts {
  return {
    finding: report.on_ground,
    ongoing: report.ongoing,
    stage: report.construction_stage,
    partyType: report.party_type,
    builtOn: report.built_year === null ? null : String(report.built_year),
    verdict: report.verdict,
    subValue: report.verdict_sub,
    problemType: report.type,
    remark: report.description,
    fields: report.answers,
    attachments: proofs.attachments,
    photos: proofs.photos,
    overlaid,
  };
}

/** A clue with everything the table's guards ask about it. */
export interface ClueCase {
  readonly record: ClueRecord;
  readonly view: ClueView;
  readonly reports: readonly VerificationRow[];
  /** The report that waits for a review; undefined in other states. */
  readonly waiting: VerificationRow | undefined;
  readonly proofs: Proofs;
  readonly rules: Rules;
  readonly facts: ClueFacts;
}

/** @param report instead of the stored one: a form being sent, or the stored one as a reviewer set it right */
export async function caseOf(work: Work, record: ClueRecord, report?: ReportLike): Promise<ClueCase> {
  const { tx, actor, now } = work;
  const [reports, proofs, rules] = await Promise.all([
    verificationsOf(tx, actor.countyCode, record.id),
    proofsOf(tx, actor.countyCode, record.id),
    rulesFor(tx, actor.countyCode, now),
  ]);
  const [newest] = reports;
  const waiting = record.state === 'reported' && newest?.review === null ? newest : undefined;
  const view = viewOf(record, newest?.reported_by ?? null);
  const said = report ?? newest;
  const overlaid = record.overlayId !== null;
  const facts: ClueFacts = {
    clue: view,
    actor,
    report: said ? reportFacts(said, proofs, overlaid) : { ...emptyReport, ...proofs, overlaid },
    rules,
  };
  return { record, view, reports, waiting, proofs, rules, facts };
}

/** Acts around a clue that its table does not hold; the role opens them, the place was asked when the row was read. */
const beside: readonly Action[] = ['photo.upload', 'stop.record', 'overlay.run'];

/** Rights that travel with a clue: free acts, and what the guarded ones still miss. */
export function clueRightsOf({ facts, record }: ClueCase): z.input<typeof Rights> {
  const { abilities, missing } = clueRights(facts);
  const open = record.state !== 'closed' && record.state !== 'merged';
  return {
    abilities: [...abilities, ...(open ? beside.filter((action) => can(facts.actor, action)) : [])],
    missing: Object.fromEntries(Object.entries(missing).map(([action, items]) => [action, wireMissing(items ?? [])])),
  };
}
