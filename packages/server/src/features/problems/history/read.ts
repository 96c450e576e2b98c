import { Worker } from 'node:worker_threads';
import { AppError } from '../../../platform/errors.ts';

/** A sheet of an older ledger as text; column names in sheet order, empty where the heading is. */
export interface LedgerSheet {
  name: string;
  headerRow: number;
  columns: string[];
  rows: { no: number; cells: string[] }[];
}
export type SheetAnswer = { ok: true; sheets: LedgerSheet[] } | { ok: false; message: string };

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_MS = 60_000;

/**
 * Reads the sheets that look like a ledger, in a worker with its own memory and time: the file is of unknown origin.
 * @throws {AppError} tooLarge, unreadableFile with the remedy
 */
export async function readLedger(file: { path: string; size: number; fileName: string }): Promise<LedgerSheet[]> {
  if (file.size > MAX_BYTES)
    throw new AppError('tooLarge', `「${file.fileName}」超过 20 MB。删掉图片和不用的表再传。`, {
      en: 'Remove pictures and other sheets.',
    });
  const worker = new Worker(new URL('./sheet-worker.ts', import.meta.url), {
    workerData: { path: file.path },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  const timer = setTimeout(() => void worker.terminate(), MAX_MS);
  try {
    const answer = await new Promise<SheetAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
    });
    if (!answer.ok)
      throw new AppError('unreadableFile', `「${file.fileName}」：${answer.message}`, {
        en: 'No heading was recognised; compare with the template.',
      });
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
