import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import exceljs from '@protobi/exceljs';
import { proposeHistoryMapping } from '@shoutian/domain/layers';
import type { LedgerSheet, SheetAnswer } from './read.ts';

const MAX_ROWS = 20_000;
const MAX_COLUMNS = 120;
/** Titles, unit lines and notes stand above the heading; further down nobody puts them. */
const HEAD_LINES = 12;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'richText' in value)
    return (value.richText as { text: string }[])
      .map((part) => part.text)
      .join('')
      .trim();
  if (typeof value === 'object' && 'result' in value) return textOf(value.result);
  if (typeof value === 'object' && 'text' in value) return textOf(value.text);
  return typeof value === 'object' ? '' : String(value).trim();
}

interface Line {
  no: number;
  cells: string[];
}

/** A group heading over two lines: the lower word counts, the group's unit stays with it (「面积（亩）」 over 「占地」). */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const low = lower[i] ?? '';
    // Only the first cell of a merged heading holds its text: the others stand under it as long as they have a name below.
    group = upper[i] || (low === '' ? '' : group);
    const top = upper[i] || group;
    if (low === '' || low === top) return low === '' ? top : low;
    const unit = /[（(][^）)]*(亩|平方米|㎡)[^）)]*[）)]/u.exec(top)?.[0];
    return unit && !low.includes(unit) ? `${low}${unit}` : low;
  });
}

function unique(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((raw) => {
    // A star marks a required column in our template; it is no part of the name.
    const name = raw.replaceAll('*', '').trim();
    if (name === '') return '';
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name}_${times}`;
  });
}

const known = (names: readonly string[]): number =>
  Object.values(proposeHistoryMapping(names.filter((name) => name !== ''))).filter((header) => header !== null).length;

/** The line, or two, whose names are known best. */
function headOf(lines: readonly Line[]): { row: number; from: number; names: string[] } | undefined {
  let best: { score: number; row: number; from: number; names: string[] } | undefined;
  const consider = (names: string[], row: number, from: number): void => {
    const score = known(names);
    if (score >= 3 && (best === undefined || score > best.score)) best = { score, row, from, names };
  };
  lines.slice(0, HEAD_LINES).forEach((line, i) => {
    consider(unique(line.cells), line.no, i + 1);
    const below = lines[i + 1];
    if (below) consider(unique(joined(line.cells, below.cells)), below.no, i + 2);
  });
  return best;
}

const isFoot = (cells: readonly string[]): boolean =>
  /^(合\s*计|总\s*计|小\s*计|注\s*[:：]|说明\s*[:：]|填表|制表|审核)/.test(cells.find((cell) => cell !== '') ?? '');

async function read(path: string): Promise<SheetAnswer> {
  // Styles are not read: days come as Excel's serial numbers, the same whatever the cell looks like.
  const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  });
  const sheets: LedgerSheet[] = [];
  let total = 0;
  for await (const sheet of reader) {
    const lines: Line[] = [];
    for await (const row of sheet) {
      const values = Array.isArray(row.values) ? row.values.slice(1, MAX_COLUMNS + 1) : [];
      lines.push({ no: row.number, cells: Array.from(values, textOf) });
      total += 1;
      if (total > MAX_ROWS) return { ok: false, message: `超过 ${MAX_ROWS} 行，请按年份分成几份再传。` };
    }
    const head = headOf(lines);
    if (!head) continue;
    const body = lines.slice(head.from).filter(({ cells }) => cells.some((cell) => cell !== ''));
    sheets.push({
      name: (sheet as unknown as { name?: string }).name ?? `第 ${sheets.length + 1} 张表`,
      headerRow: head.row,
      columns: head.names,
      rows: body.filter(({ cells }) => !isFoot(cells)).map(({ no, cells }) => ({ no, cells })),
    });
  }
  if (sheets.length === 0)
    return {
      ok: false,
      message: `前 ${HEAD_LINES} 行里没有认出表头。表头要有「问题名称」「村」「问题类型」这样的列名，可先下载模板对照。`,
    };
  return { ok: true, sheets };
}

const { path } = workerData as { path: string };
parentPort?.postMessage(await read(path));
