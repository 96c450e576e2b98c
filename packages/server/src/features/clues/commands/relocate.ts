import { searchText } from '@shoutian/domain/format';
import { within } from '@shoutian/domain/people';
import { AppError, unlessConflict } from '../../../platform/errors.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionByCode, divisionNames } from '../../divisions/index.ts';
import { peopleFor, personById } from '../../people/index.ts';
import { endTasks, openTasks } from '../../tasks/index.ts';
import { loadClue } from '../facts.ts';
import { moveChildren } from '../queries/proofs.ts';
import { type ClueRecord, updateClue } from '../queries/record.ts';
import { verifyTitle } from './dispatch.ts';

/**
 * Sets right where a clue lies; everything that hangs on it moves along. A receiver whose area does not hold the new
 * place cannot see it any more: the task then lies with the new village as a whole.
 * @throws {AppError} badInput for a place that is not there, outsideScope, wrongState for a clue that has ended
 */
export async function relocate(work: Work, id: string, to: { divisionCode: string; reason: string }): Promise<void> {
  const { tx, actor, now } = work;
  const record = await loadClue(tx, actor.countyCode, id, { lock: true });
  if (record.state === 'merged' || record.state === 'closed')
    throw new AppError(
      'wrongState',
      record.state === 'merged' ? '线索已并入问题，请在问题里更正所在村。' : '线索已办结，要更正先重新核查。',
      { en: 'The clue has ended.' },
    );
  if (!within(to.divisionCode, actor.scopeCode))
    throw new AppError('outsideScope', '新的所在村不在本人管辖范围内，请由上一级更正。', {
      en: 'Outside your own area.',
    });
  const place = await divisionByCode(tx, to.divisionCode);
  if (!place)
    throw new AppError('badInput', `没有「${to.divisionCode}」这个行政区划，请从列表里选村或镇。`, {
      en: 'No such place.',
      details: [{ code: 'badInput', at: 'body.divisionCode', message: '没有这个行政区划', messageEn: 'no such place' }],
    });
  if (record.divisionCode === to.divisionCode) return;
  const receiver =
    record.assignedTo === null ? undefined : await personById(tx, actor.countyCode, record.assignedTo, now);
  const keeps = receiver !== undefined && within(to.divisionCode, receiver.scope_code);
  unlessConflict(
    await updateClue(tx, actor.countyCode, id, record.rowVersion, {
      divisionCode: to.divisionCode,
      searchTerms: [...new Set([...record.searchTerms, ...searchText([place.name]).split(' ')])],
      ...(keeps ? {} : { assignedTo: null, assignedName: null }),
      updatedAt: now,
    }),
  );
  await moveChildren(tx, actor.countyCode, id, to.divisionCode);
  await work.audit({
    action: 'clue.dispatch',
    subjectKind: 'clue',
    subjectId: id,
    divisionCode: to.divisionCode,
    reason: to.reason,
    changes: { act: 'clue.relocate', clueNo: record.clueNo, divisionCode: [record.divisionCode, to.divisionCode] },
  });
  if (!keeps && record.state === 'dispatched') await giveToVillage(work, record, to.divisionCode, place.name);
}

async function giveToVillage(work: Work, record: ClueRecord, divisionCode: string, villageName: string): Promise<void> {
  const { tx, actor, now } = work;
  await endTasks(tx, actor.countyCode, {
    kind: 'verifyClue',
    subjectIds: [record.id],
    state: 'cancelled',
    by: actor.id,
    now,
  });
  const from = (await divisionNames(tx, [record.divisionCode])).get(record.divisionCode) ?? record.divisionCode;
  await openTasks(
    tx,
    actor.countyCode,
    [
      {
        divisionCode,
        kind: 'verifyClue',
        title: verifyTitle(record, villageName),
        instructions: `原派${from}，位置更正到${villageName}。到现场看地上是什么、还在不在施工，拍照上报。`,
        subjectKind: 'clue',
        subjectId: record.id,
        assignedTo: null,
        assignedName: null,
        assignedRole: 'village',
        dueOn: record.dueOn,
      },
    ],
    actor.id,
    now,
  );
  const people = await peopleFor(tx, actor.countyCode, { roles: ['village', 'gridder'], divisionCode });
  await sendNotices(
    tx,
    actor.countyCode,
    now,
    people.map((person) => ({
      personId: person.id,
      kind: 'clue.dispatch',
      level: 'info' as const,
      title: `新任务：${verifyTitle(record, villageName)}`,
      body: `位置更正到${villageName}，${actor.name} 转来。`,
      link: '/tasks',
      subjectKind: 'clue',
      subjectId: record.id,
      dedupe: `clue.relocate/${record.id}/${divisionCode}/${record.rowVersion}`,
    })),
  );
}
