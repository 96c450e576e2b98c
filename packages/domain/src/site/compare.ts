import { type SiteFigures, SLIVER_M2 } from './findings.ts';

/** What alternatives are compared by, the weightiest first (R-036: avoid permanent basic farmland, then use less farmland). */
const criteria: readonly ((figures: SiteFigures) => number)[] = [
  ({ eco }) => eco?.areaM2 ?? 0,
  ({ pbfM2 }) => pbfM2 ?? 0,
  ({ farmGrossM2 }) => farmGrossM2 ?? 0,
  ({ subjectM2 }) => subjectM2,
];

/** Negative where `a` takes less than `b` by the first criterion in which they differ by more than a sliver. */
export function compareSites(a: SiteFigures, b: SiteFigures): number {
  for (const of of criteria) {
    const [left, right] = [of(a), of(b)];
    if (Math.abs(left - right) >= SLIVER_M2) return left - right;
  }
  return 0;
}

/**
 * Index of the alternative that takes least; null for none, and where a layer is missing under some: what was not looked at
 * cannot be compared.
 */
export function leastSite(options: readonly SiteFigures[]): number | null {
  const whole = options.every(({ eco, pbfM2, farmGrossM2 }) => eco !== null && pbfM2 !== null && farmGrossM2 !== null);
  if (options.length === 0 || !whole) return null;
  return options.reduce((best, option, i) => (compareSites(option, options[best] as SiteFigures) < 0 ? i : best), 0);
}
