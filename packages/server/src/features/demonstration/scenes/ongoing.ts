import * as api from '@shoutian/domain/api';
import { newId } from '../../../platform/ids.ts';
import type { Book, Entry } from './book.ts';
import { takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import type { Stage } from './stage.ts';

const minutes = (at: Date, by: number): string => new Date(at.getTime() + by * 60_000).toISOString();

/** Works that go on now: found, stopped, rechecked, one of them resumed, one only reported. */
export function ongoing(diary: Diary, book: Book): void {
  const [resumed, waiting] = [book.of('c2'), book.of('d2')];
  diary.on(-12, '17:20', (stage) => stop(stage, 'guoyou', { clue: resumed }, 'oral', '当面告知停工，机器熄火。'));
  diary.on(-9, '09:10', (stage) => recheck(stage, 'guoyou', resumed, 'oral', 'notStopped', '人走了又来，还在扎钢筋。'));
  diary.on(-9, '10:15', (stage) =>
    stop(
      stage,
      'sunji',
      { problem: resumed },
      'stopNotice',
      '责令停止通知书已送达，拍照留存。',
      '土地管理法第六十八条',
    ),
  );
  diary.on(-6, '16:00', (stage) => recheck(stage, 'sunji', resumed, 'stopNotice', 'resumed', '夜里又浇了一段地梁。'));
  diary.on(-5, '17:40', (stage) => stop(stage, 'zhengren', { clue: waiting }, 'oral', '劝停，工人已离开。'));
  diary.on(-1, '08:50', (stage) => stop(stage, 'sunji', { problem: waiting }, 'jointStop', '镇村联合到场，机械撤离。'));

  diary.on(-6, '15:20', (stage) => findNow(stage, book.of('p1'), 'liyi', '田里在开挖地基，有一台小挖机。', true));
  diary.on(-2, '09:30', (stage) => recheckClue(stage, 'liyi', book.of('p1')));
  diary.ago(1_580, (stage) => findNow(stage, book.of('p2'), 'wushen', '路边在堆砖，准备砌墙。', true));
  diary.ago(96, (stage) => findNow(stage, book.of('p3'), 'zhengren', '水田里倒了三车渣土，车已走。', false));
}

async function findNow(stage: Stage, entry: Entry, by: string, description: string, stopped: boolean): Promise<void> {
  const who = stage.as(by);
  const { clueId } = await who.call(api.reportFinding, {
    body: {
      id: newId(),
      foundAt: minutes(stage.now, -22),
      sentAt: stage.now.toISOString(),
      position: [entry.centre[0], entry.centre[1]],
      geometry: entry.shape,
      divisionCode: entry.villageCode,
      description,
      type: 'T02',
      constructionStage: 'digging',
      stop: stopped
        ? { id: newId(), kind: 'oral', takenAt: minutes(stage.now, -9), content: '当面告知不能占田，已停手。' }
        : null,
    },
  });
  entry.clueId = clueId;
  await takePhotos(stage, who, entry, { kind: 'clue', id: clueId }, [
    { view: 'works', kind: 'panorama', from: '西南角' },
    { view: 'yard', kind: 'near', from: '东北角' },
  ]);
}

async function stop(
  stage: Stage,
  by: string,
  on: { clue: Entry } | { problem: Entry },
  kind: 'oral' | 'stopNotice' | 'jointStop',
  content: string,
  lawBasis = '',
): Promise<void> {
  const subject =
    'clue' in on
      ? ({ subjectKind: 'clue', subjectId: on.clue.clueId } as const)
      : ({ subjectKind: 'problem', subjectId: on.problem.problemId } as const);
  await stage.as(by).call(api.recordStop, {
    body: { id: newId(), ...subject, kind, takenAt: minutes(stage.now, -15), content, lawBasis },
  });
}

async function recheck(
  stage: Stage,
  by: string,
  { problemId }: Entry,
  kind: 'oral' | 'stopNotice',
  result: 'notStopped' | 'resumed',
  note: string,
): Promise<void> {
  const { rows } = await stage.as(by).call(api.listStops, { query: { subjectKind: 'problem', subjectId: problemId } });
  const open = rows.find((row) => row.recheckDueOn !== null && row.recheckResult === null && row.kind === kind);
  if (!open) throw new Error('no stop waits for its recheck');
  await stage.as(by).call(api.recheckStop, { params: { id: open.id }, body: { result, note } });
}

async function recheckClue(stage: Stage, by: string, entry: Entry): Promise<void> {
  const { rows } = await stage.as(by).call(api.listStops, { query: { subjectKind: 'clue', subjectId: entry.clueId } });
  const open = rows.find((row) => row.recheckResult === null);
  if (!open) throw new Error('no stop waits for its recheck');
  await stage
    .as(by)
    .call(api.recheckStop, { params: { id: open.id }, body: { result: 'stopped', note: '没有再动，基坑已回填。' } });
}
