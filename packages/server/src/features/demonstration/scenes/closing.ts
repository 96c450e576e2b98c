import * as api from '@shoutian/domain/api';
import { usualLead } from '@shoutian/domain/dictionaries';
import { type Book, type Entry, standpoint } from './book.ts';
import { type Shot, takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import { plainPdf } from './papers.ts';
import type { ProblemStory, WriteOffEnd } from './parcels.ts';
import { clerkOf, formedOn, stepDone, storyOf, versionOf } from './remedy.ts';
import type { Player, Stage } from './stage.ts';

/** Days of a write-off from the work on the ground to the decision, relative to today. */
interface Course {
  readonly cleared: number;
  readonly firstVisit: number;
  readonly secondVisit: number;
  readonly applied: number;
  readonly notice: readonly [from: number, to: number];
}

/** Two visits 15 days apart (the confirmed rule), a notice of 7 days that is over before the town agrees. */
function courseOf(story: ProblemStory, end: WriteOffEnd): Course {
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

/** Evidence, application, two checks on site, town, county, and the visits after it. */
export function closing(diary: Diary, book: Book): void {
  for (const entry of book.entries) {
    const story = storyOf(entry);
    if (!story?.writeOff) continue;
    const course = courseOf(story, story.writeOff);
    work(diary, entry, story, course);
    chain(diary, entry, story.writeOff, course);
  }
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

function work(diary: Diary, entry: Entry, story: ProblemStory, course: Course): void {
  const done = (offset: number, step: string, note = '') =>
    diary.on(offset, '17:30', async (stage) => {
      const milestone = entry.milestones.find((each) => each.step === step);
      if (milestone) await stepDone(stage, entry, milestone.id, note);
    });
  const photograph = (offset: number, shots: readonly Shot[]) =>
    diary.on(offset, '10:20', (stage) =>
      takePhotos(stage, clerkOf(stage, entry), entry, { kind: 'problem', id: entry.problemId }, shots),
    );
  if (story.method === 'legaliseFacility') {
    diary.on(course.applied - 2, '15:00', (stage) => approval(stage, entry));
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
  diary.on(course.applied, '09:10', (stage) => fillPack(stage, entry, story, course));
  diary.on(course.applied, '14:00', (stage) => judgePack(stage, entry));
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

/** The centre that leads; its people and the brigade have filed no evidence. */
function centreOf(stage: Stage, entry: Entry): Player {
  const type = storyOf(entry)?.type;
  return stage.as(type !== undefined && usualLead(type) === 'townIndustry' ? 'zhaowu' : 'zhoujia');
}

async function judgePack(stage: Stage, entry: Entry): Promise<void> {
  const by = centreOf(stage, entry);
  const { rowVersion } = await by.call(api.getPack, { params: { id: entry.problemId } });
  await by.call(api.reviewPack, {
    params: { id: entry.problemId },
    body: { decision: 'accepted', reason: '前后照片同一位置，土层和作物看得清。', rowVersion },
  });
}

function chain(diary: Diary, entry: Entry, end: WriteOffEnd, course: Course): void {
  let id = '';
  let rowVersion = 0;
  const keep = (detail: { id: string; rowVersion: number }) => {
    id = detail.id;
    rowVersion = detail.rowVersion;
  };
  diary.on(course.applied, '16:30', async (stage) => {
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
    diary.on(offset, hour, async (stage) => {
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
  diary.on(course.applied + 1, '09:00', async (stage) => {
    const by = centreOf(stage, entry);
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
  check(course.applied + 3, '10:30', (stage) => centreOf(stage, entry), '现场已恢复，和照片一致。');
  if (end.at === 'site') return;
  check(course.applied + 4, '11:00', (stage) => stage.as('sunji'), '没有新的占用，灌排正常，同意。');
  if (end.at === 'town') return;
  diary.on(course.applied + 9, '09:40', async (stage) => {
    keep(
      await stage.as('chenbing').call(api.approveByTown, {
        params: { id },
        body: { opinion: '公示期满无异议，同意报县级核查。', rowVersion },
      }),
    );
  });
  if (end.at === 'county') return;
  diary.on(end.on, '15:20', async (stage) => {
    await stage.as('wangding').call(api.approveByCounty, {
      params: { id },
      body: { opinion: '材料齐全，抽看影像，同意销号。', rowVersion },
    });
  });
  const [first] = end.lookBacks;
  if (first === undefined || first >= -7) return;
  diary.on(first + 1, '10:50', (stage) => lookBack(stage, entry));
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
