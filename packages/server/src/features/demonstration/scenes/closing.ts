import * as api from '@shoutian/domain/api';
import { type Book, type Entry, standpoint } from './book.ts';
import { takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import type { ProblemStory, WriteOffEnd } from './parcels.ts';
import { type Course, courseOf, doubtful, work } from './proof.ts';
import { centreOf, clerkOf, storyOf, versionOf } from './remedy.ts';
import type { Player, Stage } from './stage.ts';

/** Evidence, application, two checks on site, town, county, and the visits after it. */
export function closing(diary: Diary, book: Book): void {
  for (const entry of book.entries) {
    const story = storyOf(entry);
    if (!story?.writeOff) continue;
    const course = courseOf(story, story.writeOff);
    work({ diary, book }, entry, story, course);
    chain(diary, entry, story, story.writeOff, course);
  }
  doubtful(diary, book.of('a12'), book.of('a7'));
  for (const { parcel } of book.entries) if (parcel.ending.as === 'rebound') cameBack(diary, book.of(parcel.ending.of));
  diary.on(-6, '11:30', async (stage) => {
    await stage.as('wangding').call(api.drawInspection, {
      body: {
        title: '季度随机抽查（演示）',
        ratio: 0.3,
        strata: ['village'],
        seed: 'demonstration-1',
        writtenOffFrom: stage.day(-40),
        writtenOffTo: stage.day(-7),
        dueOn: stage.day(15),
      },
    });
  });
}

function chain(diary: Diary, entry: Entry, story: ProblemStory, end: WriteOffEnd, course: Course): void {
  let id = '';
  let rowVersion = 0;
  const keep = (detail: { id: string; rowVersion: number }) => {
    id = detail.id;
    rowVersion = detail.rowVersion;
  };
  const step = (offset: number, hour: string, act: (stage: Stage) => Promise<void>) =>
    diary.on(offset, hour, act, entry.parcel.key);
  step(course.applied, '16:30', async (stage) => {
    const by = clerkOf(stage, entry);
    keep(
      await by.call(api.requestWriteOff, {
        params: { id: entry.problemId },
        body: {
          statement: '已按清单整改到位，村里看过现场，申请销号。',
          rowVersion: await versionOf(by, entry.problemId),
        },
      }),
    );
  });
  const check = (offset: number, hour: string, who: (stage: Stage) => Player, opinion: string) =>
    step(offset, hour, async (stage) => {
      const by = who(stage);
      const { at } = standpoint(entry, '西南角');
      const checkedOn = new Date(stage.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
      keep(
        await by.call(api.checkOnSite, {
          params: { id },
          body: { agree: true, opinion, checkedOn, position: [at[0], at[1]], rowVersion },
        }),
      );
    });
  if (end.at === 'site' && end.reviewers === 0) return;
  step(course.applied + 1, '09:00', async (stage) => {
    const by = centreOf(stage, story);
    const plan = end.at === 'writtenOff' ? end.lookBacks : [30, 90, 180];
    keep(
      await by.call(api.planWriteOff, {
        params: { id },
        body: {
          lookBackPlan: plan.map((offset) => stage.day(offset)),
          publicity: {
            from: stage.day(course.notice[0]),
            to: stage.day(course.notice[1]),
            place: `${entry.villageName}村务公开栏`,
          },
          rowVersion,
        },
      }),
    );
  });
  check(course.applied + 3, '10:30', (stage) => centreOf(stage, story), '现场已恢复，和照片一致。');
  if (end.at === 'site') return;
  check(course.applied + 4, '11:00', (stage) => stage.as('sunji'), '没有新的占用，灌排正常，同意。');
  if (end.at === 'town') return;
  step(course.applied + 9, '09:40', async (stage) => {
    keep(
      await stage.as('chenbing').call(api.approveByTown, {
        params: { id },
        body: { opinion: '公示期满无异议，同意报县级核查。', rowVersion },
      }),
    );
  });
  if (end.at === 'county') return;
  step(end.on, '15:20', async (stage) => {
    await stage.as('wangding').call(api.approveByCounty, {
      params: { id },
      body: { opinion: '材料齐全，抽看影像，同意销号。', rowVersion },
    });
  });
  const [first] = end.lookBacks;
  if (first === undefined || first >= -7) return;
  step(first + 1, '10:50', (stage) => lookBack(stage, entry));
}

/** The first planned visit after the write-off, made by the brigade. */
async function lookBack(stage: Stage, entry: Entry): Promise<void> {
  const by = stage.as('sunji');
  const { rows } = await by.call(api.listLookBacks, { query: { problemId: entry.problemId, state: 'all' } });
  const visit = rows.filter(({ state }) => state === 'due').sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0];
  if (!visit) throw new Error('no visit is due');
  const visitedOn = new Date(stage.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  await by.call(api.recordLookBack, {
    params: { id: visit.id },
    body: { result: 'kept', visitedOn, note: '作物长势正常，没有新的硬化和堆放。' },
  });
}

/** The visit that the new clue set: it has come back, and the centre reopens the problem with what it saw. */
function cameBack(diary: Diary, entry: Entry): void {
  diary.on(-16, '10:00', async (stage) => {
    const by = stage.as('zhoujia');
    const { rows } = await by.call(api.listLookBacks, {
      query: { problemId: entry.problemId, state: 'all', kind: 'rebound' },
    });
    const [visit] = rows.filter(({ state }) => state === 'due');
    if (!visit) throw new Error('the overlap set no visit');
    await takePhotos(stage, by, entry, { kind: 'lookBack', id: visit.id }, [
      { view: 'yard', kind: 'panorama', stage: 'lookBack', from: '东侧', close: true },
    ]);
    await by.call(api.recordLookBack, {
      params: { id: visit.id },
      body: { result: 'rebound', visitedOn: stage.day(-16), note: '原地块东侧又堆了砂石，约三分之一，确认反弹。' },
    });
  });
}
