import {
  type Category,
  type Channel,
  categories,
  channels,
  type DiscoveryMethod,
  discoveryMethods,
  type PartyType,
  type ProblemType,
  partyTypes,
  problemTypes,
  type RectifyMethod,
  rectifyMethods,
  usualMethod,
} from '@shoutian/domain/dictionaries';
import { type HistoryFieldId, historyFields } from '@shoutian/domain/layers';
import { parseLooseDate, parseLooseNumber } from '../../../platform/geofile/index.ts';

export interface RowComplaint {
  code: string;
  at: string;
  message: string;
  messageEn: string;
}

/** A row of an older ledger, read and believed. Areas m², days civil. */
export interface HistoryRow {
  rowNo: number;
  sourceNo: string | null;
  sourceBatch: string | null;
  channel: Channel;
  discoveryMethod: DiscoveryMethod;
  sourceDocNo: string | null;
  foundYear: number;
  builtYear: number | null;
  title: string;
  divisionCode: string;
  locationText: string;
  type: ProblemType;
  areaM2: number;
  farmM2: number | null;
  pbfM2: number | null;
  point: readonly [number, number] | null;
  partyType: PartyType | null;
  partyName: string | null;
  stockOrNew: 'stock' | 'new' | null;
  category: Category | null;
  rectifyMethod: RectifyMethod | null;
  measures: string | null;
  responsibleUnit: string | null;
  responsiblePerson: string | null;
  leader: string | null;
  writtenOffOn: string | null;
  remark: string | null;
}

export interface CheckedRow {
  rowNo: number;
  title: string;
  /** Number under which the sheet lists it: the ledger's own, or that of an older one. */
  problemNo: string | null;
  row: HistoryRow | null;
  complaints: RowComplaint[];
}

const m2OfMu = (mu: number): number => (mu * 2000) / 3;
const names = new Map(historyFields.map((field) => [field.id as string, field]));

/** Words by which an older ledger says that a problem is done with. */
const doneWords = ['已销号', '销号', '已整改', '整改到位', '已整改到位', '是', '完成', '已完成'];
const openWords = ['', '未整改', '整改中', '未销号', '否', '正在整改', '未完成', '待列清单'];
const stockWords: Record<string, 'stock' | 'new'> = { 存量: 'stock', 新增: 'new', stock: 'stock', new: 'new' };

/** Reads one row by the confirmed mapping; every complaint names the field, what stands there and what to do. */
export class RowReader {
  readonly complaints: RowComplaint[] = [];
  readonly #cells: ReadonlyMap<string, string>;
  readonly #today: string;
  constructor(cells: ReadonlyMap<string, string>, today: string) {
    this.#cells = cells;
    this.#today = today;
  }

  complain(id: HistoryFieldId, code: string, zh: string, en: string): void {
    this.complaints.push({ code, at: id, message: `${names.get(id)?.zh ?? id}${zh}`, messageEn: `${id} ${en}` });
  }

