import { LayerKind } from '@shoutian/domain/api';
import type { LayerKind as Kind } from '@shoutian/domain/layers';
import { z } from 'zod';
import type { CopyColumn } from '../../platform/geofile/index.ts';

/** What a person confirmed, as the job keeps it: enough to start the whole import again from the stored file. */
export const ImportPlan = z.object({
  layerVersionId: z.uuid(),
  sha256: z.string(),
  fileName: z.string(),
  kind: LayerKind,
  year: z.number().int(),
  divisionCode: z.string(),
  dataset: z.number().int(),
  layer: z.string(),
  epsg: z.number().int().nullable(),
  encoding: z.string().nullable(),
  mapping: z.record(z.string(), z.string()),
  classMapping: z.record(z.string(), z.string()).nullable(),
  areaUnit: z.enum(['m2', 'mu', 'ha']),
  replace: z.boolean(),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

const m2Of = { m2: 1, mu: 2000 / 3, ha: 10_000 } as const;

/** Which target field fills which column of layer_feature; the first one mapped wins. */
const sources: Record<Kind, { class: readonly string[]; label: readonly string[]; place: readonly string[] }> = {
  landClass: { class: ['landCode'], label: ['parcelNo'], place: ['seatUnitCode'] },
  permanentBasicFarmland: { class: ['landCode'], label: ['parcelNo'], place: ['seatUnitCode', 'divisionCode'] },
  ecoRedLine: { class: ['type', 'code'], label: ['name', 'code'], place: ['divisionCode'] },
  urbanGrowthBoundary: { class: ['zoneCode'], label: ['zoneName'], place: ['divisionCode'] },
  approvedLand: { class: ['use'], label: ['docNo', 'projectName'], place: ['divisionCode'] },
  facilityAgriLand: { class: ['use'], label: ['filingNo', 'projectName'], place: ['divisionCode'] },
  division: { class: [], label: ['divisionName'], place: ['divisionCode'] },
};

/** The file's column for a target field, undefined when none is mapped. */
export function sourceOf(mapping: Readonly<Record<string, string>>, targets: readonly string[]): string | undefined {
  for (const target of targets) {
    const hit = Object.entries(mapping).find(([, to]) => to === target);
    if (hit) return hit[0];
  }
  return undefined;
}

/**
 * Columns of layer_feature as the reader fills them.
 * @param percent the file gives 扣除系数 in percent (12.5) instead of as a factor (0.125)
 */
export function layerColumns(plan: ImportPlan, countyCode: string, percent: boolean): CopyColumn[] {
  const { kind, mapping } = plan;
  const text = (
    column: string,
    targets: readonly string[],
    more: Pick<CopyColumn & { from: 'field' }, 'clean' | 'values'> = {},
  ): CopyColumn => {
    const field = sourceOf(mapping, targets);
    return field === undefined
      ? { column, from: 'constant', type: 'text', value: '' }
      : { column, from: 'field', field, type: 'text', orElse: '', ...more };
  };
  const factor = sourceOf(mapping, ['ridgeFactor']);
  const stated = sourceOf(mapping, ['parcelM2', 'pbfM2']);
  return [
    { column: 'county_code', from: 'constant', type: 'text', value: countyCode },
    { column: 'id', from: 'uuidv7' },
    { column: 'layer_version_id', from: 'constant', type: 'uuid', value: plan.layerVersionId },
    text('class_code', sources[kind].class, {
      ...(kind === 'landClass' || kind === 'permanentBasicFarmland' ? { clean: { upper: true, squeeze: true } } : {}),
      ...(plan.classMapping ? { values: plan.classMapping } : {}),
    }),
    factor === undefined
      ? { column: 'net_factor', from: 'constant', type: 'float8', value: 1 }
      : {
          column: 'net_factor',
          from: 'field',
          field: factor,
          type: 'float8',
          number: { complementOf: percent ? 100 : 1 },
          orElse: 1,
        },
    text('label', sources[kind].label),
    // 坐落单位代码 has 19 digits, of which the first 12 are the village (TD/T 1057-2020).
    text('place_code', sources[kind].place, { clean: { squeeze: true, take: 12 } }),
    stated === undefined
      ? { column: 'stated_m2', from: 'constant', type: 'float8', value: null }
      : { column: 'stated_m2', from: 'field', field: stated, type: 'float8', number: { times: m2Of[plan.areaUnit] } },
    { column: 'area_m2', from: 'areaM2' },
    { column: 'attrs', from: 'rest' },
    { column: 'fid', from: 'fid' },
    { column: 'surely_valid', from: 'surelyValid' },
    { column: 'geom', from: 'geometry' },
  ];
}
