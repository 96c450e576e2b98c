import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import exceljs from '@protobi/exceljs';
import type { Complaint } from '@shoutian/domain/api';
import type { PlaceRow } from './places.ts';
import type { WorkbookAnswer } from './workbook.ts';

const codeHeads = ['编码', '代码', '区划代码', '统计用区划代码', '行政区划代码', '12位编码', 'xzqdm', 'code'];
const nameHeads = ['名称', '区划名称', '行政区名称', '村社区', '村', '单位名称', 'xzqmc', 'name'];
const MAX_ROWS = 20_000;
const HEAD_ROWS = 10;

const plain = (text: string): string => text.replace(/[\s（）()·]/g, '').toLowerCase();

/** Text of a cell. A whole number that Excel kept exactly (up to 15 digits) is a code typed as a number: no doubt about it. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : value.toExponential();
  if (typeof value === 'object' && 'richText' in value) {
    return (value.richText as { text: string }[])
      .map((part) => part.text)
      .join('')
      .trim();
  }
  if (typeof value === 'object' && 'result' in value) return textOf(value.result);
  if (typeof value === 'object' && 'text' in value) return textOf(value.text);
  return String(value).normalize('NFKC').trim();
}

async function read(path: string): Promise<WorkbookAnswer> {
  const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
    sharedStrings: 'cache',
    styles: 'ignore',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'emit',
  });
  const rows: PlaceRow[] = [];
  const complaints: Complaint[] = [];
  for await (const sheet of reader) {
    let code: number | undefined;
    let name: number | undefined;
    for await (const row of sheet) {
      const values = (Array.isArray(row.values) ? row.values : []).map(textOf);
      if (code === undefined || name === undefined) {
        if (row.number > HEAD_ROWS) break;
        const found = (heads: string[]): number => values.findIndex((text) => heads.includes(plain(text ?? '')));
        if (found(codeHeads) > 0 && found(nameHeads) > 0) [code, name] = [found(codeHeads), found(nameHeads)];
        continue;
      }
      const line = { at: `第 ${row.number} 行`, code: values[code] ?? '', name: values[name] ?? '' };
      if (line.code === '' && line.name === '') continue;
      rows.push(line);
      if (rows.length > MAX_ROWS)
        return { ok: false, message: `超过 ${MAX_ROWS} 行，像是全国的表，请只留本县区的行。` };
    }
    // The first sheet that has the two columns counts; a second list of the same places would only repeat codes.
    if (rows.length > 0) break;
  }
  if (rows.length === 0)
    return { ok: false, message: '前 10 行里没有找到「编码」和「名称」两列。表头写这两个名字，编码列设成「文本」。' };
  return { ok: true, rows, complaints };
}

const { path } = workerData as { path: string };
const answer = await read(path);
parentPort?.postMessage(answer);
