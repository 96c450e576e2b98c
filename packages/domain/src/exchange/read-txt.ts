import type { Sentence } from '../geo/brands.ts';
import { type AttributeName, attributeNames, columnsOf } from './columns.ts';

/** Something in the file that is not as the format says, and what was made of it. */
export interface TxtWarning extends Sentence {
  /** Counted from 1. */
  readonly line: number;
}

export interface TxtPoint {
  /** As written: northing and easting in metres, or latitude and longitude in degrees. */
  readonly north: number;
  readonly east: number;
}

export interface TxtRing {
  /** 圈号 as written; where the file has none, all points of a parcel are ring 1. */
  readonly number: number;
  /** Without the closing point. */
  readonly points: readonly TxtPoint[];
}

export interface TxtParcel {
  /** Line of the attributes, counted from 1. */
  readonly line: number;
  readonly attributes: Readonly<Partial<Record<AttributeName, string>>>;
  /** In the order of the file; which is a hole and which a part of its own is decided by containment. */
  readonly rings: readonly TxtRing[];
}

/** The reference system as the file states it; null where it says nothing. */
export interface TxtSystem {
  readonly datum: 'cgcs2000' | 'wgs84' | 'xian80' | 'beijing54' | null;
  readonly zoneWidth: 3 | 6 | null;
  readonly zone: number | null;
  /** What 坐标系 says, for sentences. */
  readonly name: string;
}

export interface ExchangeTxt {
  /** Lines of 属性描述 and 项目信息 by their key. */
  readonly header: Readonly<Record<string, string>>;
  readonly system: TxtSystem;
  readonly unit: 'metres' | 'degrees';
  /** The columns stood the other way round than the format says, and were turned. */
  readonly turned: boolean;
  readonly parcels: readonly TxtParcel[];
  readonly warnings: readonly TxtWarning[];
}

/** Is this the text of a 坐标交换 file at all? */
export const looksLikeExchangeTxt = (text: string): boolean => /\[\s*地块坐标\s*\]/.test(text.slice(0, 1 << 16));

interface Line {
  readonly no: number;
  readonly text: string;
}

/** Full-width signs as half-width ones; blanks around taken away. */
function plain(text: string): string {
  return text.replaceAll('，', ',').replaceAll('＠', '@').replaceAll('＝', '=').replaceAll('\u3000', ' ').trim();
}

function linesOf(text: string): Line[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ no: i + 1, text: plain(line) }))
    .filter(({ text: line }) => line !== '');
}

function datumOf(name: string): TxtSystem['datum'] {
  if (/2000|CGCS/i.test(name)) return 'cgcs2000';
  if (/WGS/i.test(name)) return 'wgs84';
  if (/80/.test(name)) return 'xian80';
  return /54/.test(name) ? 'beijing54' : null;
}

const wholeIn = (text: string | undefined): number | null => {
  const digits = /\d+/.exec(text ?? '')?.[0];
  return digits === undefined ? null : Number(digits);
};

function systemOf(header: Readonly<Record<string, string>>): TxtSystem {
  const name = header['坐标系'] ?? '';
  const width = wholeIn(header['几度分带'] ?? header['分带']);
  const zone = wholeIn(header['带号']);
  const zoneWidth = width === 3 || width === 6 ? width : null;
  // A writer in use puts the width of the zones where their number belongs: no zone of the country has such a number.
  return { datum: datumOf(name), zoneWidth, zone: zone !== null && zone >= 13 && zone <= 45 ? zone : null, name };
}

/**
 * Reads a 国土坐标交换格式 text (勘测定界界址点坐标交换格式 and its relatives: 报备坐标, 补充耕地, 一张图, 卫片执法,
 * 增减挂钩), decoded already. Declared counts are not trusted, rings need not be closed, numbers of points may restart or
 * run on; what deviates is said by line. Coordinates stay as they are written but for their order.
 * @throws {RangeError} naming the line where a coordinate is no number, or the file has no parcel
 */
