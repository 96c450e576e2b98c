/** Something about one row, with where it is and what to do. `refused` rows are not stored. */
export interface RowIssue {
  code: RowIssueCode | string;
  zh: string;
  en: string;
  /** Source column it is about. */
  at?: string;
}

const texts = {
  noPlace: [
    '没有坐标，编号也不在已有线索里。补上坐标两列，或改用带图形的文件。',
    'No coordinates, and the number is not a known one. Add coordinates or bring a file with shapes.',
  ],
  badCoordinate: [
    '坐标读不出来（{value}）。写成十进制度，或投影坐标的米数。',
    'The coordinates cannot be read ({value}); write decimal degrees or projected metres.',
  ],
  outsideCounty: [
    '落在 {at}，离本县界线超过 20 公里。多半是坐标系、带号或坐标先后选错了：回到上一步核对。',
    'Falls at {at}, more than 20 km outside the county: check the system, the zone and the order of coordinates.',
  ],
  otherPlace: [
    '落在{place}，不在本批次的范围内。由{place}所在的镇或县级接收。',
    'Lies in {place}, outside the area of this batch; that town or the county must receive it.',
  ],
  noVillage: [
    '不在任何一个村的界线内，先记在{place}，入库后可以更正所在村。',
    'Lies in no village boundary; recorded under {place} for now.',
  ],
  emptyRepair: [
    '图形自相交，修复后没有面积。在 GIS 里重画这一块再传。',
    'The shape crosses itself and leaves no area when repaired; draw it again.',
  ],
  badDate: ['“{value}”{reason}，按空值读入。', '"{value}": {reason}; read as empty.'],
  badNumber: ['“{value}”{reason}，按空值读入。', '"{value}": {reason}; read as empty.'],
  badCode: ['“{value}”不是 6、9 或 12 位区划代码，按空值读入。', '"{value}" is no division code; read as empty.'],
  otherCounty: ['区划代码 {value} 不是本县的，请核对来文。', 'Division code {value} is not of this county.'],
  placeDiffers: ['文件写的是 {value}，图形在{place}。', 'The file says {value}, the shape lies in {place}.'],
  areaDiffers: [
    '监测面积 {value} 亩，图形面积 {shape} 亩，相差 {share}。单位或图形请核对。',
    'Monitored area {value} mu, shape {shape} mu, {share} apart.',
  ],
  imagesReversed: ['后时相早于前时相。', 'The later image is older than the earlier one.'],
  tooLong: ['文字超过 {limit} 个字，截短读入，全文留在原始属性里。', 'Longer than {limit} characters; cut.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type RowIssueCode = keyof typeof texts;

/** An issue of the catalogue with its `{x}` filled in. */
export function issue(code: RowIssueCode, params: Record<string, string | number> = {}, at?: string): RowIssue {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, key: string) => `${params[key] ?? whole}`);
  const [zh, en] = texts[code];
  return { code, zh: fill(zh), en: fill(en), ...(at === undefined ? {} : { at }) };
}
