import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import type { JobDefinition, JobHandle } from '../../platform/jobs/index.ts';
import { asAppError } from './files.ts';
import { loadLayer } from './load.ts';
import { ImportPlan } from './plan.ts';
import { purgeFeatures } from './queries/features.ts';
import * as versions from './queries/versions.ts';

/**
 * Imports a layer: file → features of a version that nobody sees → validity → sums → active. A run that begins finds
 * nothing or the remains of one that died, removes them and starts from the file again: that takes seconds, while a
 * checkpoint inside a stream of COPY batches would have to be proved for every format.
 */
export function importJob(platform: Platform): JobDefinition {
  return {
    kind: 'layer.import',
    async run(job) {
      const plan = ImportPlan.parse(job.input);
      const { countyCode } = job.actor;
      const before = await job.transaction(({ tx }) => versions.versionById(tx, countyCode, plan.layerVersionId));
      // The process died between the activation and the end of the job: the work is done.
      if (before?.state === 'active') return { layerVersionId: plan.layerVersionId, features: before.feature_count };
      await purgeFeatures(platform.db.pool, countyCode, plan.layerVersionId);
      await job.transaction(({ tx }) =>
        versions.moveVersion(tx, countyCode, plan.layerVersionId, ['failed'], 'loading'),
      );
      try {
        return await loadLayer(platform, job, plan);
      } catch (error) {
        const known = asAppError(error);
        await undo(platform, job, plan, known);
        throw known;
      }
    },
  };
}

async function undo(platform: Platform, job: JobHandle, plan: ImportPlan, error: unknown): Promise<void> {
  const { countyCode } = job.actor;
  await purgeFeatures(platform.db.pool, countyCode, plan.layerVersionId);
  const notice = job.signal.aborted
    ? { code: 'cancelled', zh: '导入已停止，没有留下数据，可以继续。', en: 'Stopped; nothing was kept. It can go on.' }
    : error instanceof AppError
      ? { code: error.code, zh: error.message, en: error.messageEn }
      : {
          code: 'internal',
          zh: '导入中断，没有留下数据，可以继续。',
          en: 'Broke off; nothing was kept. It can go on.',
        };
  await job.transaction(({ tx }) => versions.failVersion(tx, countyCode, plan.layerVersionId, { notices: [notice] }));
}
