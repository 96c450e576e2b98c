import { landClass } from '@shoutian/domain/dictionaries';
import { expandBbox } from '@shoutian/domain/geo';
import type { Platform } from '../../platform/feature.ts';
import type { JobHandle } from '../../platform/jobs/index.ts';
import type { ImportPlan } from './plan.ts';
import { classCounts, outsideOf, type Totals } from './queries/features.ts';
import { countyBounds } from './queries/versions.ts';
import type { PlainNotice } from './reading.ts';

const MARGIN_M = 20_000;

/** What the whole of the loaded version shows and no single feature does: the place, and the classes. */
export async function gatherNotices(
  platform: Platform,
  job: JobHandle,
  plan: ImportPlan,
  totals: Totals,
): Promise<PlainNotice[]> {
  const { countyCode } = job.actor;
  const { pool } = platform.db;
  const notices: PlainNotice[] = [];
  const county = await job.transaction(({ tx }) => countyBounds(tx, countyCode));
  if (county !== undefined && totals.features > 0) {
    const [w, s, e, n] = expandBbox(county, MARGIN_M);
    const outside = await outsideOf(pool, countyCode, plan.layerVersionId, [w, s, e, n]);
    if (outside > 0)
      notices.push({
        code: 'outsideCounty',
        zh: `${outside} 个图斑在本县范围 20 公里以外（共 ${totals.features} 个），请核对坐标系；不对就停用后重新导入。`,
        en: `${outside} of ${totals.features} features lie more than 20 km outside the county; check the coordinate system.`,
      });
  }
  if (plan.kind === 'landClass')
    notices.push(...classNotices(await classCounts(pool, countyCode, plan.layerVersionId)));
  return notices;
}

function classNotices(counts: readonly { class_code: string; features: number }[]): PlainNotice[] {
  const strange = counts.filter(({ class_code }) => class_code !== '' && !landClass(class_code));
  const empty = counts.find(({ class_code }) => class_code === '')?.features ?? 0;
  const notices: PlainNotice[] = [];
  if (strange.length > 0) {
    const sum = strange.reduce((total, { features }) => total + features, 0);
    const first = strange.slice(0, 10).map(({ class_code }) => class_code);
    notices.push({
      code: 'unknownClass',
      zh: `${sum} 个图斑的地类不在三调工作分类里：${first.join('、')}${strange.length > 10 ? ' 等' : ''}。套合时不算耕地。`,
      en: `${sum} features have classes outside the survey classification: ${first.join(', ')}.`,
    });
  }
  if (empty > 0)
    notices.push({
      code: 'noClass',
      zh: `${empty} 个图斑没有地类，套合时不算耕地。`,
      en: `${empty} features have no land class and do not count as farmland.`,
    });
  return notices;
}
