import type { SiteUse } from '../dictionaries/index.ts';
import { siteUses } from '../dictionaries/index.ts';
import { formatMu, formatPercent } from '../format/index.ts';

/** Areas under one alternative, m², official ellipsoidal; null where no such layer was loaded. */
export interface SiteFigures {
  readonly subjectM2: number;
  readonly uncoveredM2: number;
  readonly farmGrossM2: number | null;
  readonly farmNetM2: number | null;
  readonly pbfM2: number | null;
  readonly eco: { readonly areaM2: number } | null;
  readonly urban: { readonly areaM2: number } | null;
  readonly approved: { readonly areaM2: number; readonly labels: readonly string[] } | null;
  readonly facility: { readonly areaM2: number; readonly labels: readonly string[] } | null;
  readonly earlierProblems: readonly { readonly problemNo: string; readonly overlapM2: number }[];
}

/**
 * avoid: the site should be moved; look: something to weigh or to bring papers for; note: worth knowing; ok: looked at and
 * clear; unknown: the layer is missing, so nothing can be said.
 */
export type SiteLevel = 'avoid' | 'look' | 'note' | 'ok' | 'unknown';
export type SiteSubject = 'eco' | 'pbf' | 'farm' | 'urban' | 'approved' | 'facility' | 'problems' | 'coverage';

export interface SiteFinding {
  readonly subject: SiteSubject;
  readonly level: SiteLevel;
  readonly zh: string;
  readonly en: string;
}

/** Smaller overlaps are the width of a drawn line, m²: the tolerance of specification 3.3 for one outline against another. */
export const SLIVER_M2 = 1;

const mu = (m2: number): string => formatMu(m2);

/**
 * What the control lines say of a site. It advises: nothing here stops anybody, and a missing layer
 * is said so, never taken for a clear one.
 */
export function siteFindings(figures: SiteFigures, use: SiteUse): SiteFinding[] {
  return [
    eco(figures),
    pbf(figures),
    farm(figures),
    urban(figures, use),
    ...papers(figures),
    problems(figures),
    coverage(figures),
  ].filter((finding) => finding !== null);
}

const unknown = (subject: SiteSubject, zh: string, en: string): SiteFinding => ({
  subject,
  level: 'unknown',
  zh: `没有${zh}图层，这一项没有查`,
  en: `No layer of ${en}: not looked at`,
});

function eco({ eco: found }: SiteFigures): SiteFinding {
  if (found === null) return unknown('eco', '生态保护红线', 'ecological red lines');
  if (found.areaM2 < SLIVER_M2)
    return { subject: 'eco', level: 'ok', zh: '不压生态保护红线', en: 'Outside the ecological red line' };
  return {
    subject: 'eco',
    level: 'avoid',
    zh: `压生态保护红线 ${mu(found.areaM2)} 亩，应当避让`,
    en: `${mu(found.areaM2)} mu inside the ecological red line: move the site`,
  };
}

function pbf({ pbfM2 }: SiteFigures): SiteFinding {
  if (pbfM2 === null) return unknown('pbf', '永久基本农田', 'permanent basic farmland');
  if (pbfM2 < SLIVER_M2)
    return { subject: 'pbf', level: 'ok', zh: '不占永久基本农田', en: 'No permanent basic farmland' };
  return {
    subject: 'pbf',
    level: 'avoid',
    zh: `占永久基本农田 ${mu(pbfM2)} 亩，应当避让；确实避不开的，写明理由和补划依据`,
    en: `${mu(pbfM2)} mu of permanent basic farmland: move the site, or give the reason and the replacement`,
  };
}

function farm({ farmGrossM2, farmNetM2 }: SiteFigures): SiteFinding {
  if (farmGrossM2 === null) return unknown('farm', '地类图斑', 'land classes');
  if (farmGrossM2 < SLIVER_M2) return { subject: 'farm', level: 'ok', zh: '不占耕地', en: 'No farmland' };
  const net = farmNetM2 === null ? '' : `（扣田坎后 ${mu(farmNetM2)} 亩）`;
  return {
    subject: 'farm',
    level: 'look',
    zh: `占耕地 ${mu(farmGrossM2)} 亩${net}，看能不能再少`,
    en: `${mu(farmGrossM2)} mu of farmland: see whether less will do`,
  };
}

function urban({ urban: found, subjectM2 }: SiteFigures, use: SiteUse): SiteFinding | null {
  if (siteUses.get(use).agricultural) return null;
  if (found === null) return unknown('urban', '城镇开发边界', 'urban growth boundaries');
  const outside = Math.max(0, subjectM2 - found.areaM2);
  if (outside < SLIVER_M2)
    return { subject: 'urban', level: 'ok', zh: '全部在城镇开发边界内', en: 'Inside the urban growth boundary' };
  const share = formatPercent(outside / subjectM2);
  return {
    subject: 'urban',
    level: 'look',
    zh: `城镇开发边界外 ${mu(outside)} 亩（${share}），要看村庄规划`,
    en: `${mu(outside)} mu (${share}) outside the urban growth boundary: see the village plan`,
  };
}

function papers({ approved, facility }: SiteFigures): SiteFinding[] {
  const found: SiteFinding[] = [];
  if (approved !== null && approved.areaM2 >= SLIVER_M2)
    found.push({
      subject: 'approved',
      level: 'note',
      zh: `${mu(approved.areaM2)} 亩已有用地批文${named(approved.labels)}`,
      en: `${mu(approved.areaM2)} mu approved already${named(approved.labels)}`,
    });
  if (facility !== null && facility.areaM2 >= SLIVER_M2)
    found.push({
      subject: 'facility',
      level: 'note',
      zh: `${mu(facility.areaM2)} 亩是已备案的设施农用地${named(facility.labels)}`,
      en: `${mu(facility.areaM2)} mu is filed facility land${named(facility.labels)}`,
    });
  return found;
}

const named = (labels: readonly string[]): string =>
  labels.length === 0 ? '' : `（${labels.slice(0, 3).join('、')}）`;

function problems({ earlierProblems }: SiteFigures): SiteFinding | null {
  const touched = earlierProblems.filter(({ overlapM2 }) => overlapM2 >= SLIVER_M2);
  if (touched.length === 0) return null;
  const numbers = touched.slice(0, 3).map(({ problemNo }) => problemNo);
  return {
    subject: 'problems',
    level: 'look',
    zh: `压到 ${touched.length} 宗问题图斑：${numbers.join('、')}`,
    en: `Touches ${touched.length} problems: ${numbers.join(', ')}`,
  };
}

function coverage({ uncoveredM2, farmGrossM2 }: SiteFigures): SiteFinding | null {
  if (farmGrossM2 === null || uncoveredM2 < SLIVER_M2) return null;
  return {
    subject: 'coverage',
    level: 'look',
    zh: `${mu(uncoveredM2)} 亩没有地类图斑，面积可能少算`,
    en: `${mu(uncoveredM2)} mu without land classes: areas may be too small`,
  };
}
