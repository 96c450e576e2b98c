import { z } from 'zod';
import { ratio, rule } from './definition.ts';

/** Ground: overlaps, distances, tolerances. */
export const groundRules = {
  'duplicate.overlapRatio': rule({
    zh: '重复：重叠占比',
    en: 'Duplicate: overlap share',
    schema: ratio,
    shipped: 0.3,
    mark: 'D',
    source: 'R-088',
  }),
  'duplicate.distanceM': rule({
    zh: '重复：距离（米）',
    en: 'Duplicate: distance in m',
    schema: z.number().min(0),
    shipped: 20,
    mark: 'D',
    source: 'R-088',
  }),
  'rebound.overlapRatio': rule({
    zh: '反弹：重叠占比',
    en: 'Rebound: overlap share',
    schema: ratio,
    shipped: 0.1,
    mark: 'D',
    source: 'R-108，6.3 E15',
  }),
  'area.toleranceMu': rule({
    zh: '面积闭合误差（亩）',
    en: 'Area closure tolerance in mu',
    schema: z.number().min(0),
    shipped: 0.01,
    mark: 'V',
    source: '一体化平台核查填报校验',
  }),
  'approval.coverRatio': rule({
    zh: '批文覆盖率',
    en: 'Approval cover ratio',
    schema: ratio,
    shipped: 0.95,
    mark: 'D',
    source: 'R-097，5.2',
  }),
  'verdict.coverRatio': rule({
    zh: '认定建议：覆盖率',
    en: 'Proposed verdict: cover ratio',
    schema: ratio,
    shipped: 0.95,
    mark: 'D',
    source: '一省的套合规则，只作示例',
  }),
  'ruralRoad.widthM': rule({
    zh: '农村道路宽度（米）',
    en: 'Rural road width in m',
    schema: z.object({ min: z.number(), max: z.number() }),
    shipped: { min: 1, max: 8 },
    mark: 'V',
    source: 'TD/T 1055 南方 1.0–8.0 米，北方 2.0–8.0 米',
  }),
};
