import { z } from 'zod';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import type { JobDefinition } from '../../platform/jobs/index.ts';
import { overlayer } from './overlayer.ts';
import { clueIdsOfBatch } from './queries/snapshots.ts';

const Input = z.object({ batchId: z.uuid() });

/** 套合分析 of a whole batch; resumed after the last stored chunk. */
export function overlayJob(platform: Platform): JobDefinition {
  return {
    kind: 'overlay.run',
    async run(job) {
      const { batchId } = Input.parse(job.input);
      const after = typeof job.checkpoint['lastId'] === 'string' ? job.checkpoint['lastId'] : null;
      const before = Number(job.checkpoint['done'] ?? 0);
      const ids = await job.transaction(({ tx, actor }) => clueIdsOfBatch(tx, actor.countyCode, batchId, after));
      if (ids.length === 0 && before === 0)
        throw new AppError('notFound', '这一批没有可以套合的图形。', { en: 'No shapes in this batch.' });
      const total = before + ids.length;
      await job.progress(before, total, '正在套合');
      const done = await overlayer(platform).all(job, 'clue', ids, async (count, lastId) => {
        await job.saveCheckpoint({ lastId, done: before + count });
        await job.progress(before + count, total, '正在套合');
      });
      return { batchId, overlaid: before + done };
    },
  };
}
