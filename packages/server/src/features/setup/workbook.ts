import { Worker } from 'node:worker_threads';
import type { Complaint } from '@shoutian/domain/api';
import { AppError } from '../../platform/errors.ts';
import type { PlaceRow } from './places.ts';

export interface WorkbookRows {
  rows: PlaceRow[];
  complaints: Complaint[];
}
export type WorkbookAnswer = ({ ok: true } & WorkbookRows) | { ok: false; message: string };

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_MS = 60_000;

/**
 * Reads codes and names from a workbook in a worker with its own memory and time limit: the file is of unknown origin.
 * @throws {AppError} tooLarge, unreadableFile with the remedy
 */
export async function readPlaceRows(file: { path: string; size: number; fileName: string }): Promise<WorkbookRows> {
  if (file.size > MAX_BYTES)
    throw new AppError('tooLarge', '区划表超过 20 MB，只保留编码和名称两列再传。', {
      en: 'Keep only the columns for code and name.',
    });
  const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
    workerData: { path: file.path },
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  const timer = setTimeout(() => void worker.terminate(), MAX_MS);
  try {
    const answer = await new Promise<WorkbookAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
    });
    if (!answer.ok)
      throw new AppError('unreadableFile', answer.message, {
        en: 'The workbook cannot be used; the sentence above says why.',
      });
    return answer;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('unreadableFile', `${file.fileName} 读不出来。用 Excel 或 WPS 打开，另存为 .xlsx 再传。`, {
      en: 'Save it as .xlsx and upload it again.',
      cause,
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
