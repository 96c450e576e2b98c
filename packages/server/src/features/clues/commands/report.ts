import type { ReportBody, ReportGap } from '@shoutian/domain/api';
import { reportChecklist, verdictChecklist, verdictFieldsSchema } from '@shoutian/domain/clue';
import { verdictSubValues } from '@shoutian/domain/dictionaries';
import type { CheckItem } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { peopleFor } from '../../people/index.ts';
import { endTasks } from '../../tasks/index.ts';
import { type ClueCase, caseOf, loadClue, type ReportLike } from '../facts.ts';
import {
  insertVerification,
  type VerificationRow,
  verificationByOperation,
  verificationsOf,
} from '../queries/verifications.ts';
import { applyClue } from './transition.ts';

type Body = z.output<typeof ReportBody>;
type Draft = { [K in keyof Body]?: Body[K] | undefined };

/** A form as the domain reads it; what was left out was not answered. */
export function saidBy(body: Draft): ReportLike {
  return {
    verdict: body.verdict ?? null,
    verdict_sub: body.verdictSub ?? null,
    on_ground: body.onGround ?? null,
    construction_stage: body.constructionStage ?? null,
    ongoing: body.onGround === 'unchanged' ? false : (body.ongoing ?? null),
    party_type: body.partyType ?? null,
    type: body.type ?? null,
    built_year: body.builtYear ?? null,
    description: body.description ?? '',
    answers: body.answers ?? {},
  };
}

/** Lines of both checklists: what the phone must answer, then what the class asks for (the town may still add it). */
export function checklistOf({ facts: { report, rules } }: ClueCase): CheckItem[] {
  const asked = reportChecklist(report, rules);
  const known = new Set(asked.map((line) => line.code));
  const ofVerdict = report.verdict === null ? [] : verdictChecklist(report, rules);
  return [
    ...asked,
    ...ofVerdict.filter((line) => !known.has(line.code)).map((line): CheckItem => ({ ...line, blocks: false })),
  ];
}

export const presentGap = (line: CheckItem): ReportGap => ({
  code: line.code,
  message: line.message.zh,
  messageEn: line.message.en,
  blocks: line.blocks,
  ...(line.link === undefined ? {} : { link: line.link }),
});

/** What a report still misses, without sending it. */
export async function gapsOf(work: Work, id: string, body: Draft): Promise<ReportGap[]> {
  const record = await loadClue(work.tx, work.actor.countyCode, id);
  return checklistOf(await caseOf(work, record, saidBy(body)))
    .filter((line) => !line.done)
    .map(presentGap);
}

/**
 * @throws {AppError} badInput naming every answer that the verdict does not ask for, or that is of another kind
 */
export function refuseOddAnswers(said: Pick<ReportLike, 'verdict' | 'verdict_sub' | 'answers'>): void {
  if (said.verdict === null) return;
  if (said.verdict_sub !== null && verdictSubValues.get(said.verdict_sub).of !== said.verdict)
    throw new AppError('badInput', '认定细类不属于所选的认定，请重选。', {
      en: 'That detail belongs to another verdict.',
      details: [{ code: 'badInput', at: 'body.verdictSub', message: '认定细类不属于所选的认定' }],
    });
  const read = verdictFieldsSchema(said.verdict).safeParse(said.answers);
  if (read.success) return;
  throw new AppError('badInput', undefined, {
    details: read.error.issues.map((issue) => ({
      code: 'badInput',
      at: ['body.answers', ...issue.path].join('.'),
      message:
        issue.code === 'unrecognized_keys' ? `这一类认定不问 ${issue.keys.join('、')}` : '内容或单位不对，请核对',
      messageEn: issue.message,
    })),
  });
}

/**
 * A report from the place. Sent twice with one operation id it is one report: the phone cannot know whether the first
 * answer got lost.
 * @throws {AppError} missing (each named), notAllowed, wrongState, badInput; duplicate when the operation id is somebody else's
 */
