import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import type { JobDefinition, JobHandle } from '../../platform/jobs/index.ts';
import { overlayer } from '../overlays/index.ts';
import * as batches from './queries/batches.ts';
import { shapedClues } from './queries/store.ts';
import { checkAgain, type Outcome, storeDraft } from './store.ts';

const Input = z.object({ batchId: z.uuid(), rowVersion: z.number().int() });

/**
 * Stores a batch and lays it over the layers. The rows come in one transaction: a process that dies leaves the draft or
 * the whole batch. The overlay after it goes chunk by chunk and is resumed after the last one.
 */
export const importJob = (platform: Platform): JobDefinition => ({
  kind: 'clue.import',
  async run(job) {
    const { batchId, rowVersion } = Input.parse(job.input);
    const outcome = await stored(job, batchId, rowVersion);
    const after = typeof job.checkpoint['lastId'] === 'string' ? job.checkpoint['lastId'] : null;
    const before = Number(job.checkpoint['done'] ?? 0);
    const ids = await job.transaction(({ tx, actor }) => shapedClues(tx, actor.countyCode, batchId, after));
    const total = before + ids.length;
    await job.progress(before, total, '已入库，正在套合');
    const overlaid = await overlayer(platform).all(job, 'clue', ids, async (count, lastId) => {
      await job.saveCheckpoint({ lastId, done: before + count });
      await job.progress(before + count, total, '已入库，正在套合');
    });
    return { batchId, ...outcome, overlaid: before + overlaid };
  },
});

async function stored(job: JobHandle, batchId: string, rowVersion: number): Promise<Outcome> {
  const county = job.actor.countyCode;
  const state = await job.transaction(async ({ tx }) => {
    const locked = await batches.lockBatch(tx, county, batchId);
    // Cancelled before it began, then resumed: the draft is taken up again if nobody touched it meanwhile.
    if (locked?.state === 'draft' && locked.row_version === rowVersion) {
      await batches.reclaim(tx, county, batchId);
      return 'storing';
    }
    return locked?.state;
  });
  if (state === undefined) throw new AppError('notFound');
  try {
    if (state === 'storing') {
      await job.progress(0, undefined, '正在复核重复');
      await checkAgain(job, batchId);
      job.signal.throwIfAborted();
    }
    return await job.transaction((work) => storeDraft(work, batchId, rowVersion));
  } catch (error) {
    // Nothing was stored: the draft opens again for its owner. A killed process skips this and is taken up as it was.
    await job.transaction(({ tx }) => batches.release(tx, county, batchId, rowVersion));
    throw error;
  }
}
