import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSites, conclusionGaps, leastSite, type SiteFigures, siteFindings } from './index.ts';

const clear: SiteFigures = {
  subjectM2: 2000,
  uncoveredM2: 0,
  farmGrossM2: 0,
  farmNetM2: 0,
  pbfM2: 0,
  eco: { areaM2: 0 },
  urban: { areaM2: 2000 },
  approved: { areaM2: 0, labels: [] },
  facility: { areaM2: 0, labels: [] },
  earlierProblems: [],
};
const none = { pbfReason: '', pbfReplacement: '', moreReason: '' };
const levels = (figures: SiteFigures, use: Parameters<typeof siteFindings>[1] = 'industry') =>
  Object.fromEntries(siteFindings(figures, use).map(({ subject, level }) => [subject, level]));

describe('findings', () => {
  it('say what was looked at and found clear', () => {
    expect(levels(clear)).toEqual({ eco: 'ok', pbf: 'ok', farm: 'ok', urban: 'ok' });
  });

  it('never take a missing layer for a clear one', () => {
    const bare = { ...clear, eco: null, pbfM2: null, farmGrossM2: null, farmNetM2: null, urban: null };
    expect(levels({ ...bare, approved: null, facility: null })).toEqual({
      eco: 'unknown',
      pbf: 'unknown',
      farm: 'unknown',
      urban: 'unknown',
    });
  });

  it('name areas in mu, and papers and problems by their numbers', () => {
    const found = siteFindings(
      {
        ...clear,
        pbfM2: 1333.4,
        farmGrossM2: 1500,
        farmNetM2: 1400,
        urban: { areaM2: 500 },
        uncoveredM2: 66.7,
        approved: { areaM2: 300, labels: ['示府地8号'] },
        earlierProblems: [
          { problemNo: '2026-示例-0003', overlapM2: 40 },
          { problemNo: '2026-示例-0004', overlapM2: 0.2 },
        ],
      },
      'industry',
    );
    expect(found.map(({ subject, level, zh }) => `${subject} ${level} ${zh}`)).toEqual([
      'eco ok 不压生态保护红线',
      'pbf avoid 占永久基本农田 2.00 亩，应当避让；确实避不开的，写明理由和补划依据',
      'farm look 占耕地 2.25 亩（扣田坎后 2.10 亩），看能不能再少',
      'urban look 城镇开发边界外 2.25 亩（75%），要看村庄规划',
      'approved note 0.45 亩已有用地批文（示府地8号）',
      'problems look 压到 1 宗问题图斑：2026-示例-0003',
      'coverage look 0.10 亩没有地类图斑，面积可能少算',
    ]);
  });

  it('do not ask facility farmland for the urban boundary', () => {
    expect(levels({ ...clear, urban: { areaM2: 0 } }, 'facility')).not.toHaveProperty('urban');
  });
});

describe('comparison', () => {
  const site = (eco: number, pbfM2: number, farmGrossM2: number, subjectM2 = 2000): SiteFigures => ({
    ...clear,
    subjectM2,
    eco: { areaM2: eco },
    pbfM2,
    farmGrossM2,
  });

  it('weighs red line before basic farmland before farmland before size', () => {
    const options = [site(0, 50, 90), site(0, 0, 400), site(0, 0, 300, 3000), site(0, 0, 300, 2500), site(20, 0, 0)];
    expect(leastSite(options)).toBe(3);
  });

  it('has no winner where a layer is missing', () => {
    expect(leastSite([site(0, 0, 0), { ...site(0, 0, 0), pbfM2: null }])).toBeNull();
    expect(leastSite([])).toBeNull();
  });

  it('is a comparison: the other way round has the other sign', () => {
    const area = fc.integer({ min: 0, max: 3000 });
    fc.assert(
      fc.property(area, area, area, area, area, area, (a, b, c, d, e, f) => {
        const [one, two] = [site(a, b, c), site(d, e, f)];
        expect(Math.sign(compareSites(one, two))).toBe(-Math.sign(compareSites(two, one)) + 0);
      }),
    );
  });

  it('asks for what a conclusion needs', () => {
    const codes = (options: SiteFigures[], chosen: number, reasons = none) =>
      conclusionGaps(options, chosen, reasons).map(({ code }) => code);
    const [good, bad] = [site(0, 0, 100), site(0, 300, 500)];
    expect(codes([good], 0)).toEqual(['alternatives']);
    expect(codes([good, bad], 0)).toEqual([]);
    expect(codes([good, bad], 1)).toEqual(['pbfReason', 'pbfReplacement', 'moreReason']);
    const told = { pbfReason: '唯一的接线点', pbfReplacement: '补划方案3号', moreReason: '方案一在滑坡体上' };
    expect(codes([good, bad], 1, told)).toEqual([]);
    expect(() => conclusionGaps([good], 4, none)).toThrow(RangeError);
  });
});