export async function report(work: Work, id: string, body: Body): Promise<void> {
  const { tx, actor, now } = work;
  const record = await loadClue(tx, actor.countyCode, id, { lock: true });
  const sent = await verificationByOperation(tx, actor.countyCode, body.operationId);
  if (sent) {
    if (sent.clue_id === id && sent.reported_by === actor.id) return;
    throw new AppError('duplicate', '这个操作号已用于另一份填报，请重新提交。', {
      en: 'The operation id was used before.',
    });
  }
  const said = saidBy(body);
  refuseOddAnswers(said);
  const clueCase = await caseOf(work, record, said);
  const ongoing = said.ongoing ?? false;
  const found = ongoing && !record.ongoing;
  const moved = await applyClue(work, record, clueCase.facts, {
    action: 'clue.report',
    input: { report: said },
    // Works are found when somebody stands before them; the day a paper came in is the batch's own.
    set: { ongoing, ...(found && record.reportedAt === null ? { foundAt: now, reportedAt: now } : {}) },
    changes: { verdict: said.verdict, onGround: said.on_ground, ongoing },
  });
  await insertVerification(tx, actor.countyCode, {
    id: newId(),
    division_code: record.divisionCode,
    clue_id: id,
    operation_id: body.operationId,
    ...said,
    ongoing,
    checklist: checklistOf(clueCase),
    ...partyOf(body, await verificationsOf(tx, actor.countyCode, id)),
    reported_by: actor.id,
    reported_by_name: actor.name,
    reported_at: now,
  });
  await endTasks(tx, actor.countyCode, {
    kind: 'verifyClue',
    subjectIds: [id],
    state: 'done',
    by: actor.id,
    now,
    result: { operationId: body.operationId, verdict: said.verdict },
  });
  await tellReviewers(work, moved.divisionCode, { id, clueNo: record.clueNo, leadUnit: record.leadUnit, ongoing });
}

/**
 * A phone is shown 「张**」 and cannot send the name again: what was told once stays while nobody says otherwise. Another
 * kind of party is another party, so that a household's name never stands where a company's is shown in full.
 */
export function partyOf(
  said: Pick<Body, 'partyType' | 'partyName' | 'partyPhone'>,
  earlier: readonly Pick<VerificationRow, 'party_type' | 'party_name' | 'party_phone'>[],
): Pick<VerificationRow, 'party_name' | 'party_phone'> {
  const [name, phone] = [said.partyName || null, said.partyPhone || null];
  const known = earlier.find((row) => row.party_name !== null);
  const same =
    known !== undefined &&
    (name === null || name === known.party_name) &&
    (said.partyType === null || said.partyType === known.party_type);
  return same
    ? { party_name: known.party_name, party_phone: phone ?? known.party_phone }
    : { party_name: name, party_phone: phone };
}

async function tellReviewers(
  work: Work,
  divisionCode: string,
  clue: { id: string; clueNo: string; leadUnit: string | null; ongoing: boolean },
): Promise<void> {
  const { tx, actor, now } = work;
  const place = (await divisionNames(tx, [divisionCode])).get(divisionCode) ?? divisionCode;
  const roles = clue.leadUnit ? [clue.leadUnit] : ['townBuild', 'townIndustry'];
  const reviewers = await peopleFor(tx, actor.countyCode, {
    roles: clue.ongoing ? [...roles, 'townEnforce'] : roles,
    divisionCode,
  });
  await sendNotices(
    tx,
    actor.countyCode,
    now,
    reviewers
      .filter((person) => person.id !== actor.id)
      .map((person) => ({
        personId: person.id,
        kind: 'clue.report',
        level: clue.ongoing ? ('alert' as const) : ('info' as const),
        title: clue.ongoing ? `正在施工：${place} ${clue.clueNo}` : `待审核：${place} ${clue.clueNo}`,
        body: `${actor.name} 已到现场核查${clue.ongoing ? '，还在施工，先去制止' : ''}。`,
        link: `/clues/${clue.id}`,
        subjectKind: 'clue',
        subjectId: clue.id,
        dedupe: `clue.report/${clue.id}/${now.toISOString()}`,
      })),
  );
}
