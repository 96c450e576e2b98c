import type { Platform } from '../../platform/feature.ts';
import { type LayerInfo, readCopy } from '../../platform/geofile/index.ts';
import type { JobHandle } from '../../platform/jobs/index.ts';
import { type ImportPlan, layerColumns, sourceOf } from './plan.ts';
import { analyseFeatures } from './queries/features.ts';
import { countedNo, newReading, noteIssues, type Reading, type Source } from './reading.ts';
import { repairInvalid } from './repair.ts';

/** Streams the file into layer_feature as a version that is not active, then has PostGIS judge what is doubtful. */
export async function loadFeatures(
  platform: Platform,
  job: JobHandle,
  plan: ImportPlan,
  source: Source,
): Promise<Reading> {
  const { countyCode } = job.actor;
  const total = source.layer.featureCount;
  const reading = newReading();
  const columns = layerColumns(plan, countyCode, inPercent(source.layer, plan));
  async function* batches(): AsyncGenerator<Uint8Array> {
    for await (const batch of readCopy(source.dataset, { ...source.options, columns })) {
      noteIssues(reading, batch.issues);
      reading.refusedCount = batch.refused;
      yield batch.bytes;
      await job.progress(batch.read, total, `读入 ${batch.read} / ${total} 个图斑`);
    }
  }
  const { rows } = await platform.db.bulkLoad({
    table: 'layer_feature',
    columns: columns.map(({ column }) => column),
    batches: batches(),
    signal: job.signal,
  });
  reading.kept = rows;
  await job.progress(total, total, '检查图形');
  const { repaired, refused } = await repairInvalid(platform.db.pool, countyCode, plan.layerVersionId, (judged) =>
    job.progress(total, total, `检查图形，已看 ${judged} 个`),
  );
  const no = (fid: number): number => countedNo(source.dataset.driver, fid);
  reading.repaired = repaired.map(({ fid, what }) => ({ fid, what: `第 ${no(fid)} 个图斑：${what}` }));
  reading.kept -= refused.length;
  reading.refusedCount += refused.length;
  reading.refused.push(
    ...refused.map(({ fid, what }) => ({
      fid,
      code: 'notRepairable',
      zh: `第 ${no(fid)} 个图斑${what}，修复后没有面，未导入。`,
      en: `Feature ${no(fid)} cannot be repaired into a polygon; not imported.`,
    })),
  );
  await analyseFeatures(platform.db.pool);
  return reading;
}

/** 扣除系数 in percent: a factor never exceeds 1, and slope terraces give figures such as 12.5. */
function inPercent(layer: LayerInfo, plan: ImportPlan): boolean {
  const field = sourceOf(plan.mapping, ['ridgeFactor']);
  const samples = layer.fields.find(({ name }) => name === field)?.samples ?? [];
  return samples.some((text) => Number(text) > 1);
}
