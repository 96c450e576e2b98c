import type { ProblemType, RectifyMethod, Verdict, VerdictSubValue } from '@shoutian/domain/dictionaries';
import type { View } from './palette.ts';

/** How far the write-off of a problem has come. Days are relative to today. */
export type WriteOffEnd =
  /** With the county's decision on a day, and the visits planned after it. */
  | { readonly at: 'writtenOff'; readonly on: number; readonly lookBacks: readonly number[] }
  | { readonly at: 'county' }
  | { readonly at: 'town' }
  | { readonly at: 'site'; readonly reviewers: 0 | 1 };

export type ListKey = 'first' | 'second' | 'third';

export interface ProblemStory {
  readonly type: ProblemType;
  /** Measures as the list states them. */
  readonly measures: string;
  readonly list: ListKey | null;
  readonly method: RectifyMethod;
  /** How many of the steps on the ground are done; without a number those whose day has come. */
  readonly steps?: number;
  readonly writeOff?: WriteOffEnd;
  /** Wanted new due day (relative to today), and whether the leader has agreed. */
  readonly extension?: { readonly to: number; readonly agreed: boolean };
  readonly suspended?: true;
  readonly transferred?: true;
  readonly ongoing?: true;
  readonly builtYear?: number;
}

export type Ending =
  | { readonly as: 'waiting' }
  | { readonly as: 'sent'; readonly dueIn: number }
  | { readonly as: 'reported' }
  | { readonly as: 'returned'; readonly dueIn: number; readonly reason: string }
  | { readonly as: 'closed'; readonly verdict: Verdict; readonly sub: VerdictSubValue | null; readonly says: string }
  | { readonly as: 'problem'; readonly story: ProblemStory }
  /** Lies on ground that has a problem already: merged into it when the batch is read. */
  | { readonly as: 'merged'; readonly into: string }
  /** Lies on ground that was written off: stored apart, looked at on the spot, then the old problem is reopened. */
  | { readonly as: 'rebound'; readonly of: string }
  /** Found on patrol, by somebody of the village. */
  | { readonly as: 'found' };

export type BatchKey = 'early' | 'inspection' | 'recent' | 'hotline' | 'patrol';

export interface Parcel {
  readonly key: string;
  readonly batch: BatchKey;
  /** Last three digits of the village. */
  readonly village: string;
  readonly m2: number;
  readonly group: number;
  readonly ending: Ending;
}

/** What stands there, how it is judged, and what its photos show, by type. */
export const sights: Partial<
  Record<
    ProblemType,
    { ground: 'house' | 'shed' | 'hardening' | 'pondTrees' | 'road'; view: View; sub: VerdictSubValue; says: string }
  >
> = {
  T01: { ground: 'house', view: 'house', sub: 'buildBeforeApproval', says: '在承包地里建了两层砖房，没有宅基地批准。' },
  T02: { ground: 'shed', view: 'shed', sub: 'buildBeforeApproval', says: '硬化地面并搭了彩钢棚，堆放板材和农机。' },
  T03: { ground: 'shed', view: 'shed', sub: 'buildBeforeApproval', says: '加工点已开工，农转用还没有批下来。' },
  T04: { ground: 'house', view: 'house', sub: 'overOccupation', says: '批了 120 平方米，实占超出东侧一块。' },
  T05: { ground: 'hardening', view: 'yard', sub: 'otherNonAgri', says: '临时用地到期，砂石堆场没有复垦。' },
  T08: { ground: 'shed', view: 'greenhouse', sub: 'otherNonAgri', says: '建了四栋育苗棚，没有办设施农用地备案。' },
  T10: { ground: 'shed', view: 'greenhouse', sub: 'otherNonAgri', says: '大棚里隔出房间住人，棚内有硬化。' },
  T11: { ground: 'road', view: 'road', sub: 'otherNonAgri', says: '机耕道加宽到 9 米，压了两侧的田。' },
  T12: { ground: 'pondTrees', view: 'saplings', sub: 'orchard', says: '水田里栽了柑橘，约三年生。' },
  T13: { ground: 'pondTrees', view: 'pond', sub: 'pond', says: '挖了塘养鱼，耕作层堆在塘埂上。' },
  T14: { ground: 'pondTrees', view: 'saplings', sub: 'nursery', says: '种了桂花苗，带土球外销。' },
  T16: { ground: 'hardening', view: 'yard', sub: 'otherNonAgri', says: '硬化后堆放砂石，进出有货车。' },
};

