import * as api from '@shoutian/domain/api';
import type { Book, Entry, Shot } from './book.ts';
import { takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import { plainPdf } from './papers.ts';
import type { ProblemStory, WriteOffEnd } from './parcels.ts';
import { centreOf, clerkOf, formedOn, stepDone } from './remedy.ts';
import type { Stage } from './stage.ts';

/** Days of a write-off from the work on the ground to the decision, relative to today. */
export interface Course {
  readonly cleared: number;
  readonly firstVisit: number;
  readonly secondVisit: number;
  readonly applied: number;
  readonly notice: readonly [from: number, to: number];
}

/** Two visits 15 days apart (the confirmed rule), a notice of 7 days that is over before the town agrees. */
export function courseOf(story: ProblemStory, end: WriteOffEnd): Course {
  const applied = appliedOn(end);
  const cleared = Math.max(formedOn[story.list ?? 'first'] + 3, applied - 26);
  const firstVisit = cleared + 2;
  // What the town has before it is open to the public for one day more: its missing condition is on the screen.
  const notice: Course['notice'] =
    end.at === 'town' && story.method === 'legaliseFacility' ? [-7, 1] : [applied + 1, applied + 8];
  return { cleared, firstVisit, secondVisit: Math.max(firstVisit + 15, applied - 1), applied, notice };
}

function appliedOn(end: WriteOffEnd): number {
  switch (end.at) {
    case 'writtenOff':
      return end.on - 11;
    case 'county':
      return -13;
    case 'town':
      return -11;
    case 'site':
      return end.reviewers === 1 ? -5 : -3;
  }
}

/** The work on the ground with its photos, the pack that tells of it, and the centre's look at both. */
export function work(
  { diary, book }: { diary: Diary; book: Book },
  entry: Entry,
  story: ProblemStory,
  course: Course,
): void {
  const done = (offset: number, step: string, note = '') =>
    diary.on(
      offset,
      '17:30',
      async (stage) => {
        const milestone = entry.milestones.find((each) => each.step === step);
        if (milestone) await stepDone(stage, entry, milestone.id, note);
      },
      entry.parcel.key,
    );
  const photograph = (offset: number, shots: readonly Shot[]) => {
    book.willTake(entry, shots);
    diary.on(
      offset,
      '10:20',
      (stage) => takePhotos(stage, clerkOf(stage, entry), entry, { kind: 'problem', id: entry.problemId }, shots),
      entry.parcel.key,
    );
  };
  if (story.method === 'legaliseFacility') {
    diary.on(course.applied - 2, '15:00', (stage) => approval(stage, entry), entry.parcel.key);
    done(course.applied - 2, 'approvalObtained', '备案表已办结，上图入库。');
  } else {
    done(course.cleared, 'demolished', '拆完清场，当天复核。');
    done(course.cleared + 1, 'hardeningBroken');
    done(course.firstVisit, 'recultivated', '覆土翻耕，已下种。');
    if (story.method === 'demolishAndRecultivate')
      photograph(course.cleared + 1, [
        { view: 'rubble', kind: 'hardeningBroken', stage: 'during', from: '东侧', close: true },
        { view: 'soil', kind: 'soilDepth', stage: 'during', from: '东北角', close: true },
      ]);
    photograph(course.secondVisit, [
      { view: story.method === 'replant' ? 'crop' : 'ploughed', kind: 'panorama', stage: 'after', from: '西南角' },
      { view: story.method === 'replant' ? 'crop' : 'ploughed', kind: 'north', stage: 'after', from: '东北角' },
      ...(story.method === 'replant'
        ? [{ view: 'crop', kind: 'crop', stage: 'after', from: '东侧', close: true } as const]
        : []),
    ]);
  }
  diary.on(course.applied, '09:10', (stage) => fillPack(stage, entry, story, course), entry.parcel.key);
  // What waits for the check on site waits for the look at its evidence too.
  if (story.writeOff?.at !== 'site')
    diary.on(course.applied, '14:00', (stage) => judgePack(stage, entry, story), entry.parcel.key);
}

async function approval(stage: Stage, entry: Entry): Promise<void> {
  const by = clerkOf(stage, entry);
  const scanUploadId = await by.upload(
    plainPdf(`Demonstration filing ${entry.monitorNo}`),
    '设施农用地备案（演示）.pdf',
    'document',
  );
  await by.call(api.addApproval, {
    params: { id: entry.problemId },
    body: {
      docNo: '示农设备（演示）31号',
      authority: '示例镇人民政府（演示）',
      authorityLevel: 'town',
      approvedOn: stage.day(appliedOn({ at: 'town' }) - 4),
      purpose: '育苗',
      geometry: entry.shape,
      scanUploadId,
    },
  });
}

async function fillPack(stage: Stage, entry: Entry, story: ProblemStory, course: Course): Promise<void> {
  const by = clerkOf(stage, entry);
  const { areaM2 } = entry;
  const legalised = story.method === 'legaliseFacility';
  const torn = story.method === 'demolishAndRecultivate';
  const path = legalised ? 0 : Math.round(areaM2 * 0.06);
  await by.call(api.savePack, {
    params: { id: entry.problemId },
    body: {
      method: story.method,
      parts: [
        {
          label: legalised ? '育苗棚' : '水田',
          landClass: legalised ? '' : '0101',
          treatment: legalised ? 'legalised' : torn ? 'recultivated' : 'replanted',
          areaM2: areaM2 - path,
          expectedM2: null,
        },
        ...(path > 0
          ? [{ label: '原有机耕道', landClass: '1006', treatment: 'kept' as const, areaM2: path, expectedM2: null }]
          : []),
      ],
      recultivation: legalised
        ? null
        : {
            hardeningRemoved: torn ? true : null,
            soilDepthCm: torn ? 32 + (entry.index % 5) : null,
            debris: torn ? `${2 + (entry.index % 4)} 车，运往县建筑垃圾消纳场` : '',
            crop: entry.index % 2 === 0 ? '油菜' : '小麦',
            irrigation: '沟渠已接通',
            visits: [
              { on: stage.day(course.firstVisit), note: '翻耕下种' },
              { on: stage.day(course.secondVisit), note: '出苗整齐' },
            ],
          },
      penalty: { applicable: false, note: '限期内自行整改' },
      caseNote: '限期内自行整改到位，未立案。',
      caseState: 'none',
      rowVersion: 0,
    },
  });
}

async function judgePack(stage: Stage, entry: Entry, story: ProblemStory): Promise<void> {
  const by = centreOf(stage, story);
  const { rowVersion } = await by.call(api.getPack, { params: { id: entry.problemId } });
  await by.call(api.reviewPack, {
    params: { id: entry.problemId },
    body: { decision: 'accepted', reason: '前后照片同一位置，土层和作物看得清。', rowVersion },
  });
}

/** Evidence that does not hold: too far away, and with a picture of another village. It waits for somebody's judgement. */
export function doubtful(diary: Diary, entry: Entry, other: Entry): void {
  diary.on(-3, '11:15', (stage) =>
    takePhotos(stage, clerkOf(stage, entry), entry, { kind: 'problem', id: entry.problemId }, [
      { view: 'ploughed', kind: 'panorama', stage: 'after', from: '西南角', straysM: 78 },
      { view: 'ploughed', kind: 'north', stage: 'after', from: '东北角', copiedFrom: other },
    ]),
  );
  diary.on(-3, '11:40', async (stage) => {
    await clerkOf(stage, entry).call(api.savePack, {
      params: { id: entry.problemId },
      body: {
        method: 'demolishAndRecultivate',
        parts: [{ label: '旱地', landClass: '0103', treatment: 'recultivated', areaM2: entry.areaM2 }],
        recultivation: {
          hardeningRemoved: true,
          soilDepthCm: 22,
          crop: '豌豆',
          visits: [{ on: stage.day(-3), note: '' }],
        },
        rowVersion: 0,
      },
    });
  });
}