  text(id: HistoryFieldId, longest: number): string | null {
    const text = (this.#cells.get(id) ?? '').trim();
    if (text.length > longest) this.complain(id, 'tooLong', `超过 ${longest} 字`, `is longer than ${longest}`);
    return text === '' ? null : text;
  }

  must(id: HistoryFieldId, longest: number): string {
    const text = this.text(id, longest);
    if (text === null) this.complain(id, 'empty', '是空的', 'is empty');
    return text ?? '';
  }

  code<C extends string>(
    id: HistoryFieldId,
    dictionary: { read(text: string): C | undefined; entries: readonly { zh: string }[] },
  ): C | null {
    const text = this.text(id, 60);
    if (text === null) return null;
    const code = dictionary.read(text) ?? dictionary.read(text.replace(/^T?\d+\s*/i, ''));
    if (code === undefined) {
      const some = dictionary.entries.slice(0, 4).map((entry) => entry.zh);
      this.complain(id, 'unknownWord', `「${text}」不认识，可写：${some.join('、')}……`, `"${text}" is not known`);
    }
    return code ?? null;
  }

  number(id: HistoryFieldId): number | null {
    const text = this.text(id, 40);
    if (text === null) return null;
    const { number, reason } = parseLooseNumber(text);
    if (reason) this.complain(id, reason.code, `「${text}」${reason.zh}`, reason.en);
    else if (number !== null && number < 0) this.complain(id, 'negative', `「${text}」是负数`, 'is negative');
    return number;
  }

  year(id: HistoryFieldId): number | null {
    const text = this.text(id, 20);
    if (text === null) return null;
    const year = Number(/^(\d{4})/.exec(text)?.[1]);
    const last = Number(this.#today.slice(0, 4));
    if (year >= 1949 && year <= last) return year;
    this.complain(id, 'badYear', `「${text}」不是 1949 到 ${last} 的年份`, `"${text}" is not a year up to ${last}`);
    return null;
  }

  day(id: HistoryFieldId): string | null {
    const text = this.text(id, 40);
    const { date, reason } = parseLooseDate(text);
    if (reason) this.complain(id, reason.code, `「${text ?? ''}」${reason.zh}`, reason.en);
    else if (date !== null && date > this.#today)
      this.complain(id, 'future', `${date} 在今天以后`, `${date} lies in the future`);
    return date;
  }

  oneOf<V>(id: HistoryFieldId, words: Readonly<Record<string, V>>): V | null {
    const text = this.text(id, 40);
    if (text === null) return null;
    const value = words[text];
    if (value === undefined)
      this.complain(
        id,
        'unknownWord',
        `「${text}」不认识，可写：${Object.keys(words).slice(0, 4).join('、')}`,
        `"${text}" is not known`,
      );
    return value ?? null;
  }
}

/**
 * Reads a row of an older ledger.
 * @param placeOf code of a village or town of the caller's area by name or code; null when there is none or more than one
 */
export function checkRow(
  rowNo: number,
  cells: ReadonlyMap<string, string>,
  today: string,
  placeOf: (text: string) => string | null,
): CheckedRow {
  const read = new RowReader(cells, today);
  const title = read.must('title', 60);
  const village = read.must('village', 60);
  const divisionCode = village === '' ? null : placeOf(village);
  if (village !== '' && divisionCode === null)
    read.complain(
      'village',
      'noPlace',
      `「${village}」在本人管辖范围里没有，或有重名；写全称或 12 位编码`,
      `"${village}" is not a place of yours`,
    );
  const channel = read.code('channel', channels);
  if (channel === null && read.text('channel', 60) === null) read.complain('channel', 'empty', '是空的', 'is empty');
  const type = read.code('type', problemTypes);
  if (type === null && read.text('type', 60) === null) read.complain('type', 'empty', '是空的', 'is empty');
  const foundYear = read.year('foundYear');
  if (foundYear === null && read.text('foundYear', 20) === null)
    read.complain('foundYear', 'empty', '是空的', 'is empty');
  const problemNo = read.text('problemNo', 60);
  const areas = areasOf(read);
  const ended = endOf(read);
  const row = {
    rowNo,
    // An older ledger's own number is how people will look for it.
    sourceNo: read.text('sourceNo', 60) ?? problemNo,
    sourceBatch: read.text('sourceBatch', 60),
    discoveryMethod:
      read.code('discoveryMethod', discoveryMethods) ?? (channel === null ? 'other' : usualMethod(channel)),
    sourceDocNo: read.text('sourceDocNo', 60),
    builtYear: read.year('builtYear'),
    title,
    locationText: read.text('locationText', 120) ?? '',
    ...areas,
    point: pointOf(read),
    partyType: read.code('partyType', partyTypes),
    partyName: read.text('partyName', 60),
    stockOrNew: read.oneOf('stockOrNew', stockWords),
    category: read.code('category', categories),
    rectifyMethod: read.code('rectifyMethod', rectifyMethods),
    measures: read.text('measures', 500),
    responsibleUnit: read.text('responsibleUnit', 60),
    responsiblePerson: read.text('responsiblePerson', 30),
    leader: read.text('leader', 30),
    writtenOffOn: ended,
    remark: read.text('remark', 500),
  };
  const whole = channel !== null && type !== null && foundYear !== null && divisionCode !== null;
  const good = whole && read.complaints.length === 0;
  return {
    rowNo,
    title,
    problemNo,
    row: good ? { ...row, channel, type, foundYear, divisionCode } : null,
    complaints: read.complaints,
  };
}

function areasOf(read: RowReader): Pick<HistoryRow, 'areaM2' | 'farmM2' | 'pbfM2'> {
  const mu = (id: HistoryFieldId): number | null => {
    const value = read.number(id);
    return value === null ? null : m2OfMu(value);
  };
  const areaM2 = read.number('areaM2') ?? mu('areaMu') ?? 0;
  const farmM2 = mu('farmMu');
  const pbfM2 = mu('pbfMu');
  // A hundredth of a mu is what rounding in the old table can explain.
  const slack = m2OfMu(0.01);
  if (farmM2 !== null && farmM2 > areaM2 + slack)
    read.complain('farmMu', 'partTooLarge', '大于占地面积', 'exceeds the area');
  if (pbfM2 !== null && pbfM2 > (farmM2 ?? areaM2) + slack)
    read.complain('pbfMu', 'partTooLarge', farmM2 === null ? '大于占地面积' : '大于耕地面积', 'exceeds the farmland');
  return { areaM2, farmM2, pbfM2 };
}

function pointOf(read: RowReader): readonly [number, number] | null {
  const lng = read.number('lng');
  const lat = read.number('lat');
  if (lng === null && lat === null) return null;
  if (lng !== null && lat !== null && lng >= 73 && lng <= 136 && lat >= 3 && lat <= 54) return [lng, lat];
  read.complain(
    'lng',
    'notInChina',
    '和纬度不在国内，或两列写反了；要十进制度',
    'and latitude are not in China, or are swapped',
  );
  return null;
}

/** Day of the write-off where the row says that it is done with; null where it is open. */
function endOf(read: RowReader): string | null {
  const day = read.day('writtenOffOn');
  const word = read.text('state', 20) ?? '';
  if (!doneWords.includes(word) && !openWords.includes(word)) {
    read.complain('state', 'unknownWord', `「${word}」不认识，写「已销号」或「未整改」`, `"${word}" is not known`);
    return null;
  }
  const done = doneWords.includes(word);
  if (done && day === null)
    read.complain('writtenOffOn', 'empty', '是空的：已销号的要写销号日期', 'is empty though written off');
  if (!done && word !== '' && day !== null)
    read.complain('state', 'contradiction', `写「${word}」，却有销号日期`, 'contradicts the day of write-off');
  return done || word === '' ? day : null;
}
