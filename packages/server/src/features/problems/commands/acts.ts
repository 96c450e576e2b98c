import type { closeWithoutAction, mergeProblem, suspendProblem, transferProblem } from '@shoutian/domain/api';
import { addDays, daysBetween, deadline, shanghaiDay, workingDaysBetween } from '@shoutian/domain/deadlines';
import type { Rules } from '@shoutian/domain/rules';
import type { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { uploadById } from '../../../platform/files/uploads.ts';
import type { Work } from '../../../platform/request.ts';
import { rulesFor } from '../../settings/index.ts';
import { loadProblem } from '../facts.ts';
import { clueNumbers, moveClues } from '../queries/clues.ts';
import { placeNames } from '../queries/places.ts';
import { type ProblemRecord, type SuspensionRow, updateProblem } from '../queries/record.ts';
import { moveTaskDue } from '../queries/tasks.ts';
import { searchOf } from '../search.ts';
import { searchFields } from './from-clue.ts';
import { tellResponsible } from './tell.ts';
import { applyTransition } from './transition.ts';

type Body<E extends { body?: z.ZodType }> = z.output<NonNullable<E['body']>>;

/** The paper an act rests on: its number, and the scan's bytes where one was uploaded. */
async function paper(
  work: Work,
  body: { document: string; documentUploadId?: string | undefined },
): Promise<Record<string, unknown>> {
  if (body.documentUploadId === undefined) return { document: body.document };
  const { sha256, fileName } = await uploadById(work.tx, work.actor.countyCode, body.documentUploadId);
  return { document: body.document, scan: { sha256, fileName } };
}

/** The clock stands still from today until the problem is resumed. */
export async function suspend(work: Work, id: string, body: Body<typeof suspendProblem>): Promise<void> {
  const today = shanghaiDay(work.now);
  if (body.resumeOn <= today)
    throw new AppError('badInput', '预计恢复日期要在今天以后。', { en: 'The day to resume lies after today.' });
  const record = await loadProblem(work.tx, work.actor.countyCode, id, { lock: true });
  const entry: SuspensionRow = { from: today, to: null, reason: body.reason, document: body.document };
  const { problem } = await applyTransition(work, id, {
    action: 'problem.suspend',
    input: body,
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: {
      suspendedFrom: record.state,
      resumeOn: body.resumeOn,
      suspensions: JSON.stringify([...record.suspensions, entry]),
    },
    changes: { ...(await paper(work, body)), resumeOn: [null, body.resumeOn] },
  });
  await tellResponsible(work, problem, {
    kind: 'problem.suspend',
    level: 'info',
    title: `暂缓 ${problem.problemNo}，预计 ${body.resumeOn} 恢复`,
    body: body.reason,
    dedupe: `problem.suspend/${id}/${today}`,
  });
}

/** Days that did not count go to the end of the clock; the original due day stays as it is. */
export async function resume(work: Work, id: string, body: { rowVersion: number; reason: string }): Promise<void> {
  const { tx, actor, now } = work;
  const today = shanghaiDay(now);
  const record = await loadProblem(tx, actor.countyCode, id, { lock: true });
  const open = record.suspensions.find((each) => each.to === null);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const dueOn =
    record.dueOn === null || open === undefined ? record.dueOn : shifted(record.dueOn, open.from, today, rules);
  await applyTransition(work, id, {
    action: 'problem.resume',
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: {
      suspendedFrom: null,
      resumeOn: null,
      dueOn,
      suspensions: JSON.stringify(record.suspensions.map((each) => (each === open ? { ...each, to: today } : each))),
    },
    changes: dueOn === record.dueOn ? {} : { dueOn: [record.dueOn, dueOn] },
  });
  if (dueOn !== null) await moveTaskDue(tx, actor.countyCode, id, dueOn);
}

/** The due day moved by the days from `from` up to the day before `to`, in the clock's own kind of days. */
function shifted(dueOn: string, from: string, to: string, rules: Rules): string {
  const { unit } = rules.value('rectify.span');
  const calendar = rules.value('calendar');
  const length =
    unit === 'W' ? workingDaysBetween(addDays(from, -1), addDays(to, -1), calendar) : daysBetween(from, to);
  if (length <= 0) return dueOn;
  return deadline({
    event: dueOn,
    length,
    unit: unit === 'W' ? 'W' : 'C',
    calendar,
    moveToWorkingDay: rules.value('deadline.moveToWorkingDay'),
  }).due;
}

export async function transfer(work: Work, id: string, body: Body<typeof transferProblem>): Promise<void> {
  const { problem } = await applyTransition(work, id, {
    action: 'problem.transfer',
    input: { receiver: body.to, reason: body.reason, document: body.document },
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: { transferredTo: body.to, closedOn: shanghaiDay(work.now), suspendedFrom: null, resumeOn: null },
    changes: { ...(await paper(work, body)), transferredTo: [null, body.to] },
  });
  await tellResponsible(work, problem, {
    kind: 'problem.transfer',
    level: 'info',
    title: `已移交 ${problem.problemNo} 给 ${body.to}`,
    body: body.reason,
    dedupe: `problem.transfer/${id}/${problem.rowVersion}`,
  });
}

export async function endWithoutAction(work: Work, id: string, body: Body<typeof closeWithoutAction>): Promise<void> {
  await applyTransition(work, id, {
    action: 'problem.noAction',
    input: body,
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: { closedOn: shanghaiDay(work.now) },
    changes: await paper(work, body),
  });
}

export async function restore(work: Work, id: string, body: { rowVersion: number; reason: string }): Promise<void> {
  await applyTransition(work, id, {
    action: 'problem.restore',
    input: { reason: body.reason },
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: { closedOn: null, transferredTo: null, listId: null, dueOn: null },
  });
}

/**
 * Makes one problem part of another: its clues go over, its number stays and points there.
 * @throws {AppError} badInput for itself; wrongState when the target has ended
 */
export async function merge(work: Work, id: string, body: Body<typeof mergeProblem>): Promise<void> {
  const { tx, actor, now } = work;
  if (body.into === id) throw new AppError('badInput', '不能并入它自己。', { en: 'Not into itself.' });
  // Locked in the order of the ids, so that two merges never wait for each other crosswise.
  const [first, second] = [id, body.into].sort();
  const locked = [
    await loadProblem(tx, actor.countyCode, first ?? id, { lock: true }),
    await loadProblem(tx, actor.countyCode, second ?? id, { lock: true }),
  ];
  const target = locked.find((each) => each.id === body.into) as ProblemRecord;
  if (['mergedInto', 'transferred', 'noAction', 'writtenOff'].includes(target.state))
    throw new AppError('wrongState', `问题 ${target.problemNo} 已经办结，不能并进去。`, {
      en: 'The target is closed.',
    });
  const { problem } = await applyTransition(work, id, {
    action: 'problem.merge',
    input: { target: body.into, reason: body.reason },
    rowVersion: body.rowVersion,
    reason: body.reason,
    set: { mergedInto: body.into, closedOn: shanghaiDay(now), suspendedFrom: null, resumeOn: null },
    changes: { into: target.problemNo },
  });
  const clues = await moveClues(tx, actor.countyCode, id, body.into, now);
  const place = await placeNames(tx, target.divisionCode);
  await updateProblem(tx, actor.countyCode, target.id, target.rowVersion, {
    ...searchOf(searchFields(target, place.name, await clueNumbers(tx, actor.countyCode, target.id))),
    ongoing: target.ongoing || problem.ongoing,
    rowVersion: target.rowVersion + 1,
    updatedBy: actor.id,
    updatedAt: now,
  });
  await work.audit({
    action: 'problem.merge',
    subjectKind: 'problem',
    subjectId: target.id,
    divisionCode: target.divisionCode,
    reason: body.reason,
    changes: { act: 'receive', version: target.rowVersion + 1, from: problem.problemNo, clues },
  });
}
