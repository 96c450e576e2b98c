import type { SiteOption } from '@shoutian/domain/api';

/** A line of the comparison: m² under each alternative, null where the layer was not loaded. */
export interface FigureLine {
  readonly key:
    | 'whole'
    | 'farmGross'
    | 'farmNet'
    | 'pbfTotal'
    | 'eco'
    | 'urbanOut'
    | 'approved'
    | 'facility'
    | 'uncovered';
  readonly of: (option: SiteOption) => number | null;
  /** Less is better: the smallest is marked. */
  readonly less: boolean;
  /** Never shown in ordinary black when there is any. */
  readonly warns?: true;
}

/** In the order in which alternatives are weighed. */
export const figureLines: readonly FigureLine[] = [
  { key: 'whole', of: ({ result }) => result.subjectM2, less: true },
  { key: 'eco', of: ({ result }) => result.eco?.areaM2 ?? null, less: true, warns: true },
  { key: 'pbfTotal', of: ({ result }) => result.pbfM2, less: true, warns: true },
  { key: 'farmGross', of: ({ result }) => result.farmGrossM2, less: true },
  { key: 'farmNet', of: ({ result }) => result.farmNetM2, less: true },
  {
    key: 'urbanOut',
    of: ({ result }) => (result.urban === null ? null : Math.max(0, result.subjectM2 - result.urban.areaM2)),
    less: false,
  },
  { key: 'approved', of: ({ result }) => result.approved?.areaM2 ?? null, less: false },
  { key: 'facility', of: ({ result }) => result.facility?.areaM2 ?? null, less: false },
  { key: 'uncovered', of: ({ result }) => (result.landClasses === null ? null : result.uncoveredM2), less: false },
];

/** Ids of the alternatives with the smallest value of a line; none where they are all alike or one is not known. */
export function smallestOf(line: FigureLine, options: readonly SiteOption[]): ReadonlySet<string> {
  const values = options.map((option) => line.of(option));
  if (!line.less || options.length < 2 || values.some((value) => value === null)) return new Set();
  const known = values as number[];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (most - least < 1) return new Set();
  return new Set(options.filter((_, i) => (known[i] ?? 0) - least < 1).map(({ id }) => id));
}

/** Land classes that lie under any alternative, the largest first. */
export function classesOf(options: readonly SiteOption[]): { code: string; label: string }[] {
  const sums = new Map<string, { code: string; label: string; m2: number }>();
  for (const { result } of options)
    for (const { classCode, label, unionM2 } of result.landClasses ?? []) {
      const known = sums.get(classCode) ?? { code: classCode, label, m2: 0 };
      sums.set(classCode, { ...known, m2: known.m2 + unionM2 });
    }
  return [...sums.values()].sort((a, b) => b.m2 - a.m2).map(({ code, label }) => ({ code, label }));
}
