import type { ReviewAmendments } from '@shoutian/domain/api';
import { verdicts } from '@shoutian/domain/dictionaries';
import type { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { openTasks } from '../../tasks/index.ts';
import { type ClueCase, caseOf, loadClue } from '../facts.ts';
import type { ClueRecord } from '../queries/record.ts';
import { reviewVerification, type VerificationRow, verificationsOf } from '../queries/verifications.ts';
import { verifyTitle } from './dispatch.ts';
import { raise } from './raise.ts';
import { refuseOddAnswers } from './report.ts';
import { applyClue, refusal } from './transition.ts';

type Amend = z.output<typeof ReviewAmendments>;

export interface Decision {
  readonly decision: 'accept' | 'return';
  readonly reason: string;
  readonly joinProblemId?: string | undefined;
  readonly amend: Amend;
  readonly rowVersion: number;
}

/** Form field → column, for what a reviewer may fill in. */
const amendable = {
  verdict: 'verdict',
  verdictSub: 'verdict_sub',
  type: 'type',
  constructionStage: 'construction_stage',
  ongoing: 'ongoing',
  partyType: 'party_type',
  partyName: 'party_name',
  builtYear: 'built_year',
  description: 'description',
} as const satisfies Partial<Record<keyof Amend, keyof VerificationRow>>;

/** The report as the reviewer set it right; both values of every changed field are kept. */
export function amended(row: VerificationRow, amend: Amend): VerificationRow {
  const amendments: Record<string, [unknown, unknown]> = {};
  const next: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(amendable) as [keyof typeof amendable, keyof VerificationRow][]) {
    const value = amend[field];
    if (value === undefined || value === row[column]) continue;
    amendments[field] = [row[column], value];
    next[column] = value;
  }
  const answers = { ...row.answers };
  for (const [key, value] of Object.entries(amend.answers ?? {})) {
    if (answers[key] === value) continue;
    amendments[`answers.${key}`] = [answers[key] ?? null, value];
    answers[key] = value;
  }
  return { ...row, ...next, answers, amendments };
}

/**
 * The town's review of a report. Accepting closes the clue with its evidence, or makes it part of a problem, as the
 * verdict says; returning gives the task back to the reporter.
 * @throws {AppError} conflict when somebody decided meanwhile; notAllowed for the own report; missing (each named); wrongState
 */
export async function review(work: Work, id: string, decision: Decision): Promise<void> {
  const { tx, actor } = work;
  const record = await loadClue(tx, actor.countyCode, id, { lock: true });
  if (record.rowVersion !== decision.rowVersion) throw await decidedMeanwhile(work, record);
  const [stored] = await verificationsOf(tx, actor.countyCode, id);
  if (record.state !== 'reported' || stored === undefined || stored.review !== null)
    throw refusal(
      decision.decision === 'return' ? 'clue.return' : 'clue.close',
      (await caseOf(work, record)).facts,
      [],
    );
  const report = decision.decision === 'accept' ? amended(stored, decision.amend) : stored;
  refuseOddAnswers(report);
  const clueCase = await caseOf(work, record, report);
  if (decision.decision === 'return') await giveBack(work, clueCase, report, decision.reason);
  else await accept(work, clueCase, report, decision);
}

async function decidedMeanwhile(work: Work, record: ClueRecord): Promise<AppError> {
  const [last] = await verificationsOf(work.tx, work.actor.countyCode, record.id);
  const who = last?.reviewed_by_name;
  return new AppError(
    'conflict',
    who && record.state !== 'reported'
      ? `${who} 刚审过 ${record.clueNo}（${last.review === 'accepted' ? '已通过' : '已退回'}），请看过再办。`
      : `${record.clueNo} 刚被别人改过，请看过改动再提交。`,
    { en: 'Somebody decided or changed it meanwhile.' },
  );
}

async function giveBack(work: Work, clueCase: ClueCase, report: VerificationRow, reason: string): Promise<void> {
  const { tx, actor, now } = work;
  const { record } = clueCase;
  await applyClue(work, record, clueCase.facts, {
    action: 'clue.return',
    input: { reason },
    set: { assignedTo: report.reported_by, assignedName: report.reported_by_name },
    reason,
  });
  await settle(work, report, 'returned', reason);
  const place = await placeOf(work, record);
  await openTasks(
    tx,
    actor.countyCode,
    [
      {
        divisionCode: record.divisionCode,
        kind: 'verifyClue',
        title: verifyTitle(record, place),
        instructions: '镇里退回，按理由补充后再报；没退回的内容不用重填。',
        subjectKind: 'clue',
        subjectId: record.id,
        assignedTo: report.reported_by,
        assignedName: report.reported_by_name,
        assignedRole: null,
        dueOn: record.dueOn,
        returnedReason: reason,
      },
    ],
    actor.id,
    now,
  );
  await tellReporter(work, record, report, {
    level: 'warn',
    title: `退回：${verifyTitle(record, place)}`,
    body: `${actor.name}：${reason}`,
    link: '/tasks',
  });
}

async function accept(work: Work, clueCase: ClueCase, report: VerificationRow, decision: Decision): Promise<void> {
  const { record, facts } = clueCase;
  const toProblem = report.verdict !== null && verdicts.get(report.verdict).outcome === 'problem';
  const set = { verdict: report.verdict, verdictSub: report.verdict_sub, type: report.type ?? record.type };
  if (!toProblem) {
    if (decision.joinProblemId !== undefined)
      throw new AppError('badInput', '认定不是违法，不并入问题。要并入请先改认定。', {
        en: 'Not judged unlawful: it joins no problem.',
      });
    await applyClue(work, record, facts, {
      action: 'clue.close',
      set: { ...set, ongoing: false },
      reason: decision.reason,
      changes: { verdict: report.verdict },
    });
  } else await raise(work, clueCase, report, decision, set);
  await settle(work, report, 'accepted', decision.reason);
  await tellReporter(work, record, report, {
    level: 'info',
    title: `已通过：${verifyTitle(record, await placeOf(work, record))}`,
    body: toProblem
      ? '认定违法，已立为问题，等镇里列整改清单。'
      : `认定「${report.verdict ? verdicts.get(report.verdict).zh : ''}」，已办结。`,
    link: `/clues/${record.id}`,
  });
}

const settle = (work: Work, report: VerificationRow, review: 'accepted' | 'returned', reason: string): Promise<void> =>
  reviewVerification(work.tx, work.actor.countyCode, report, {
    review,
    reason,
    by: work.actor,
    at: work.now,
  });

async function placeOf(work: Work, record: ClueRecord): Promise<string> {
  return (await divisionNames(work.tx, [record.divisionCode])).get(record.divisionCode) ?? record.divisionCode;
}

async function tellReporter(
  work: Work,
  record: ClueRecord,
  report: VerificationRow,
  notice: { level: 'info' | 'warn'; title: string; body: string; link: string },
): Promise<void> {
  await sendNotices(work.tx, work.actor.countyCode, work.now, [
    {
      personId: report.reported_by,
      kind: 'clue.review',
      ...notice,
      subjectKind: 'clue',
      subjectId: record.id,
      dedupe: `clue.review/${report.id}`,
    },
  ]);
}
