import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DrawCandidate, drawInspection } from './draw.ts';

const drawn = (all: readonly DrawCandidate[], ratio: number, seed: string) =>
  drawInspection(all, ratio, seed).picked.map((each) => each.id);

const candidates = Array.from({ length: 60 }, (_, i) => ({
  id: `2026-示例-${String(i + 1).padStart(4, '0')}`,
  stratum: `村${i % 3}`,
  flagged: i === 7,
}));

describe('the draw', () => {
  it('repeats for a seed, whatever the order of rows, and differs for another', () => {
    const first = drawInspection(candidates, 0.1, '2026Q4-9f3a');
    expect(drawInspection([...candidates].reverse(), 0.1, '2026Q4-9f3a')).toEqual(first);
    expect(drawInspection(candidates, 0.1, '2026Q4-9f3b').picked).not.toEqual(first.picked);
  });

  it('takes the share of every stratum, and all flagged ones', () => {
    const ids = drawn(candidates, 0.1, 's');
    expect(ids).toContain('2026-示例-0008');
    for (const stratum of ['村0', '村1', '村2']) {
      const members = candidates.filter((each) => each.stratum === stratum && ids.includes(each.id));
      expect(members.length).toBeGreaterThanOrEqual(2);
      expect(members.length).toBeLessThanOrEqual(3);
    }
    expect(drawInspection(candidates, 0, 's').picked).toEqual([
      { id: '2026-示例-0008', stratum: '村1', reason: 'flagged' },
    ]);
  });

  it('is fair: over many seeds each problem comes about as often', () => {
    const hits = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1)
      for (const id of drawn(candidates, 0.1, `seed-${seed}`)) hits.set(id, (hits.get(id) ?? 0) + 1);
    const others = candidates.filter((each) => !each.flagged).map((each) => hits.get(each.id) ?? 0);
    // Expected 200 of 2000; five standard deviations are 67.
    expect(Math.min(...others)).toBeGreaterThan(133);
    expect(Math.max(...others)).toBeLessThan(267);
  });

  it('never draws what is not there, nor twice', () => {
    const one = fc.record({ id: fc.uuid(), stratum: fc.constantFrom('a', 'b'), flagged: fc.boolean() });
    fc.assert(
      fc.property(
        fc.uniqueArray(one, { selector: (each) => each.id }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.string(),
        (all, ratio, seed) => {
          const ids = drawn(all, ratio, seed);
          expect(new Set(ids).size).toBe(ids.length);
          expect(ids.every((id) => all.some((each) => each.id === id))).toBe(true);
        },
      ),
    );
  });
});
