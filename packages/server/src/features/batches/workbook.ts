import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../platform/errors.ts';

export interface ReadSheet {
  name: string;
  headerRow: number;
  columns: string[];
  /** Numbers of the lines under the data that hold sums or notes. */
  skipped: number[];
  rows: { no: number; cells: string[] }[];
}
export type WorkbookAnswer = { ok: true; sheets: ReadSheet[] } | { ok: false; message: string };

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_MS = 60_000;
const OLE_MAGIC = 'd0cf11e0';
const ZIP_MAGIC = '504b0304';

/**
 * Is the upload a table rather than a geofile? Judged by name and first bytes, so that an .xlsx called .xls is read.
 * @throws {AppError} refusedFile for .xls, .et, .csv with what to do
 */
export async function isWorkbook(file: { path: string; fileName: string }): Promise<boolean> {
  const kind = /\.(xlsx|xlsm|xls|et|csv|ods)$/i.exec(file.fileName)?.[1]?.toLowerCase();
  if (kind === undefined) return false;
  const handle = await open(file.path);
  const head = await handle.read(Buffer.alloc(4), 0, 4, 0).finally(() => handle.close());
  const magic = head.buffer.toString('hex');
  if (magic === ZIP_MAGIC && kind !== 'ods') return true;
  const what = magic === OLE_MAGIC ? '老式 Excel 表（.xls）' : `.${kind} 文件`;
  throw new AppError(
    'refusedFile',
    `「${file.fileName}」是${what}，不能直接读。用 Excel 或 WPS 打开，另存为 .xlsx 再传。`,
    {
      en: 'Open it in Excel or WPS, save it as .xlsx and upload that.',
    },
  );
}

/**
 * Reads the sheets that have a heading, in a worker with its own memory and time limit: the file is of unknown origin.
 * @throws {AppError} tooLarge, unreadableFile with the remedy
 */
export async function readWorkbook(file: { path: string; size: number; fileName: string }): Promise<ReadSheet[]> {
  if (file.size > MAX_BYTES)
    throw new AppError('tooLarge', `「${file.fileName}」超过 20 MB。删掉图片和不用的表，只留图斑列表再传。`, {
      en: 'Remove pictures and other sheets, keep the list only.',
    });
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: { path: file.path },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = setTimeout(() => void worker.terminate(), MAX_MS);
  try {
    const answer = await new Promise<WorkbookAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
    });
    if (!answer.ok) throw new AppError('unreadableFile', `「${file.fileName}」：${answer.message}`);
    return answer.sheets;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unreadableFile', `「${file.fileName}」读不出来。用 Excel 或 WPS 打开，另存为 .xlsx 再传。`, {
      en: 'Open it, save it as .xlsx and upload it again.',
      cause,
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