const story = (
  key: string,
  batch: BatchKey,
  village: string,
  m2: number,
  group: number,
  told: Omit<ProblemStory, 'measures'> & { measures?: string },
): Parcel => ({
  key,
  batch,
  village,
  m2,
  group,
  ending: { as: 'problem', story: { measures: usualMeasures[told.method] ?? '按批准的方案整改。', ...told } },
});

const usualMeasures: Partial<Record<RectifyMethod, string>> = {
  demolishAndRecultivate: '拆除地上建筑，破除硬化，清运碎块，覆土后恢复耕种。',
  demolishAndRestore: '拆除超占部分，恢复田埂和沟渠。',
  replant: '清除苗木、回填塘坑，恢复种植粮食作物。',
  legaliseFacility: '补办设施农用地备案，超出部分退出复耕。',
  combined: '批准范围以外拆除复耕，范围以内完善手续。',
};

const [tear, plant] = ['demolishAndRecultivate', 'replant'] as const;

const firstList: Parcel[] = [
  story('b1', 'inspection', '201', 1480, 3, {
    type: 'T16',
    list: 'first',
    method: tear,
    writeOff: { at: 'writtenOff', on: -34, lookBacks: [-4, 56, 146] },
  }),
  story('b2', 'inspection', '202', 860, 1, {
    type: 'T02',
    list: 'first',
    method: tear,
    writeOff: { at: 'writtenOff', on: -31, lookBacks: [-9, -1, 59, 149] },
  }),
  story('b3', 'inspection', '203', 2240, 5, {
    type: 'T13',
    list: 'first',
    method: plant,
    writeOff: { at: 'writtenOff', on: -27, lookBacks: [3, 63, 153] },
  }),
  story('b4', 'inspection', '204', 640, 2, { type: 'T02', list: 'first', method: tear, steps: 1, builtYear: 2018 }),
  story('b5', 'inspection', '201', 3120, 4, {
    type: 'T14',
    list: 'first',
    method: plant,
    steps: 0,
    extension: { to: 3, agreed: true },
  }),
  story('b6', 'inspection', '205', 1180, 2, {
    type: 'T05',
    list: 'first',
    method: tear,
    steps: 2,
    extension: { to: 7, agreed: true },
  }),
  story('b7', 'inspection', '206', 920, 1, {
    type: 'T16',
    list: 'first',
    method: tear,
    steps: 1,
    extension: { to: 15, agreed: true },
  }),
  story('a1', 'early', '201', 1960, 6, {
    type: 'T12',
    list: 'first',
    method: plant,
    writeOff: { at: 'writtenOff', on: -22, lookBacks: [8, 68, 158] },
  }),
  story('a2', 'early', '202', 540, 4, {
    type: 'T01',
    list: 'first',
    method: tear,
    steps: 0,
    extension: { to: 12, agreed: false },
    builtYear: 2023,
  }),
  story('a3', 'early', '207', 1320, 3, { type: 'T16', list: 'first', method: tear, writeOff: { at: 'county' } }),
];

const secondList: Parcel[] = [
  story('a4', 'early', '201', 2280, 3, { type: 'T16', list: 'second', method: tear, writeOff: { at: 'town' } }),
  story('a5', 'early', '203', 1740, 2, { type: 'T13', list: 'second', method: plant, writeOff: { at: 'county' } }),
  story('a6', 'early', '202', 980, 5, {
    type: 'T08',
    list: 'second',
    method: 'legaliseFacility',
    writeOff: { at: 'town' },
  }),
  story('a7', 'early', '204', 1260, 1, {
    type: 'T02',
    list: 'second',
    method: tear,
    writeOff: { at: 'site', reviewers: 1 },
  }),
  story('a8', 'early', '201', 720, 2, {
    type: 'T02',
    list: 'second',
    method: tear,
    writeOff: { at: 'site', reviewers: 0 },
  }),
  story('a9', 'early', '206', 2650, 4, {
    type: 'T12',
    list: 'second',
    method: plant,
    writeOff: { at: 'site', reviewers: 0 },
  }),
  story('a10', 'early', '205', 480, 1, { type: 'T01', list: 'second', method: tear, steps: 1, builtYear: 2019 }),
  story('a12', 'early', '207', 1120, 2, { type: 'T10', list: 'second', method: tear, steps: 2 }),
  story('a13', 'early', '209', 1540, 3, { type: 'T11', list: 'second', method: 'demolishAndRestore', steps: 1 }),
  story('a14', 'early', '202', 690, 2, { type: 'T04', list: 'second', method: 'combined', steps: 2 }),
  story('a15', 'early', '204', 860, 6, { type: 'T16', list: 'second', method: tear, suspended: true, steps: 0 }),
];

