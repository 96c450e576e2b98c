/** Attributes of a parcel in exchange files, in our names; Chinese words are the format's. */
export const attributeWords = {
  count: ['界址点数', '坐标点个数', 'JZDS'],
  area: ['地块面积', '图斑面积', '面积', 'DKMJ'],
  number: ['地块编号', '图斑编号', '编号', 'DKBH'],
  name: ['地块名称', '图斑名称', '名称', 'DKMC'],
  shape: ['记录图形属性', '图形属性', '图形类型', 'JLTXSX'],
  sheet: ['图幅号', 'TFH'],
  use: ['地块用途', '用途', 'DKYT'],
  landClass: ['地类编码', '地类代码', 'DLBM'],
  kind: ['图斑类型', 'TBLX'],
  landName: ['地类名称', '地类', 'DL'],
  zoneUse: ['管制区', 'GZQ'],
  zoneCode: ['管制号', 'GZH'],
  remark: ['备注', 'BZ'],
} as const satisfies Record<string, readonly string[]>;
export type AttributeName = keyof typeof attributeWords;

const standard: readonly AttributeName[] = ['count', 'area', 'number', 'name', 'shape', 'sheet', 'use', 'landClass'];
/** 13 columns, as provinces write the whole of it. */
const long: readonly AttributeName[] = [...standard, 'kind', 'landName', 'zoneUse', 'zoneCode', 'remark'];

/** The columns that a help line of a template names (【坐标点个数,图斑面积,…,@】), or null where it names none. */
export function columnsOf(help: string): readonly AttributeName[] | null {
  const words = help
    .replaceAll(/[【】@]/g, '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  const names = words.map((word) => nameOf(word));
  return names.length >= 4 && names.filter((name) => name !== undefined).length >= 3
    ? names.map((name, i) => name ?? long[i] ?? 'remark')
    : null;
}

function nameOf(word: string): AttributeName | undefined {
  return (Object.keys(attributeWords) as AttributeName[]).find((name) =>
    attributeWords[name].some((known) => word.toUpperCase() === known || word.startsWith(known)),
  );
}

const isShape = (cell: string | undefined): boolean => /^(点|线|面)$/.test(cell ?? '');

/**
 * Gives the cells of an attribute line their names. Their number and the place of 点、线、面 tell the variant:
 * 8 or more columns are the format; `1,地块1,面,` is 一张图, `12,地块1,面,公共基础设施,` 卫片执法.
 */
export function attributeNames(
  cells: readonly string[],
  columns: readonly AttributeName[] | null,
): Partial<Record<AttributeName, string>> {
  const order = columns ?? orderOf(cells);
  const named: Partial<Record<AttributeName, string>> = {};
  order.forEach((name, i) => {
    const cell = cells[i];
    if (cell !== undefined && cell !== '' && named[name] === undefined) named[name] = cell;
  });
  if (named.area !== undefined) named.area = named.area.replace(/公顷$/, '').trim();
  return named;
}

function orderOf(cells: readonly string[]): readonly AttributeName[] {
  if (isShape(cells[2]))
    return (cells[3] ?? '') === '' ? ['number', 'name', 'shape'] : ['count', 'name', 'shape', 'use'];
  return long;
}
