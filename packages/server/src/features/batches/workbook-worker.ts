import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import exceljs from '@protobi/exceljs';
import { findHead, isFootLine, type SheetLine } from './sheet-head.ts';
import type { ReadSheet, WorkbookAnswer } from './workbook.ts';

const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

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
  if (typeof value === 'object') return '';
  return String(value).trim();
}

function lineOf(row: { number: number; values: unknown }): SheetLine {
  // exceljs counts columns from 1 and leaves index 0 empty.
  const values = Array.isArray(row.values) ? row.values.slice(1, MAX_COLUMNS + 1) : [];
  return { no: row.number, cells: Array.from(values, textOf) };
}

function sheetOf(name: string, lines: readonly SheetLine[]): ReadSheet | undefined {
  const head = findHead(lines);
  if (!head) return undefined;
  const body = lines.slice(head.from).filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rows = body.filter(({ cells }) => !isFootLine(cells));
  return {
    name,
    headerRow: head.row,
    columns: head.columns.map((column) => column.name),
    skipped: body.filter(({ cells }) => isFootLine(cells)).map(({ no }) => no),
    rows: rows.map(({ no, cells }) => ({ no, cells: head.columns.map(({ index }) => cells[index] ?? '') })),
  };
}

async function read(path: string): Promise<WorkbookAnswer> {
  // Styles are not read: dates come as Excel's serial numbers, the same whatever the cell looks like.
  const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  });
  const sheets: ReadSheet[] = [];
  let total = 0;
  let number = 0;
  for await (const sheet of reader) {
    number += 1;
    const lines: SheetLine[] = [];
    for await (const row of sheet) {
      lines.push(lineOf(row));
      total += 1;
      if (total > MAX_ROWS) return { ok: false, message: `超过 ${MAX_ROWS} 行，请按镇分成几份再传。` };
    }
    const name = (sheet as unknown as { name?: string }).name ?? `第 ${number} 张表`;
    const found = sheetOf(name, lines);
    if (found) sheets.push(found);
  }
  if (sheets.length === 0)
    return {
      ok: false,
      message: '前 15 行里没有认出表头。表头要有「监测编号」「图斑编号」「经度」「纬度」这样的列名，数据从下一行开始。',
    };
  return { ok: true, sheets };
}

const { path } = workerData as { path: string };
parentPort?.postMessage(await read(path));
