import type { checkOnSite } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { z } from 'zod';
import { AppError, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { applyTransition } from '../../problems/index.ts';
import { chainGaps, fieldReviewers } from '../chain.ts';
import type { Publicity } from '../queries/read.ts';
import { addOpinion, setPlan } from '../queries/write.ts';
import { move, openWriteOff, refuseMissing, requireAct } from './open.ts';
import { fieldRoles, tellApplicant, tellDesk } from './tell.ts';

type Check = z.output<NonNullable<(typeof checkOnSite)['body']>>;

/**
 * One reviewer's finding on site. The second agreeing person sends the application on to the town; a finding against it
 * voids earlier agreement and leaves the return to the centre.
 * @throws {AppError} missing for uploaders, the applicant and who was there already; wrongState, conflict, notAllowed
 */
export async function siteChecked(work: Work, id: string, body: Check): Promise<void> {
  const { tx, actor, now } = work;
  if (body.checkedOn > shanghaiDay(now))
    throw new AppError('badInput', '核查日期不能在今天以后。', { en: 'Not after today.' });
  const { row, problem, inForce } = await openWriteOff(work, id, body.rowVersion, ['siteCheck']);
  await requireAct(work, problem, 'problem.verifyOnSite', ['duty.twoReviewers']);
  refuseMissing('现在不能核实', 'Not now', chainGaps('siteCheck', actor, row.applicant_id, inForce));
  await addOpinion(tx, actor, now, row, {
    step: 'siteCheck',
    agree: body.agree,
    opinion: body.opinion,
    checkedOn: body.checkedOn,
    position: body.position,
  });
  const word = { id, no: problem.problemNo, body: `${actor.name}：${body.opinion}`, version: row.row_version + 1 };
  const place = body.position === null ? {} : { place: body.position.join(',') };
  const second = body.agree && fieldReviewers(inForce).length >= 1;
  if (second) {
    await applyTransition(work, problem.id, {
      action: 'problem.verifyOnSite',
      input: { verification: body.agree, opinion: body.opinion },
      reason: body.opinion,
      ...place,
      changes: { writeOffNo: row.write_off_no, checkedOn: body.checkedOn },
    });
    await move(work, row, { state: 'townReview' });
    await tellDesk(work, problem, ['townLeader'], { ...word, kind: 'verified', level: 'info', title: '销号待镇审核' });
    return;
  }
  await work.audit({
    action: 'problem.verifyOnSite',
    subjectKind: 'problem',
    subjectId: problem.id,
    divisionCode: problem.divisionCode,
    reason: body.opinion,
    ...place,
    changes: { act: 'siteCheck', agree: body.agree, writeOffNo: row.write_off_no, checkedOn: body.checkedOn },
  });
  await move(work, row, { state: 'siteCheck' });
  if (body.agree)
    await tellDesk(work, problem, fieldRoles(problem), {
      ...word,
      kind: 'oneVerified',
      level: 'info',
      title: '销号还要一人现场核实',
    });
  else {
    const against = { ...word, kind: 'notVerified', level: 'warn' as const, title: '现场核实不同意销号' };
    await tellDesk(work, problem, fieldRoles(problem), against);
    await tellApplicant(work, problem, row.applicant_id, against);
  }
}

/** Posts the village notice and sets the visits after write-off. @throws {AppError} badInput for days that cannot be */
export async function planned(
  work: Work,
  id: string,
  body: { lookBackPlan: string[]; publicity: Publicity | null; rowVersion: number },
): Promise<void> {
  const { tx, actor, now } = work;
  const { row, problem } = await openWriteOff(work, id, body.rowVersion, ['siteCheck', 'townReview', 'countyReview']);
  const today = shanghaiDay(now);
  const days = [...new Set(body.lookBackPlan)].sort();
  if (days.some((day) => day <= today))
    throw new AppError('badInput', '回头看要排在今天以后。', { en: 'Look-back visits come after today.' });
  if (body.publicity !== null && body.publicity.to < body.publicity.from)
    throw new AppError('badInput', '公示截止不能早于开始。', { en: 'The notice ends before it begins.' });
  unlessConflict(
    await setPlan(tx, actor.countyCode, row, {
      lookBackPlan: days,
      publicity: body.publicity === null ? null : { ...body.publicity },
    }),
  );
  await work.audit({
    action: 'problem.planWriteOff',
    subjectKind: 'problem',
    subjectId: problem.id,
    divisionCode: problem.divisionCode,
    changes: {
      writeOffNo: row.write_off_no,
      lookBackPlan: [row.look_back_plan.join('、'), days.join('、')],
      publicity: [spanOf(row.publicity), spanOf(body.publicity)],
    },
  });
}

const spanOf = (publicity: Publicity | null): string | null =>
  publicity === null ? null : `${publicity.from}—${publicity.to} ${publicity.place}`.trim();
