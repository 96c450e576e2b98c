import { compareSites } from './compare.ts';
import { type SiteFigures, SLIVER_M2 } from './findings.ts';

/** What a conclusion says beside the chosen alternative. */
export interface SiteReasons {
  /** Why permanent basic farmland cannot be avoided. */
  readonly pbfReason: string;
  /** Document or plan of the land that replaces it (补划). */
  readonly pbfReplacement: string;
  /** Why not the alternative that takes less. */
  readonly moreReason: string;
}

export interface SiteGap {
  readonly code: 'pbfReason' | 'pbfReplacement' | 'moreReason' | 'alternatives';
  readonly zh: string;
  readonly en: string;
}

const empty = (text: string): boolean => text.trim().length < 2;

/**
 * What is missing before an alternative may be concluded (R-013: at least two are compared; R-036: permanent basic farmland
 * needs its reason and 补划, and taking more than another alternative needs one).
 */
export function conclusionGaps(options: readonly SiteFigures[], chosen: number, reasons: SiteReasons): SiteGap[] {
  const site = options[chosen];
  if (site === undefined) throw new RangeError(`no alternative ${chosen}`);
  const gaps: SiteGap[] = [];
  if (options.length < 2)
    gaps.push({
      code: 'alternatives',
      zh: '至少要有两个方案比选',
      en: 'Compare at least two alternatives',
    });
  if ((site.pbfM2 ?? 0) >= SLIVER_M2) {
    if (empty(reasons.pbfReason))
      gaps.push({ code: 'pbfReason', zh: '占永久基本农田避不开的理由', en: 'Why basic farmland cannot be avoided' });
    if (empty(reasons.pbfReplacement))
      gaps.push({ code: 'pbfReplacement', zh: '永久基本农田补划依据', en: 'What replaces the basic farmland' });
  }
  const less = options.some((option) => compareSites(option, site) < 0);
  if (less && empty(reasons.moreReason))
    gaps.push({ code: 'moreReason', zh: '为什么不用占地更少的方案', en: 'Why not the alternative that takes less' });
  return gaps;
}
