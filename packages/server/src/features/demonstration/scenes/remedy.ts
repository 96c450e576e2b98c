import * as api from '@shoutian/domain/api';
import { addDays } from '@shoutian/domain/deadlines';
import { milestoneKinds, usualLead } from '@shoutian/domain/dictionaries';
import { type Book, clerks, type Entry } from './book.ts';
import { takePhotos } from './camera.ts';
import type { Diary } from './diary.ts';
import { plainPdf } from './papers.ts';
import type { ListKey, ProblemStory } from './parcels.ts';
import type { Player, Stage } from './stage.ts';

/** Day each list was formed; its 60 days count from there. */
export const formedOn: Readonly<Record<ListKey, number>> = { first: -68, second: -56, third: -20 };
const ordinal: Readonly<Record<ListKey, string>> = { first: '一', second: '二', third: '三' };

export const storyOf = ({ parcel }: Entry): ProblemStory | undefined =>
  parcel.ending.as === 'problem' ? parcel.ending.story : undefined;
export const clerkOf = (stage: Stage, { parcel }: Entry): Player => stage.as(clerks[parcel.village] ?? '');

/** The centre that leads; its people have filed no evidence. */
export const centreOf = (stage: Stage, { type }: ProblemStory): Player =>
  stage.as(usualLead(type) === 'townIndustry' ? 'zhaowu' : 'zhoujia');

export const versionOf = async (by: Player, problemId: string): Promise<number> =>
  (await by.call(api.getProblem, { params: { id: problemId } })).rowVersion;

/** The frozen lists, the steps done since, and what does not go by plan. */
export function remedy(diary: Diary, book: Book): void {
  for (const key of ['first', 'second', 'third'] as const) {
    const entries = book.entries.filter((entry) => storyOf(entry)?.list === key);
    let listId = '';
    diary.on(formedOn[key] - 2, '09:20', async (stage) => {
      listId = await draft(stage, key, entries);
    });
    diary.on(formedOn[key], '16:00', async (stage) => {
      await freeze(stage, key, listId);
      await Promise.all(entries.map((entry) => planSteps(diary, stage, entry, key)));
    });
  }
  for (const entry of book.entries) {
    const told = storyOf(entry);
    if (told?.extension) extend(diary, entry, told.extension);
    if (told?.suspended) diary.on(-15, '11:00', (stage) => suspend(stage, entry));
    if (told?.transferred) diary.on(-60, '11:20', (stage) => transfer(stage, entry));
  }
}

async function draft(stage: Stage, key: ListKey, entries: readonly Entry[]): Promise<string> {
  const by = stage.as('zhoujia');
  const year = Number(stage.day(formedOn[key]).slice(0, 4));
  const { id } = await by.call(api.createList, {
    body: {
      title: `${year}年整改任务清单（第${ordinal[key]}批，演示）`,
      year,
      problemIds: entries.map(({ problemId }) => problemId),
    },
  });
  for (const entry of entries) {
    const told = storyOf(entry);
    if (!told) continue;
    const proposed = await by.call(api.proposePlan, {
      query: { method: told.method, formedOn: stage.day(formedOn[key]) },
    });
    // Nothing to stop where the works were over when they were found.
    const milestones = proposed.milestones.filter(({ step }) => step !== 'stopped');
    // The village answers for most; what takes machines and papers is the centre's own.
    const responsible =
      entry.index % 3 === 1 && entry.parcel.village !== '201' ? centreOf(stage, told) : clerkOf(stage, entry);
    await by.call(api.planListItem, {
      params: { id, problemId: entry.problemId },
      body: {
        measures: told.measures,
        rectifyMethod: told.method,
        category: told.method === 'replant' ? 'lasting' : 'byDate',
        responsibleUnit: responsible.roles.includes('village') ? `${entry.villageName}村委会` : responsible.unit,
        responsiblePersonId: responsible.id,
        leader: '陈丙',
        milestones,
      },
    });
  }
  return id;
}

async function freeze(stage: Stage, key: ListKey, id: string): Promise<void> {
  const by = stage.as('chenbing');
  const { rowVersion } = await by.call(api.getList, { params: { id } });
  await by.call(api.freezeList, { params: { id }, body: { formedOn: stage.day(formedOn[key]), rowVersion } });
}

/** Steps that somebody enters; the others are proven by list, verification and approval. */
const onTheGround = (steps: readonly api.MilestoneView[]): readonly api.MilestoneView[] =>
  steps.filter(({ step, actualOn }) => actualOn === null && step !== 'townChecked' && step !== 'writtenOff');

