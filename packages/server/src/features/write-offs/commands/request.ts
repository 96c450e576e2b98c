import { shanghaiDay } from '@shoutian/domain/deadlines';
import { roles } from '@shoutian/domain/people';
import { takeNumbers } from '../../../platform/counters.ts';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { applyTransition, loadProblem } from '../../problems/index.ts';
import { signatures } from '../chain.ts';
import { approvedCounts, historyOf } from '../queries/read.ts';
import { addOpinion, insertWriteOff } from '../queries/write.ts';
import { standing } from '../standing.ts';
import { move, openWriteOff } from './open.ts';
import { fieldRoles, tellApplicant, tellDesk } from './tell.ts';

/**
 * Village or centre applies (销号申请). What an earlier, returned application had posted and planned is carried over.
 * @returns id of the application
 * @throws {AppError} as the table says: missing with every unmet guard of the application
 */
export async function requestWriteOff(
  work: Work,
  problemId: string,
  body: { statement: string; rowVersion: number },
): Promise<string> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const today = shanghaiDay(now);
  await loadProblem(tx, county, problemId, { lock: true });
  const history = await historyOf(tx, county, problemId);
  const round = ((await approvedCounts(tx, county, [problemId])).get(problemId) ?? 0) + 1;
  const { problem } = await applyTransition(work, problemId, {
    action: 'problem.requestWriteOff',
    input: { opinion: body.statement },
    rowVersion: body.rowVersion,
    reason: body.statement,
  });
  const year = today.slice(0, 4);
  const seq = await takeNumbers(tx, county, `writeOff/${year}`);
  const writeOffNo = `XH-${year}-${String(seq).padStart(4, '0')}`;
  const id = newId();
  const earlier = history.find((row) => row.round === round);
  await insertWriteOff(tx, actor, {
    id,
    divisionCode: problem.divisionCode,
    problemId,
    round,
    writeOffNo,
    applyUnit: actor.roles.map((role) => roles[role].zh).join('、'),
    appliedOn: today,
    statement: body.statement,
    lookBackPlan: (earlier?.look_back_plan ?? []).filter((day) => day > today),
    publicity: earlier?.publicity ?? null,
  });
  const row = { id, division_code: problem.divisionCode };
  await addOpinion(tx, actor, now, row, { step: 'apply', agree: true, opinion: body.statement });
  await tellDesk(work, problem, fieldRoles(problem), {
    id,
    no: problem.problemNo,
    kind: 'requested',
    level: 'info',
    title: '申请销号，待两人现场核实',
    body: `${actor.name}：${body.statement}`,
    version: 1,
  });
  return id;
}

/** The applicant's side takes the application back; the problem is under rectification again. */
export async function withdrawWriteOff(
  work: Work,
  id: string,
  body: { reason: string; rowVersion: number },
): Promise<void> {
  const { row, problem } = await openWriteOff(work, id, body.rowVersion, ['siteCheck']);
  await applyTransition(work, problem.id, {
    action: 'problem.withdrawWriteOff',
    input: { reason: body.reason },
    reason: body.reason,
    changes: { writeOffNo: row.write_off_no },
  });
  await move(work, row, { state: 'returned', returnedReason: `撤回：${body.reason}`, decidedAt: work.now });
  const word = {
    id,
    no: problem.problemNo,
    kind: 'withdrawn',
    level: 'info' as const,
    title: '销号申请已撤回',
    body: `${work.actor.name}：${body.reason}`,
    version: row.row_version + 1,
  };
  await tellDesk(work, problem, fieldRoles(problem), word);
  await tellApplicant(work, problem, row.applicant_id, word);
}

/**
 * A named opinion that is still missing (村、中心意见具名): the village's where a centre applied, a centre's where only the
 * brigade was on site.
 * @throws {AppError} wrongState when that side has signed already; missing for a centre's person who filed evidence
 */
export async function signWriteOff(
  work: Work,
  id: string,
  body: { opinion: string; rowVersion: number },
): Promise<void> {
  const { tx, actor, now } = work;
  const opened = await openWriteOff(work, id, body.rowVersion, ['siteCheck', 'townReview']);
  const { row, problem } = opened;
  const signed = signatures(opened.inForce);
  const forVillage = actor.roles.includes('village');
  if ((forVillage ? signed.village : signed.centre) !== null)
    throw new AppError('wrongState', `${forVillage ? '村' : '中心'}意见已经具名，不用再签。`, {
      en: 'This side has signed already.',
    });
  if (!forVillage && (await standing(work, problem)).facts.uploaders.includes(actor.id))
    throw new AppError('missing', '本人上传的证据，本人不能代表中心签署意见。', {
      en: 'Who filed evidence cannot sign for the centre.',
      details: [{ code: 'duty.ownEvidence', message: '本人上传的证据，本人不能审', messageEn: 'own evidence' }],
    });
  await addOpinion(tx, actor, now, row, { step: 'apply', agree: true, opinion: body.opinion });
  await move(work, row, { state: row.state });
  await work.audit({
    action: 'problem.requestWriteOff',
    subjectKind: 'problem',
    subjectId: problem.id,
    divisionCode: problem.divisionCode,
    reason: body.opinion,
    changes: { act: 'sign', writeOffNo: row.write_off_no, side: forVillage ? 'village' : 'centre' },
  });
}
