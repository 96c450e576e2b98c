import { PassThrough } from 'node:stream';
import exceljs from '@protobi/exceljs';
import { muRounded } from '@shoutian/domain/geo';
import { FileAnswer } from '../http/answers.ts';

/** A column of an official sheet. `group` puts a merged heading over neighbours of the same group. */
export interface SheetColumn<Row> {
  readonly head: string;
  readonly group?: string;
  /** Width in characters. */
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
  /** `mu`: the value is m² and is written as 亩, two decimals, from the unrounded area. */
  readonly kind?: 'text' | 'whole' | 'mu' | 'm2' | 'day';
}

export interface SheetPlan<Row> {
  readonly name: string;
  readonly title: string;
  /** Line under the title: unit, filter, when it was made. */
  readonly note: string;
  readonly columns: readonly SheetColumn<Row>[];
  readonly paper: 'A3' | 'A4';
}

const PAPER = { A3: 8, A4: 9 } as const;
const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const formats: Partial<Record<NonNullable<SheetColumn<never>['kind']>, string>> = {
  mu: '#,##0.00',
  m2: '#,##0.00',
  whole: '0',
};
const sides = { text: 'left', whole: 'center', day: 'center', mu: 'right', m2: 'right' } as const;
const thin = { style: 'thin' as const };
const frame = { top: thin, left: thin, bottom: thin, right: thin };
const HEAD_ROW = 3;
/** Characters that a landscape page holds side by side: fitted to the page, 10 pt become 7 to 8. */
const PAGE_WIDTH = { A3: 262, A4: 185 } as const;
/** Height of a line of 10 pt in points. */
const LINE = 13.5;

/**
 * An Excel file in the layout of the official ledgers, written while rows come: title, note, two-line heading that repeats
 * on every printed page, landscape, one page wide. Numbers are numbers; a value that is not known stays empty, not 0.
 * @param rows slices of rows; each is written and let go
 * @param foot a last row under the table, such as sums
 */
export function workbookAnswer<Row>(
  plan: SheetPlan<Row>,
  rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  fileName: string,
  foot?: () => readonly (string | number | null)[],
): FileAnswer {
  const stream = new PassThrough();
  void write(plan, rows, stream, foot).catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return new FileAnswer(stream, { fileName, mime: MIME });
}

async function write<Row>(
  plan: SheetPlan<Row>,
  rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  stream: PassThrough,
  foot?: () => readonly (string | number | null)[],
): Promise<void> {
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const pages = pagesAcross(plan);
  const sheet = workbook.addWorksheet(plan.name, {
    pageSetup: {
      paperSize: PAPER[plan.paper] as number as NonNullable<exceljs.PageSetup['paperSize']>,
      orientation: 'landscape',
      fitToPage: true,
      // A wide ledger goes over two sheets side by side rather than becoming too small to read.
      fitToWidth: pages,
      fitToHeight: 0,
      pageOrder: 'overThenDown',
      horizontalCentered: pages === 1,
      printTitlesRow: `1:${HEAD_ROW + 1}`,
      ...(pages > 1 ? { printTitlesColumn: 'A:B' } : {}),
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.2, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: [{ state: 'frozen', xSplit: 0, ySplit: HEAD_ROW + 1 }],
  });
  sheet.columns = plan.columns.map((column) => ({ width: column.width }));
  head(sheet, plan);
  for await (const slice of rows) {
    for (const row of slice) body(sheet, plan, row);
    // A slow reader holds the writer back: the ledger is never in memory as a whole.
    if (stream.writableNeedDrain) await new Promise((resume) => stream.once('drain', resume));
  }
  if (foot) line(sheet, plan, foot(), true);
  sheet.commit();
  await workbook.commit();
}

/** Pages side by side: the first two columns, number and name, stand on each. */
function pagesAcross<Row>(plan: SheetPlan<Row>): number {
  const total = plan.columns.reduce((sum, { width }) => sum + width, 0);
  const capacity = PAGE_WIDTH[plan.paper];
  if (total <= capacity) return 1;
  const repeated = (plan.columns[0]?.width ?? 0) + (plan.columns[1]?.width ?? 0);
  return 1 + Math.ceil((total - capacity) / (capacity - repeated));
}

/** Columns of the first page: the title is centred over them, not over a page break. */
function firstPage<Row>(plan: SheetPlan<Row>): number {
  let width = 0;
  let count = 0;
  for (const column of plan.columns) {
    width += column.width;
    if (width > PAGE_WIDTH[plan.paper]) break;
    count += 1;
  }
  return Math.max(1, count);
}

/** Width of a text in characters of a column: Chinese ones count two. */
const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);

