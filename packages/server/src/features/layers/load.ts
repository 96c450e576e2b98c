import { AppError } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { crsLabel, type LayerInfo, type SourceCrs } from '../../platform/geofile/index.ts';
import type { JobHandle } from '../../platform/jobs/index.ts';
import { loadBoundaries } from './boundaries.ts';
import { datasetAt, sourceCrs, withUnpacked } from './files.ts';
import { inspectStored } from './inspections.ts';
import { loadFeatures } from './load-features.ts';
import { gatherNotices } from './notices.ts';
import { personalFieldsOf } from './personal.ts';
import type { ImportPlan } from './plan.ts';
import { totalsOf } from './queries/features.ts';
import * as versions from './queries/versions.ts';
import { LISTED, type Source } from './reading.ts';

/** Questions of the wizard that were answered before the import began. */
const settled = new Set<string>(['prjMissing', 'crsMissing', 'encodingGuessed']);

/** Reads the file, loads, judges and activates. @throws {AppError} with the reader's sentence; the caller cleans up */
export async function loadLayer(
  platform: Platform,
  job: JobHandle,
  plan: ImportPlan,
): Promise<Record<string, unknown>> {
  await job.progress(0, undefined, '正在打开文件');
  const outcome = await withUnpacked(platform, plan, job.signal, async (unpacked) => {
    const dataset = datasetAt(unpacked, plan.dataset);
    const encoding = plan.encoding === null ? {} : { encoding: plan.encoding };
    const inspection = await inspectStored(plan.sha256, dataset, plan.dataset, plan.encoding, job.signal);
    const layer = layerNamed(inspection.layers, plan.layer);
    const personal = refusePersonal(layer, plan);
    const crs = sourceCrs(plan.epsg, layer.crs);
    const source: Source = {
      dataset,
      layer,
      options: { layer: layer.name, crs, excludedFields: personal, signal: job.signal, ...encoding },
    };
    const reading =
      plan.kind === 'division'
        ? await loadBoundaries(platform, job, plan, source)
        : await loadFeatures(platform, job, plan, source);
    await job.progress(layer.featureCount, layer.featureCount, '正在汇总');
    const totals = await totalsOf(platform.db.pool, job.actor.countyCode, plan.layerVersionId);
    const { west, south, east, north } = totals;
    const bounds: versions.Outcome['bounds'] =
      west === null || south === null || east === null || north === null ? null : [west, south, east, north];
    return {
      featureCount: plan.kind === 'division' ? reading.kept : totals.features,
      refusedCount: reading.refusedCount,
      repairedCount: reading.repaired.length,
      areaM2: totals.area_m2,
      bounds,
      sourceCrs: crsText(crs, layer),
      encoding: plan.encoding ?? inspection.encoding?.used ?? null,
      report: {
        refused: reading.refused.slice(0, LISTED),
        adjusted: reading.adjusted.slice(0, LISTED),
        adjustedCount: reading.adjustedCount,
        repaired: reading.repaired.slice(0, LISTED),
        truncated: Math.max(reading.refusedCount, reading.adjustedCount, reading.repaired.length) > LISTED,
        droppedFields: personal,
        areaDifferences: totals.compared === 0 ? null : { compared: totals.compared, beyondTolerance: totals.beyond },
        notices: [
          ...inspection.notices.filter(({ code }) => !settled.has(code)),
          ...layer.notices.filter(({ code }) => !settled.has(code)),
          ...reading.notices,
          ...(await gatherNotices(platform, job, plan, totals)),
        ],
      },
    };
  });
  if (outcome.featureCount === 0)
    throw new AppError('refusedFile', '没有一个图斑可以导入，原因列在下面。', {
      en: 'Not one feature can be imported; the reasons are below.',
      details: outcome.report.refused.slice(0, 20).map(({ code, zh, en }) => ({ code, message: zh, messageEn: en })),
    });
  job.signal.throwIfAborted();
  await activate(job, plan, outcome);
  return {
    layerVersionId: plan.layerVersionId,
    features: outcome.featureCount,
    refused: outcome.refusedCount,
    repaired: outcome.repairedCount,
  };
}

function layerNamed(layers: readonly LayerInfo[], name: string): LayerInfo {
  const layer = layers.find((one) => one.name === name);
  if (!layer)
    throw new AppError('badInput', `文件里没有图层「${name}」，有：${layers.map((one) => one.name).join('、')}。`, {
      en: `The file has no layer "${name}".`,
    });
  return layer;
}

/** @returns the personal columns, which the reader leaves out. @throws {AppError} badInput when one was mapped */
function refusePersonal(layer: LayerInfo, plan: ImportPlan): string[] {
  const personal = personalFieldsOf(layer.fields);
  const betrayed = personal.find((field) => field in plan.mapping);
  if (betrayed !== undefined)
    throw new AppError('badInput', `「${betrayed}」是个人信息，不能导入，请去掉这一列的对应。`, {
      en: `"${betrayed}" holds personal data and cannot be mapped.`,
    });
  return personal;
}

function crsText(crs: SourceCrs, layer: LayerInfo): string {
  if ('epsg' in crs) return `EPSG:${crs.epsg}`;
  return layer.crs === null ? 'WKT' : crsLabel(layer.crs);
}

/** Makes the version visible, and retires the one it replaces in the same moment. @throws {AppError} duplicate */
function activate(job: JobHandle, plan: ImportPlan, outcome: versions.Outcome): Promise<void> {
  const { layerVersionId: id, divisionCode, kind, year } = plan;
  return job.transaction(async (work) => {
    const { tx, actor } = work;
    const rival = await versions.inForce(tx, actor.countyCode, { divisionCode, kind, year });
    if (rival && !plan.replace)
      throw new AppError('duplicate', `导入期间已有别的版本「${rival.title}」启用，这一份没有入库。`, {
        en: `Another version, "${rival.title}", came into force meanwhile; this one was not kept.`,
      });
    if (rival) {
      await versions.moveVersion(tx, actor.countyCode, rival.id, ['active'], 'retired');
      await work.audit({
        action: 'layer.retire',
        subjectKind: 'layer',
        subjectId: rival.id,
        divisionCode,
        reason: '由新版本代替',
        changes: { replacedBy: id, kind, year },
      });
    }
    await versions.activateVersion(tx, actor.countyCode, id, work.now, outcome);
    await work.audit({
      action: 'layer.import',
      subjectKind: 'layer',
      subjectId: id,
      divisionCode,
      changes: {
        act: 'activate',
        features: outcome.featureCount,
        refused: outcome.refusedCount,
        repaired: outcome.repairedCount,
        droppedFields: outcome.report.droppedFields,
      },
    });
  });
}