export function readExchangeTxt(text: string): ExchangeTxt {
  const warnings: TxtWarning[] = [];
  const header: Record<string, string> = {};
  const parcels: Draft[] = [];
  let inParcels = false;
  let columns: readonly AttributeName[] | null = null;
  let help = false;
  for (const line of linesOf(text)) {
    const section = /^\[\s*(.+?)\s*\]$/.exec(line.text)?.[1];
    if (section !== undefined) {
      inParcels = section === '地块坐标';
      continue;
    }
    // Templates explain themselves in 【…】, over several lines; one of them names the columns.
    if (help || line.text.startsWith('【')) {
      columns ??= columnsOf(line.text);
      help = !line.text.includes('】');
      continue;
    }
    if (!inParcels) {
      const [, key, value] = /^([^=]+)=(.*)$/.exec(line.text) ?? [];
      if (key !== undefined) header[key.trim()] = (value ?? '').trim();
      continue;
    }
    const current = parcels.at(-1);
    const attributes = attributesOf(line, columns);
    if (attributes !== null) parcels.push({ line: line.no, attributes, rings: [], lines: 0 });
    else if (current === undefined) throw problem(line, '这一行不是地块属性（要以 @ 结尾），也没有所属的地块');
    // MapGIS ends a ring with a line of its own.
    else if (/^E$/i.test(line.text)) current.ended = current.rings.length;
    else addPoint(current, line);
  }
  if (parcels.length === 0) throw new RangeError('文件里没有地块：[地块坐标] 下面要有以 @ 结尾的属性行和界址点');
  const { unit, turned } = orderOf(parcels);
  if (turned)
    warnings.push({
      line: parcels[0]?.line ?? 1,
      zh: '坐标先东后北（Y 在前），与格式规定的先北后东相反，已对调',
      en: 'coordinates stand east first, the format wants north first; they were turned',
    });
  return {
    header,
    system: systemOf(header),
    unit,
    turned,
    parcels: parcels.map((parcel) => finished(parcel, turned, warnings)),
    warnings,
  };
}

interface DraftPoint {
  line: number;
  first: number;
  second: number;
}

interface Draft {
  line: number;
  attributes: Partial<Record<AttributeName, string>>;
  rings: { number: number; points: DraftPoint[] }[];
  /** Lines of points, repeated ones too. */
  lines: number;
  /** How many rings had ended at the last line that says so. */
  ended?: number;
}

const problem = ({ no, text }: Line, zh: string): RangeError =>
  new RangeError(`第 ${no} 行：${zh}（${text.slice(0, 60)}）`);

const POINT_NUMBER = /^[A-Za-z]*\d+$/;
const numberIn = (text: string | undefined): number => {
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : Number.NaN;
};

/** The attributes of a parcel, or null where the line is a point. A line without its @ is known by its words. */
function attributesOf({ text }: Line, columns: readonly AttributeName[] | null): Draft['attributes'] | null {
  const marked = text.includes('@');
  const cells = text
    .replace(/@\s*,?\s*$/, '')
    .split(',')
    .map((cell) => cell.trim());
  if (!marked && !(cells.length >= 4 && cells.some((cell) => /^[点线面]$/.test(cell)))) return null;
  if (marked && cells.at(-1) === '') cells.pop();
  return attributeNames(cells, columns);
}