const thirdList: Parcel[] = [
  story('a16', 'early', '201', 1370, 1, { type: 'T02', list: 'third', method: tear, steps: 1 }),
  story('a18', 'early', '203', 560, 1, { type: 'T01', list: 'third', method: tear, steps: 0, builtYear: 2024 }),
  story('a19', 'early', '209', 1890, 5, { type: 'T12', list: 'third', method: plant, steps: 0 }),
];

const unlisted: Parcel[] = [
  story('a21', 'early', '205', 1450, 4, { type: 'T03', list: null, method: tear }),
  story('a22', 'early', '204', 2310, 5, { type: 'T16', list: null, method: tear, transferred: true }),
  story('c1', 'recent', '202', 1160, 3, { type: 'T10', list: null, method: tear }),
  story('c2', 'recent', '203', 830, 4, { type: 'T02', list: null, method: tear, ongoing: true }),
  story('d2', 'hotline', '201', 410, 5, { type: 'T01', list: null, method: tear, ongoing: true }),
];

const closed = (
  key: string,
  batch: BatchKey,
  village: string,
  m2: number,
  verdict: Verdict,
  sub: VerdictSubValue | null,
  says: string,
): Parcel => ({ key, batch, village, m2, group: 1 + (m2 % 6), ending: { as: 'closed', verdict, sub, says } });

const ended: Parcel[] = [
  closed('a23', 'early', '201', 1810, 'J50', 'season', '收割后翻耕待种，影像上是裸土。'),
  closed('a25', 'early', '206', 960, 'J60', 'existingConstruction', '原有院坝翻修，没有超出老地基。'),
  closed('a26', 'early', '202', 2420, 'J10', 'approval', '村小扩建，手续齐全，按红线施工。'),
  closed('a27', 'early', '205', 1150, 'J31', null, '粮食烘干房，已备案，用途没有变。'),
  closed('c3', 'recent', '201', 1330, 'J50', 'shadow', '山影，地里种着油菜。'),
  closed('c5', 'recent', '207', 1680, 'J30', null, '生产路，量得路面宽 4.2 米。'),
];

const running: Parcel[] = (
  [
    ['c6', 'recent', '202', 1420, { as: 'waiting' }],
    ['c7', 'recent', '205', 980, { as: 'waiting' }],
    ['c8', 'recent', '208', 2160, { as: 'waiting' }],
    ['c9', 'recent', '209', 730, { as: 'waiting' }],
    ['c10', 'recent', '203', 1190, { as: 'sent', dueIn: -3 }],
    ['c11', 'recent', '201', 870, { as: 'sent', dueIn: 2 }],
    ['c12', 'recent', '201', 1540, { as: 'sent', dueIn: 5 }],
    ['c13', 'recent', '206', 1960, { as: 'sent', dueIn: 9 }],
    ['c14', 'recent', '201', 640, { as: 'reported' }],
    ['c15', 'recent', '204', 2070, { as: 'reported' }],
    [
      'c16',
      'recent',
      '201',
      1110,
      { as: 'returned', dueIn: 4, reason: '缺东侧近照，看不清有没有硬化，请补一张再报。' },
    ],
    ['c17', 'recent', '201', 1, { as: 'rebound', of: 'b1' }],
    ['d3', 'hotline', '203', 520, { as: 'waiting' }],
    ['d4', 'hotline', '207', 460, { as: 'waiting' }],
    ['d5', 'hotline', '202', 690, { as: 'sent', dueIn: 6 }],
    ['d6', 'hotline', '201', 380, { as: 'reported' }],
    ['p1', 'patrol', '201', 340, { as: 'found' }],
    ['p2', 'patrol', '202', 290, { as: 'found' }],
    ['p3', 'patrol', '201', 260, { as: 'found' }],
    ['b8', 'inspection', '201', 1, { as: 'merged', into: 'a4' }],
  ] as [string, BatchKey, string, number, Ending][]
).map(([key, batch, village, m2, ending], i) => ({ key, batch, village, m2, group: 1 + (i % 6), ending }));

/** All suspect parcels of the story, in the order of their numbers. */
export const parcels: readonly Parcel[] = [
  ...firstList,
  ...secondList,
  ...thirdList,
  ...unlisted,
  ...ended,
  ...running,
];