/** Writes the steps that were done into the diary: on their day, a little early, or late. */
async function planSteps(diary: Diary, stage: Stage, entry: Entry, key: ListKey): Promise<void> {
  const told = storyOf(entry);
  const { milestones } = await stage.as('zhoujia').call(api.getProblem, { params: { id: entry.problemId } });
  entry.milestones = milestones;
  if (!told || told.writeOff) return;
  const own = onTheGround(milestones);
  for (const [i, step] of own
    .slice(0, told.steps ?? own.filter(({ plannedOn }) => plannedOn < stage.today).length)
    .entries()) {
    // The third list has just begun: who has started is early.
    const slip = key === 'third' ? -30 : ((entry.index * 5 + i) % 8) - 2;
    const day = [addDays(step.plannedOn, slip), stage.day(formedOn[key] + 1)].sort().at(-1) ?? step.plannedOn;
    const offset = Math.min(daysFrom(stage, day), -1);
    // Before an extension is asked for: what it approves is planned anew.
    diary.on(
      told.extension ? Math.min(offset, -14) : told.suspended ? Math.min(offset, -16) : offset,
      '17:10',
      (then) => (step.step === 'demolished' ? tornDown(then, entry, step.id) : stepDone(then, entry, step.id)),
      entry.parcel.key,
    );
  }
}

const daysFrom = (stage: Stage, day: string): number =>
  Math.round((Date.parse(day) - Date.parse(stage.today)) / 86_400_000);

export async function stepDone(stage: Stage, entry: Entry, milestoneId: string, note = ''): Promise<void> {
  await clerkOf(stage, entry).call(api.recordMilestone, {
    params: { id: entry.problemId, milestoneId },
    body: { actualOn: stage.day(daysFrom(stage, localDay(stage))), note },
  });
}

/** The civil day of the story's present instant. */
const localDay = (stage: Stage): string => new Date(stage.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

async function tornDown(stage: Stage, entry: Entry, milestoneId: string): Promise<void> {
  await takePhotos(stage, clerkOf(stage, entry), entry, { kind: 'problem', id: entry.problemId }, [
    { view: 'works', kind: 'machinery', stage: 'during', from: '西南角' },
  ]);
  await stepDone(stage, entry, milestoneId, '棚房已拆，机械在清场。');
}

const reasons = {
  season: '地里小麦还没有收，机械进场会压坏邻户庄稼。',
  engineering: '硬化层厚 40 厘米，破碎外运量大，雨天便道不通。',
} as const;

function extend(diary: Diary, entry: Entry, { to, agreed }: { to: number; agreed: boolean }): void {
  const replant = storyOf(entry)?.method === 'replant';
  const kind = replant ? 'season' : 'engineering';
  const steps = replant ? (['recultivated'] as const) : (['hardeningBroken', 'recultivated'] as const);
  diary.on(agreed ? -13 : -2, '10:40', async (stage) => {
    const by = clerkOf(stage, entry);
    const evidence = await by.upload(
      plainPdf(`Demonstration extension ${entry.monitorNo}`),
      '延期说明（演示）.pdf',
      'document',
    );
    await by.call(api.requestExtension, {
      params: { id: entry.problemId },
      body: {
        reasonKind: kind,
        reason: reasons[kind],
        plan: replant ? '邻户收完后两日内清苗翻耕，随即下种。' : '先清运已破碎的部分，天晴后三日内破除剩余硬化并覆土。',
        toDueOn: stage.day(to),
        milestones: steps.map((step, i) => ({
          step,
          name: milestoneKinds.get(step).zh,
          plannedOn: stage.day(to - 2 - 4 * (steps.length - 1 - i)),
        })),
        evidence: [evidence],
      },
    });
  });
  if (!agreed) return;
  diary.on(-12, '09:30', async (stage) => {
    const by = stage.as('chenbing');
    const { extensions } = await by.call(api.getProblem, { params: { id: entry.problemId } });
    const [asked] = extensions.filter(({ state }) => state === 'requested');
    if (!asked) throw new Error('no extension is waiting');
    await by.call(api.decideExtension, {
      params: { id: entry.problemId, extensionId: asked.id },
      body: { approve: true, reason: '情况属实，按新计划推进，期间不得新增占用。' },
    });
  });
}

async function suspend(stage: Stage, entry: Entry): Promise<void> {
  const by = stage.as('chenbing');
  await by.call(api.suspendProblem, {
    params: { id: entry.problemId },
    body: {
      reason: '当事人已申请行政复议，复议期间停止执行。',
      document: '示府复受（演示）5号',
      resumeOn: stage.day(20),
      rowVersion: await versionOf(by, entry.problemId),
    },
  });
}

async function transfer(stage: Stage, entry: Entry): Promise<void> {
  const by = stage.as('zhoujia');
  await by.call(api.transferProblem, {
    params: { id: entry.problemId },
    body: {
      reason: '涉嫌倾倒建筑垃圾，超出镇级职权，移送查处。',
      document: '示镇移（演示）1号',
      to: '示范县生态环境局（演示）',
      rowVersion: await versionOf(by, entry.problemId),
    },
  });
}
