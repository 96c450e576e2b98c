import { shanghaiDay } from '@shoutian/domain/deadlines';
import { AppError, unlessConflict } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { openTasks } from '../../tasks/index.ts';
import { caseOf, loadClue } from '../facts.ts';
import { type ClueRecord, updateClue } from '../queries/record.ts';
import { verifyTitle } from './dispatch.ts';
import { receiverNamed } from './plan.ts';
import { applyClue } from './transition.ts';

/**
 * Takes up a closed clue again: somebody is sent once more, the earlier reports stay.
 * @throws {AppError} conflict, wrongState, notAllowed, badInput for the receiver or a due day that is over
 */
export async function reopen(
  work: Work,
  id: string,
  again: { reason: string; assignTo: string; dueOn: string; rowVersion: number },
): Promise<void> {
  const { tx, actor, now } = work;
  const record = await loadClue(tx, actor.countyCode, id, { lock: true });
  if (record.rowVersion !== again.rowVersion) throw new AppError('conflict');
  if (again.dueOn < shanghaiDay(now))
    throw new AppError('badInput', '期限已过，请改成今天或以后。', { en: 'The due day is over.' });
  const receiver = await receiverNamed(work, record, again.assignTo);
  await applyClue(work, record, (await caseOf(work, record)).facts, {
    action: 'clue.reopen',
    input: { reason: again.reason, receiver: receiver.id },
    set: {
      verdict: null,
      verdictSub: null,
      assignedTo: receiver.id,
      assignedName: receiver.name,
      dueOn: again.dueOn,
      dispatchRule: `手工派给 ${receiver.name}`,
    },
    reason: again.reason,
    changes: { receiver: receiver.name, dueOn: again.dueOn },
  });
  const place = (await divisionNames(tx, [record.divisionCode])).get(record.divisionCode) ?? record.divisionCode;
  await openTasks(
    tx,
    actor.countyCode,
    [
      {
        divisionCode: record.divisionCode,
        kind: 'verifyClue',
        title: verifyTitle(record, place),
        instructions: `重新核查：${again.reason}`,
        subjectKind: 'clue',
        subjectId: id,
        assignedTo: receiver.id,
        assignedName: receiver.name,
        assignedRole: receiver.role,
        dueOn: again.dueOn,
      },
    ],
    actor.id,
    now,
  );
}

/** What a stop or its recheck found: written beside that act, which has its own audit row. */
export async function setClueOngoing(work: Work, record: ClueRecord, ongoing: boolean): Promise<void> {
  if (record.ongoing === ongoing) return;
  unlessConflict(
    await updateClue(work.tx, work.actor.countyCode, record.id, record.rowVersion, { ongoing, updatedAt: work.now }),
  );
}