/** One point: its two coordinates are the first neighbours that can be coordinates, the ring a small whole number. */
function addPoint(parcel: Draft, line: Line): void {
  const cells = line.text.split(',').map((cell) => cell.trim());
  if (cells.at(-1) === '') cells.pop();
  const values = cells.map(numberIn);
  const named = POINT_NUMBER.test(cells[0] ?? '') && cells.length > 2;
  // 点号,圈号,X,Y — 点号,X,Y — X,Y — 点号,X,Y,边长,圈号 (增减挂钩)
  const at = !named ? 0 : cells.length === 3 || cells.length >= 5 ? 1 : 2;
  const [first = Number.NaN, second = Number.NaN] = values.slice(at, at + 2);
  if (Number.isNaN(first) || Number.isNaN(second)) throw problem(line, '坐标不是数字');
  const stated = cells.length >= 5 && named ? values.at(-1) : at === 2 ? values[1] : 1;
  const number = Number.isInteger(stated) && (stated as number) > 0 ? (stated as number) : 1;
  place(parcel, number, { line: line.no, first, second });
}

const samePlace = (a: DraftPoint | undefined, b: DraftPoint | undefined): boolean =>
  a !== undefined && b !== undefined && a.first === b.first && a.second === b.second;

/**
 * Puts a point into its ring. A new one begins with another number, and behind a closed ring also where there is no
 * number or the same; a point that closes the ring belongs to it, whatever number its line has.
 */
function place(parcel: Draft, number: number, point: DraftPoint): void {
  parcel.lines += 1;
  const ring = parcel.rings.at(-1);
  const points = ring?.points ?? [];
  if (samePlace(point, points.at(-1))) return;
  const closed = parcel.ended === parcel.rings.length || (points.length > 3 && samePlace(points[0], points.at(-1)));
  const closing = points.length > 2 && !closed && samePlace(points[0], point);
  if (ring && (closing || (ring.number === number && !closed))) points.push(point);
  else parcel.rings.push({ number, points: [point] });
}

/** Metres or degrees, and which column is the northing, by the size of the numbers. */
function orderOf(parcels: readonly Draft[]): Pick<ExchangeTxt, 'unit' | 'turned'> {
  const points = parcels.flatMap(({ rings }) => rings.flatMap((ring) => ring.points));
  const degrees = points.every(({ first, second }) => Math.abs(first) <= 180 && Math.abs(second) <= 180);
  if (degrees)
    // 卫片 writes the longitude first; in this country it is the larger one.
    return { unit: 'degrees', turned: points.length > 0 && points.every(({ first, second }) => first > second) };
  const isEast = (value: number): boolean => value >= 1e7 || (value >= 1e5 && value < 1e6);
  const isNorth = (value: number): boolean => value >= 3e5 && value < 6e6;
  const asWritten = points.every(({ first, second }) => isNorth(first) && isEast(second));
  const turned = !asWritten && points.every(({ first, second }) => isEast(first) && isNorth(second));
  return { unit: 'metres', turned };
}

function finished({ line, attributes, rings, lines }: Draft, turned: boolean, warnings: TxtWarning[]): TxtParcel {
  const name = attributes.name ?? attributes.number ?? '';
  const made = rings.map(({ number, points: raw }): TxtRing => {
    const points = raw.map(({ first, second }) =>
      turned ? { north: second, east: first } : { north: first, east: second },
    );
    if (raw.length > 1 && samePlace(raw[0], raw.at(-1))) points.pop();
    else
      warnings.push({
        line: raw.at(-1)?.line ?? line,
        zh: `地块「${name}」第 ${number} 圈没有闭合，已闭合`,
        en: `ring ${number} of parcel “${name}” is not closed; it was closed`,
      });
    return { number, points };
  });
  const stated = Number(attributes.count ?? '');
  const vertices = made.reduce((sum, { points }) => sum + points.length, 0);
  // With the closing points, without them, or with those that were left out.
  const counts = [lines, lines - rings.length, vertices, vertices + rings.length];
  if ((attributes.count ?? '') !== '' && !counts.includes(stated))
    warnings.push({
      line,
      zh: `地块「${name}」写 ${attributes.count} 个界址点，实际 ${lines} 行`,
      en: `parcel “${name}” states ${attributes.count} points and has ${lines} lines`,
    });
  return { line, attributes, rings: made };
}
