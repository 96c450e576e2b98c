import type { decideExtension, recordMilestone, reportProgress, requestExtension } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { formatDay } from '@shoutian/domain/format';
import type { z } from 'zod';
import { AppError, found } from '../../../platform/errors.ts';
import { uploadById } from '../../../platform/files/uploads.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem } from '../facts.ts';
import { extensionsOf, milestonesOf } from '../queries/detail.ts';
import * as plan from '../queries/plan.ts';
import { moveTaskDue } from '../queries/tasks.ts';
import { tellPeople, tellResponsible, tellRoles } from './tell.ts';
import { applyTransition } from './transition.ts';

type Body<E extends { body?: z.ZodType }> = z.output<NonNullable<E['body']>>;

const notAhead = (day: string, today: string): void => {
  if (day > today) throw new AppError('badInput', '完成日期不能在今天以后。', { en: 'Not after today.' });
};

/** A milestone is done on a day; a later correction overwrites the day and stays in the timeline. */
export async function milestoneDone(
  work: Work,
  id: string,
  milestoneId: string,
  body: Body<typeof recordMilestone>,
): Promise<void> {
  const { tx, actor, now } = work;
  notAhead(body.actualOn, shanghaiDay(now));
  await loadProblem(tx, actor.countyCode, id, { lock: true });
  const known = await milestonesOf(tx, actor.countyCode, id);
  const milestone = found(
    known.find((each) => each.id === milestoneId),
    '节点',
  );
  const done = known.filter((each) => each.actual_on !== null || each.id === milestoneId).length;
  await applyTransition(work, id, {
    action: 'problem.recordMilestone',
    input: { milestone: milestoneId },
    ...(body.note === '' ? {} : { reason: body.note }),
    set: {
      lastProgress: body.note === '' ? `${milestone.name}完成` : body.note,
      progressPct: Math.round((done / known.length) * 100),
    },
    changes: { milestone: milestone.name, actualOn: [milestone.actual_on, body.actualOn] },
  });
  await plan.setMilestoneDone(tx, actor.countyCode, milestoneId, body, actor, now);
}

export async function progressReported(work: Work, id: string, body: Body<typeof reportProgress>): Promise<void> {
  const before = await loadProblem(work.tx, work.actor.countyCode, id, { lock: true });
  await applyTransition(work, id, {
    action: 'problem.recordMilestone',
    input: { milestone: 'progress' },
    reason: body.note,
    set: { progressPct: body.progressPct, lastProgress: body.note },
    changes: { progressPct: [before.progressPct, body.progressPct] },
  });
}

/**
 * Asks for a later due day: an objective reason, evidence, a plan with dated steps. The due day itself does not
 * move until somebody else approves.
 * @throws {AppError} duplicate while one waits; badInput for days that make no sense; notFound for an upload of others
 */
export async function extensionRequested(work: Work, id: string, body: Body<typeof requestExtension>): Promise<void> {
  const { tx, actor, now } = work;
  const record = await loadProblem(tx, actor.countyCode, id, { lock: true });
  const extensions = await extensionsOf(tx, actor.countyCode, id);
  if (extensions.some((each) => each.state === 'requested'))
    throw new AppError('duplicate', '已有一份延期申请在等审批，办完再提新的。', {
      en: 'A request is waiting already.',
    });
  const { dueOn } = record;
  if (dueOn !== null && body.toDueOn <= dueOn)
    throw new AppError('badInput', `延期要晚于现在的期限 ${formatDay(dueOn)}。`, { en: `Later than ${dueOn}.` });
  const beyond = body.milestones.find((step) => step.plannedOn > body.toDueOn);
  if (beyond)
    throw new AppError('badInput', `节点「${beyond.name}」排在延期后的期限之后。`, {
      en: 'A step lies after the new due day.',
    });
  const evidence = [];
  for (const uploadId of body.evidence) {
    const { sha256, fileName } = await uploadById(tx, actor.countyCode, uploadId);
    evidence.push({ uploadId, fileName, sha256 });
  }
  const extensionId = newId();
  const { problem } = await applyTransition(work, id, {
    action: 'problem.requestExtension',
    input: { extensionPlan: body.plan, document: evidence },
    reason: body.reason,
    changes: { reasonKind: body.reasonKind, plan: body.plan, wanted: body.toDueOn, from: dueOn },
  });
  if (problem.dueOn === null) throw new AppError('wrongState', '还没有整改期限，不用延期。', { en: 'No due day yet.' });
  await plan.insertExtension(tx, actor.countyCode, {
    id: extensionId,
    divisionCode: problem.divisionCode,
    problemId: id,
    reasonKind: body.reasonKind,
    reason: body.reason,
    plan: body.plan,
    evidence: JSON.stringify(evidence),
    fromDueOn: problem.dueOn,
    toDueOn: body.toDueOn,
    milestones: JSON.stringify(body.milestones),
    state: 'requested',
    requestedBy: actor.id,
    requestedByName: actor.name,
    requestedAt: now,
  });
  await tellRoles(work, problem, ['townLeader'], {
    kind: 'problem.extension',
    level: 'warn',
    title: `延期待批 ${problem.problemNo}：${formatDay(problem.dueOn)} → ${formatDay(body.toDueOn)}`,
    body: body.reason,
    dedupe: `problem.extension/${extensionId}`,
  });
}

/** Approves or refuses; only an approval moves the due day, and the plan's open steps with it. */
export async function extensionDecided(
  work: Work,
  id: string,
  extensionId: string,
  body: Body<typeof decideExtension>,
): Promise<void> {
  const { tx, actor, now } = work;
  const record = await loadProblem(tx, actor.countyCode, id, { lock: true });
  const asked = found(
    (await extensionsOf(tx, actor.countyCode, id)).find((each) => each.id === extensionId),
    '延期申请',
  );
  if (asked.state !== 'requested')
    throw new AppError('conflict', `这份延期申请${asked.decided_by_name ?? '别人'}已经办过了。`, {
      en: 'Somebody decided this request already.',
    });
  const { problem } = await applyTransition(work, id, {
    action: body.approve ? 'problem.approveExtension' : 'problem.rejectExtension',
    input: { reason: body.reason },
    reason: body.reason,
    ...(body.approve ? { set: { dueOn: asked.to_due_on } } : {}),
    changes: {
      extension: extensionId,
      approved: body.approve,
      ...(body.approve ? { dueOn: [record.dueOn, asked.to_due_on], originalDueOn: record.originalDueOn } : {}),
    },
  });
  await plan.decideExtension(tx, actor.countyCode, extensionId, body, actor, now);
  if (body.approve) {
    await plan.replanMilestones(tx, actor.countyCode, problem, asked.milestones);
    await moveTaskDue(tx, actor.countyCode, id, asked.to_due_on);
  }
  const notice = {
    kind: 'problem.extension',
    level: 'info' as const,
    title: body.approve
      ? `延期已批 ${problem.problemNo}，期限 ${formatDay(asked.to_due_on)}`
      : `延期未批 ${problem.problemNo}，期限不变`,
    body: body.reason,
    dedupe: `problem.extension/${extensionId}/decided`,
  };
  await tellPeople(work, problem, notice, [asked.requested_by]);
  await tellResponsible(work, problem, notice);
}
