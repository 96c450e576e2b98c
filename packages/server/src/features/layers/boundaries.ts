import { flatFromRings, flatFromWkb, toEwkb, toRings } from '@shoutian/domain/geo';
import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { readFeatures } from '../../platform/geofile/index.ts';
import type { JobHandle } from '../../platform/jobs/index.ts';
import { setBoundaries } from '../divisions/index.ts';
import { type ImportPlan, sourceOf } from './plan.ts';
import { validShapes } from './queries/features.ts';
import { countedNo, newReading, noteIssues, type Reading, type Source } from './reading.ts';

interface Place {
  name: string | null;
  shapes: Uint8Array[];
  fids: number[];
}

/** Boundaries of a file become those of our divisions; enclaves (飞地) of one code are one boundary. */
export async function loadBoundaries(
  platform: Platform,
  job: JobHandle,
  plan: ImportPlan,
  { dataset, layer, options }: Source,
): Promise<Reading> {
  const reading = newReading();
  const codeField = sourceOf(plan.mapping, ['divisionCode']) ?? '';
  const nameField = sourceOf(plan.mapping, ['divisionName']) ?? '';
  const places = new Map<string, Place>();
  for await (const batch of readFeatures(dataset, options)) {
    noteIssues(reading, batch.issues);
    reading.refusedCount = batch.refused;
    for (const { attributes, geometry, fid } of batch.rows) {
      if (geometry === null) continue;
      const code = divisionOf(attributes[codeField] ?? '');
      if (code === null) {
        reading.refusedCount++;
        reading.refused.push({
          fid,
          code: 'badDivision',
          zh: `第 ${countedNo(dataset.driver, fid)} 个图斑的行政区代码「${attributes[codeField] ?? ''}」不是 6、9 或 12 位，未导入。`,
          en: `Feature ${countedNo(dataset.driver, fid)} has no division code of 6, 9 or 12 digits; not imported.`,
        });
        continue;
      }
      const place = places.get(code) ?? { name: attributes[nameField] ?? null, shapes: [], fids: [] };
      place.shapes.push(geometry);
      place.fids.push(fid);
      places.set(code, place);
    }
    await job.progress(batch.read, layer.featureCount, `读入 ${batch.read} / ${layer.featureCount} 个界线`);
  }
  await publish(platform, job, plan, places, reading);
  return reading;
}

/** 12 digits, or the 19 of 坐落单位代码; trailing zeros of a shorter code are cut (500151000000 → 500151). */
export function divisionOf(text: string): string | null {
  const digits = text.replaceAll(/\s/g, '').slice(0, 12);
  const code = digits.length === 12 ? digits.replace(/(000){1,2}$/, '') : digits;
  return /^\d{6}(\d{3}(\d{3})?)?$/.test(code) ? code : null;
}

async function publish(
  platform: Platform,
  job: JobHandle,
  plan: ImportPlan,
  places: ReadonlyMap<string, Place>,
  reading: Reading,
): Promise<void> {
  const entries = [...places];
  const joined = entries.map(([, { shapes }]) => {
    const [only] = shapes;
    return shapes.length === 1 && only
      ? only
      : toEwkb(flatFromRings(shapes.flatMap((shape) => toRings(flatFromWkb(shape)))));
  });
  const valid = await validShapes(platform.db.pool, joined);
  const rows = entries.flatMap(([code, { name, fids }], i) => {
    const shape = valid[i];
    if (!shape?.ewkb) return [];
    if (!shape.valid) reading.repaired.push({ fid: fids[0] ?? 0, what: `${code}：图形无效，已修复` });
    return [{ code, name, ewkb: shape.ewkb, source: `${plan.fileName}（${plan.year}）` }];
  });
  job.signal.throwIfAborted();
  const outcome = await job.transaction(({ tx }) => setBoundaries(tx, rows));
  if (outcome.set === 0)
    throw new AppError('refusedFile', '文件里的行政区代码没有一个和本县区划对得上，请核对代码字段。', {
      en: 'No division code of the file is one of ours; check the code column.',
    });
  reading.kept = outcome.set;
  if (outcome.unknownCodes.length > 0)
    reading.notices.push({
      code: 'unknownDivision',
      zh: `${outcome.unknownCodes.length} 个代码在本县区划里没有：${outcome.unknownCodes.slice(0, 10).join('、')}。`,
      en: `${outcome.unknownCodes.length} codes are not among the county's divisions.`,
    });
  if (outcome.nameDiffers.length > 0)
    reading.notices.push({
      code: 'nameDiffers',
      zh: `${outcome.nameDiffers.length} 处名称不同，没有改动：${outcome.nameDiffers
        .slice(0, 5)
        .map(({ ours, theirs }) => `${ours}／${theirs}`)
        .join('、')}。`,
      en: `${outcome.nameDiffers.length} names differ; ours were kept.`,
    });
}
