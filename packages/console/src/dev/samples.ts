/** Invented rows of the demonstration county (codes 9999…), for the development page alone. */
export interface SampleRow {
  no: string;
  village: string;
  name: string;
  type: string;
  clues: string;
  areaM2: number;
  farmM2: number | null;
  pbfM2: number | undefined;
  state: string;
  due: string | null;
}

const mu = (value: number) => (value * 2000) / 3;

export const sampleRows: readonly SampleRow[] = [
  {
    no: '0144',
    village: '石桥村',
    name: '电商仓库未批先建',
    type: 'T03 未批先建',
    clues: '卫片 3',
    areaM2: mu(7.66),
    farmM2: mu(7.2),
    pbfM2: 0,
    state: 'rectifying',
    due: '2026-11-02',
  },
  {
    no: '0138',
    village: '清溪村',
    name: '3组路口新建砖混房',
    type: 'T01 住宅',
    clues: '卫片 1',
    areaM2: mu(1.08),
    farmM2: mu(1.08),
    pbfM2: 0,
    state: 'rectifying',
    due: '2026-11-18',
  },
  {
    no: '0148',
    village: '柳湾村',
    name: '混凝土搅拌场',
    type: 'T16 硬化/堆场',
    clues: '督察 2',
    areaM2: mu(5.21),
    farmM2: mu(4.88),
    pbfM2: mu(2.1),
    state: 'rectifying',
    due: '2026-11-21',
  },
  {
    no: '0139',
    village: '清溪村',
    name: '渠边看护房超面积',
    type: 'T10 大棚房',
    clues: '督察 1',
    areaM2: mu(0.82),
    farmM2: mu(0.74),
    pbfM2: mu(0.74),
    state: 'writeOffRequested',
    due: '2026-11-23',
  },
  {
    no: '0137',
    village: '清溪村',
    name: 'X101东侧硬化堆场及彩钢棚',
    type: 'T16 硬化/堆场',
    clues: '卫片 2',
    areaM2: mu(3.42),
    farmM2: mu(3.05),
    pbfM2: mu(1.86),
    state: 'rectifying',
    due: '2026-11-27',
  },
  {
    no: '0151',
    village: '柳湾村',
    name: '取土坑未复垦',
    type: 'T15 取土',
    clues: '审计 1',
    areaM2: mu(4.44),
    farmM2: mu(4.1),
    pbfM2: mu(1.25),
    state: 'rectifying',
    due: '2026-11-28',
  },
  {
    no: '0142',
    village: '石桥村',
    name: '公路绿化带超标准',
    type: 'T06 绿化',
    clues: '巡察 1',
    areaM2: mu(4.9),
    farmM2: mu(4.76),
    pbfM2: mu(4.76),
    state: 'rectifying',
    due: '2026-11-29',
  },
  {
    no: '0150',
    village: '柳湾村',
    name: '钢材堆场',
    type: 'T16 硬化/堆场',
    clues: '专项 1',
    areaM2: mu(3.1),
    farmM2: mu(2.96),
    pbfM2: undefined,
    state: 'reported',
    due: '2026-12-02',
  },
  {
    no: '0141',
    village: '石桥村',
    name: '机耕道拓宽硬化',
    type: 'T11 农村道路',
    clues: '审计 1',
    areaM2: mu(1.47),
    farmM2: mu(1.21),
    pbfM2: mu(0.33),
    state: 'townReview',
    due: '2026-12-05',
  },
  {
    no: '0143',
    village: '清溪村',
    name: '设施农用地未备案养殖棚',
    type: 'T08 设施',
    clues: '巡查',
    areaM2: mu(2.3),
    farmM2: mu(2.3),
    pbfM2: 0,
    state: 'countyReview',
    due: '2026-12-12',
  },
  {
    no: '0147',
    village: '清溪村',
    name: '原销号地块再次建棚',
    type: 'T10 大棚房',
    clues: '卫片 1',
    areaM2: mu(1.96),
    farmM2: mu(1.96),
    pbfM2: mu(1.96),
    state: 'reopened',
    due: '2027-01-06',
  },
  {
    no: '0145',
    village: '清溪村',
    name: '旧砖厂复耕',
    type: 'T15 建窑',
    clues: '审计 1',
    areaM2: mu(2.05),
    farmM2: mu(1.9),
    pbfM2: 0,
    state: 'writtenOff',
    due: null,
  },
  {
    no: '0146',
    village: '石桥村',
    name: '临时堆料点，名称很长时要在一行里截断，悬停看得到全名，打印时换行写完整，不丢一个字',
    type: 'T05 临时用地',
    clues: '12345',
    areaM2: mu(2.88),
    farmM2: null,
    pbfM2: undefined,
    state: 'transferred',
    due: null,
  },
];

const photo = (sky: string, ground: string, thing: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 220"><rect width="320" height="120" fill="${sky}"/><path d="M0 110q70-40 140-10t180-14v40H0z" fill="#6d8a6a"/><rect y="118" width="320" height="102" fill="${ground}"/>${thing}</svg>`,
  )}`;

export const beforePhoto = photo(
  '#c9dbe6',
  '#a9a69a',
  '<path d="M70 70h130l14 18H60z" fill="#2d5f95"/><rect x="70" y="88" width="130" height="62" fill="#e7ebee"/><path d="M120 104h26v46h-26z" fill="#7f8a92"/>',
);
export const afterPhoto = photo(
  '#c9dbe6',
  '#8a6242',
  '<path d="M0 220L150 118M60 220L158 118M130 220L164 118M200 220L168 118M280 220L174 118M320 190L180 118" stroke="#5f4029" stroke-width="3"/>',
);
