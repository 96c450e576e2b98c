import type { GuardView } from '@shoutian/domain/api';
import { laterDay, lookBackDays, shanghaiDay, watchUntil } from '@shoutian/domain/deadlines';
import type { RoleId } from '@shoutian/domain/people';
import type { Work } from '../../../platform/request.ts';
import { planVisits } from '../../look-backs/index.ts';
import { applyTransition, tellResponsible } from '../../problems/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { chainGaps } from '../chain.ts';
import { presentGuards } from '../present.ts';
import type { WriteOffState } from '../queries/read.ts';
import { addOpinion } from '../queries/write.ts';
import { standing } from '../standing.ts';
import { move, openWriteOff, refuseMissing } from './open.ts';
import { fieldRoles, tellApplicant, tellDesk } from './tell.ts';

interface Decision {
  readonly opinion: string;
  readonly rowVersion: number;
}

/** 镇审核同意. @throws {AppError} missing with every unmet guard; what the chain forbids; conflict for the slower of two */
export async function townApproved(work: Work, id: string, body: Decision): Promise<void> {
  const { row, problem, inForce } = await openWriteOff(work, id, body.rowVersion, ['townReview']);
  refuseMissing('现在不能同意', 'Not now', chainGaps('townReview', work.actor, row.applicant_id, inForce));
  await applyTransition(work, problem.id, {
    action: 'problem.townApprove',
    input: { opinion: body.opinion },
    reason: body.opinion,
    changes: { writeOffNo: row.write_off_no },
  });
  await addOpinion(work.tx, work.actor, work.now, row, { step: 'townReview', agree: true, opinion: body.opinion });
  await move(work, row, { state: 'countyReview' });
  await tellDesk(work, problem, ['countyNr'], {
    id,
    no: problem.problemNo,
    kind: 'townApproved',
    level: 'info',
    title: '销号待县级核查',
    body: `${work.actor.name}：${body.opinion}`,
    version: row.row_version + 1,
  });
}

/**
 * 县核查同意，销号. The guards are kept as they stood, the watch begins, and the visits of the plan are made.
 * @throws {AppError} as townApproved
 */
export async function countyApproved(work: Work, id: string, body: Decision): Promise<void> {
  const { tx, actor, now } = work;
  const { row, problem, inForce } = await openWriteOff(work, id, body.rowVersion, ['countyReview']);
  refuseMissing('现在不能同意', 'Not now', chainGaps('countyReview', actor, row.applicant_id, inForce));
  const guards: GuardView[] = presentGuards(await standing(work, problem));
  const today = shanghaiDay(now);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const days = visitDays(row.look_back_plan, lookBackDays(today, rules), today);
  const watched = [watchUntil(today, rules) ?? today, ...days].reduce(laterDay);
  const { problem: ended } = await applyTransition(work, problem.id, {
    action: 'problem.countyApprove',
    input: { opinion: body.opinion },
    reason: body.opinion,
    set: { writtenOffOn: today, writtenOffBy: actor.name, watchUntil: watched, progressPct: 100 },
    changes: { writeOffNo: row.write_off_no, overrides: guards.filter((guard) => guard.override).map(({ id }) => id) },
  });
  await addOpinion(tx, actor, now, row, { step: 'countyReview', agree: true, opinion: body.opinion });
  await move(work, row, { state: 'approved', guards, decidedAt: now });
  await planVisits(work, ended, days);
  await tellResponsible(work, ended, {
    kind: 'writeOff.approved',
    level: 'info',
    title: `已销号 ${ended.problemNo} ${ended.title}`,
    body: days.length === 0 ? body.opinion : `${body.opinion} 回头看：${days.join('、')}。`,
    dedupe: `writeOff.approved/${id}`,
    leaders: true,
    link: `/write-offs/${id}`,
  });
}

/** The days of the plan; one that has gone by while the application waited is moved to the day of the rule. */
export function visitDays(plan: readonly string[], byRule: readonly string[], today: string): string[] {
  const days = plan.flatMap((day, i) =>
    day > today ? [day] : [byRule[i] ?? byRule.at(-1)].filter((d) => d !== undefined),
  );
  return [...new Set(days)].sort();
}

const back: Record<'siteCheck' | 'townReview' | 'countyReview', { to: WriteOffState; word: string }> = {
  siteCheck: { to: 'returned', word: '销号退回整改' },
  townReview: { to: 'siteCheck', word: '销号退回现场核实' },
  countyReview: { to: 'townReview', word: '销号退回镇审核' },
};

/** 退回, one desk back and never without a reason; from the centre it goes back to the village and the application ends. */
export async function sentBack(work: Work, id: string, body: Decision): Promise<void> {
  const opened = await openWriteOff(work, id, body.rowVersion, ['siteCheck', 'townReview', 'countyReview']);
  const { row, problem } = opened;
  if (row.state !== 'siteCheck' && row.state !== 'townReview' && row.state !== 'countyReview') return;
  const { to, word } = back[row.state];
  await applyTransition(work, problem.id, {
    action: 'problem.returnWriteOff',
    input: { reason: body.opinion },
    reason: body.opinion,
    changes: { writeOffNo: row.write_off_no },
  });
  await addOpinion(work.tx, work.actor, work.now, row, { step: row.state, agree: false, opinion: body.opinion });
  await move(work, row, {
    state: to,
    returnedReason: body.opinion,
    ...(to === 'returned' ? { decidedAt: work.now } : {}),
  });
  const notice = {
    id,
    no: problem.problemNo,
    kind: 'returned',
    level: 'warn' as const,
    title: word,
    body: `${work.actor.name}：${body.opinion}`,
    version: row.row_version + 1,
  };
  const next: readonly RoleId[] =
    to === 'townReview' ? ['townLeader'] : to === 'siteCheck' ? fieldRoles(problem) : ['village'];
  await tellDesk(work, problem, next, notice);
  await tellApplicant(work, problem, row.applicant_id, notice);
}
