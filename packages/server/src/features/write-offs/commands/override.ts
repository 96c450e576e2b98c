import { rolesFor } from '@shoutian/domain/people';
import { type GuardResult, type WriteOffGuardId, writeOffGuardIds } from '@shoutian/domain/problem';
import { AppError, found } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import type { paperOf } from '../../evidence/index.ts';
import { applyTransition, loadProblem, tellRoles } from '../../problems/index.ts';
import { addOverride } from '../queries/write.ts';
import { standing } from '../standing.ts';

export interface LetPass {
  readonly reason: string;
  readonly docNo: string;
  readonly document: Awaited<ReturnType<typeof paperOf>> | null;
}

/** Two people on site cannot be let pass: without them there is no opinion that the rest could stand on (5.2, 8.3). */
const never: readonly WriteOffGuardId[] = ['fieldReviewed'];

function refuseUseless(guard: GuardResult, demolitionRequired: boolean, body: LetPass): void {
  if (never.includes(guard.id))
    throw new AppError('wrongState', `「${guard.title.zh}」不能放行：没有两人现场核查，就没有可依据的意见。`, {
      en: `${guard.title.en} cannot be let pass.`,
    });
  if (guard.status !== 'missing')
    throw new AppError('wrongState', `「${guard.title.zh}」现在不缺，不用放行。`, {
      en: `${guard.title.en} is not missing.`,
    });
  // R-082: what must be demolished stays so until a later legal decision says otherwise.
  if (guard.id === 'demolished' && demolitionRequired && (body.docNo === '' || body.document === null))
    throw new AppError('missing', '应拆除的，只凭后续生效法律决定才能放行：请填决定文号并上传决定书。', {
      en: 'Required demolition is lifted only by a later legal decision: give its number and upload it.',
      details: [
        ...(body.docNo === ''
          ? [{ code: 'override.docNo', at: 'body.docNo', message: '决定文号', messageEn: 'its number' }]
          : []),
        ...(body.document === null
          ? [{ code: 'override.document', at: 'body.documentUploadId', message: '决定书', messageEn: 'the decision' }]
          : []),
      ],
    });
}

/**
 * 条件放行: one guard, with reason and document, by the county. It stays visible wherever the write-off is shown.
 * @throws {AppError} notFound for no such guard, wrongState where nothing is missing, missing without a document, duplicate
 */
export async function letPass(work: Work, problemId: string, guardId: string, body: LetPass): Promise<void> {
  const { tx, actor, now } = work;
  const id = found(
    writeOffGuardIds.find((each) => each === guardId),
    '销号条件',
  );
  const problem = await loadProblem(tx, actor.countyCode, problemId, { lock: true });
  const here = await standing(work, problem);
  const guard = found(
    here.guards.find((each) => each.id === id),
    '销号条件',
  );
  if (here.overrides.some((row) => row.guard === id))
    throw new AppError('duplicate', `「${guard.title.zh}」已经放行过，不用再放。`, { en: 'Already let pass.' });
  await applyTransition(work, problemId, {
    action: 'problem.overrideGuard',
    input: { guard: id, reason: body.reason, document: body.document?.sha256 ?? body.docNo },
    reason: body.reason,
    changes: { guard: id, docNo: body.docNo, document: body.document?.name ?? null },
  });
  refuseUseless(guard, problem.demolitionRequired, body);
  await addOverride(tx, actor, now, {
    divisionCode: problem.divisionCode,
    problemId,
    round: here.round,
    guard: id,
    reason: body.reason,
    docNo: body.docNo,
    document: body.document === null ? null : { sha256: body.document.sha256, name: body.document.name },
  });
  await tellRoles(work, problem, rolesFor('problem.planWriteOff'), {
    kind: 'writeOff.override',
    level: 'warn',
    title: `条件放行 ${problem.problemNo} ${guard.title.zh}`,
    body: `${actor.name}：${body.reason}${body.docNo === '' ? '' : `（${body.docNo}）`}`,
    dedupe: `writeOff.override/${problemId}/${here.round}/${id}`,
    link: `/problems/${problemId}/write-off`,
  });
}