function head<Row>(sheet: exceljs.Worksheet, plan: SheetPlan<Row>): void {
  const { columns } = plan;
  // The first two columns come again on each page across: what stands over them would come again too, cut off.
  const from = pagesAcross(plan) > 1 ? 3 : 1;
  const title = sheet.getRow(1);
  title.getCell(from).value = plan.title;
  title.getCell(from).font = { name: '方正小标宋简体', size: 18, bold: true };
  title.getCell(from).alignment = { horizontal: 'center', vertical: 'middle' };
  title.height = 32;
  const last = firstPage(plan);
  sheet.mergeCells(1, from, 1, last);
  const note = sheet.getRow(2);
  note.getCell(from).value = plan.note;
  note.getCell(from).font = { name: '仿宋', size: 10 };
  sheet.mergeCells(2, from, 2, last);
  const upper = sheet.getRow(HEAD_ROW);
  const lower = sheet.getRow(HEAD_ROW + 1);
  upper.height = 20;
  lower.height = 32;
  columns.forEach((column, i) => {
    upper.getCell(i + 1).value = column.group ?? column.head;
    lower.getCell(i + 1).value = column.head;
    for (const cell of [upper.getCell(i + 1), lower.getCell(i + 1)]) {
      cell.font = { name: '黑体', size: 10 };
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
      cell.border = frame;
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEAF1EC' } };
    }
  });
  for (const [from, to] of groups(columns)) sheet.mergeCells(HEAD_ROW, from + 1, HEAD_ROW, to + 1);
  columns.forEach((column, i) => {
    if (column.group === undefined) sheet.mergeCells(HEAD_ROW, i + 1, HEAD_ROW + 1, i + 1);
  });
  for (const row of [title, note, upper, lower]) row.commit();
}

/** First and last column of each run of one group, longer than one. */
function groups<Row>(columns: readonly SheetColumn<Row>[]): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0; i < columns.length; ) {
    const group = columns[i]?.group;
    let end = i;
    while (group !== undefined && columns[end + 1]?.group === group) end += 1;
    if (end > i) found.push([i, end]);
    i = end + 1;
  }
  return found;
}

function body<Row>(sheet: exceljs.Worksheet, plan: SheetPlan<Row>, row: Row): void {
  line(
    sheet,
    plan,
    plan.columns.map((column) => {
      const value = column.value(row);
      return column.kind === 'mu' && typeof value === 'number' ? muRounded(value) : value;
    }),
    false,
  );
}

function line<Row>(
  sheet: exceljs.Worksheet,
  plan: SheetPlan<Row>,
  values: readonly (string | number | null)[],
  bold: boolean,
): void {
  const row = sheet.addRow(values.map((value) => (typeof value === 'string' ? inert(value) : value)));
  const lines = plan.columns.map(({ width }, i) => {
    const value = values[i];
    return typeof value === 'string' ? Math.ceil(textWidth(value) / Math.max(1, width - 1)) : 1;
  });
  row.height = Math.max(1, ...lines) * LINE + 5;
  plan.columns.forEach((column, i) => {
    const cell = row.getCell(i + 1);
    const format = formats[column.kind ?? 'text'];
    if (format !== undefined) cell.numFmt = format;
    cell.font = { name: '仿宋', size: 10, bold };
    cell.border = frame;
    cell.alignment = {
      vertical: 'middle',
      wrapText: true,
      horizontal: sides[column.kind ?? 'text'],
    };
  });
  row.commit();
}

/** Text that a spreadsheet would run as a formula when it is copied on as CSV (OWASP: CSV injection) starts with a quote. */
const inert = (text: string): string => (/^[=+\-@\t\r]/.test(text) && text.length > 1 ? `'${text}` : text);
