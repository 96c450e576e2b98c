import { shanghaiDay } from '@shoutian/domain/deadlines';
import { dueLabel } from '@shoutian/domain/format';
import { problemStates } from '@shoutian/domain/problem';
import { AppError } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { problemRecords, tellMany } from '../problems/index.ts';

/**
 * Puts a reminder into the inboxes of who is responsible, once a day and problem, and into each problem's timeline.
 * @throws {AppError} notFound for one outside the own area, wrongState for one that is closed
 */
export async function urgeProblems(
  work: Work,
  body: { problemIds: readonly string[]; note: string },
): Promise<{ sent: number }> {
  const { tx, actor, now } = work;
  const records = await problemRecords(tx, actor.countyCode, body.problemIds);
  if (records.length < new Set(body.problemIds).size) throw new AppError('notFound');
  const closed = records.find((record) => !problemStates.get(record.state).open);
  if (closed)
    throw new AppError('wrongState', `${closed.problemNo} 已经办结，不用催。`, {
      en: `${closed.problemNo} is closed.`,
    });
  const today = shanghaiDay(now);
  const sent = await tellMany(work, records, (record) => ({
    kind: 'board.urge',
    level: 'warn',
    title: `催办 ${record.problemNo}（${dueLabel(record.dueOn, today).zh}）`,
    body: body.note === '' ? record.title : `${record.title}：${body.note}`,
    dedupe: `board.urge/${record.id}/${today}/${actor.id}`,
  }));
  for (const record of records)
    await work.audit({
      action: 'board.snapshot',
      subjectKind: 'problem',
      subjectId: record.id,
      divisionCode: record.divisionCode,
      ...(body.note === '' ? {} : { reason: body.note }),
      changes: { act: 'urge' },
    });
  return { sent };
}
