import { describe, expect, it } from 'vitest';
import { areaM2 } from './area.ts';
import { findOverlaps, selfOverlapM2 } from './overlaps.ts';
import { unionArea } from './overlay.ts';
import { flatFromRings } from './rings.ts';
import { hasData, readBytes, readCsv, readText } from './testing/data.ts';
import { readShp } from './testing/shp.ts';
import { transverseMercator } from './transverse-mercator.ts';

const box = (x: number, y: number, w: number, h: number) =>
  flatFromRings([
    [
      [
        [106 + x, 29 + y],
        [106 + x + w, 29 + y],
        [106 + x + w, 29 + y + h],
        [106 + x, 29 + y + h],
      ],
    ],
  ]);

describe('findOverlaps', () => {
  const items = [
    { id: 'first', geometry: box(0, 0, 0.001, 0.001) },
    { id: 'again', geometry: box(0, 0, 0.001, 0.001) },
    { id: 'neighbour', geometry: box(0.001, 0, 0.001, 0.001) },
    { id: 'inner', geometry: box(0.0002, 0.0002, 0.0005, 0.0005) },
    { id: 'far', geometry: box(1, 1, 0.001, 0.001) },
  ];
  it('tells duplicates from parts and leaves neighbours alone', () => {
    const pairs = findOverlaps(items);
    expect(pairs.map(({ a, b }) => `${a}-${b}`)).toEqual(['first-again', 'first-inner', 'again-inner']);
    expect(pairs.map(({ identical }) => identical)).toEqual([true, false, false]);
    expect(pairs[1]?.ofSmaller).toBeCloseTo(1, 9);
    expect(pairs[1]?.iou).toBeCloseTo(0.25, 5);
  });
  it('holds to its limits', () => {
    const shifted = [items[0], { id: 'half', geometry: box(0.0005, 0, 0.001, 0.001) }].flatMap((item) => item ?? []);
    expect(findOverlaps(shifted, { minRatio: 0.51 })).toEqual([]);
    expect(findOverlaps(shifted, { minRatio: 0.49 })).toHaveLength(1);
    expect(findOverlaps(shifted, { minM2: 1e6 })).toEqual([]);
  });
});

describe('selfOverlapM2', () => {
  const square = (x: number, size: number): [number, number][] => [
    [106 + x, 29],
    [106 + x + size, 29],
    [106 + x + size, 29 + size],
    [106 + x, 29 + size],
  ];
  it('is nothing for a clean polygon, with holes and parts', () => {
    expect(selfOverlapM2(flatFromRings([[square(0, 0.01)], [square(0.02, 0.01)]]))).toBe(0);
    expect(selfOverlapM2(flatFromRings([[square(0, 0.01), square(0.001, 0.005).toReversed()]]))).toBe(0);
  });
  it('is twice what two parts share, and shows a bow-tie', () => {
    const twice = flatFromRings([[square(0, 0.01)], [square(0.005, 0.01)]]);
    expect(selfOverlapM2(twice)).toBeCloseTo(areaM2(flatFromRings([[square(0, 0.01)]])), 3);
    const bow = flatFromRings([
      [
        [
          [106, 29],
          [106.01, 29.01],
          [106.01, 29],
          [106, 29.01],
        ],
      ],
    ]);
    expect(selfOverlapM2(bow)).toBeGreaterThan(400000);
  });
});

describe.skipIf(!hasData)('2,657 real suspects given in UTM zone 51', () => {
  it('finds exactly the pairs that overlap, and their areas', () => {
    const utm51 = transverseMercator({
      a: 6378137,
      f: 1 / 298.257223563,
      k0: 0.9996,
      centralMeridian: 123,
      falseEasting: 500000,
      falseNorthing: 0,
    });
    const ids = readCsv('expected/gengdi_self_overlap_areas.csv');
    const items = readShp(readBytes('parcels/gengdi_disturb/polygon_51RUM_confirm.shp')).map((parts, fid) => ({
      id: String(fid),
      geometry: flatFromRings(
        parts.map((rings) =>
          rings.map((ring) =>
            ring.map(({ e, n }) => {
              const { lon, lat } = utm51.inverse(e, n);
              return [lon, lat];
            }),
          ),
        ),
      ),
    }));
    expect(items.length).toBe(ids.length);
    items.forEach(({ geometry }, i) => {
      expect(Math.abs(areaM2(geometry) - (ids[i]?.number('official_m2') ?? 0))).toBeLessThan(0.001);
    });

    const pairs = new Map(findOverlaps(items).map((pair) => [`${pair.a}-${pair.b}`, pair]));
    const truth = readCsv('expected/gengdi_self_overlap.csv');
    expect([...pairs.keys()].toSorted()).toEqual(truth.map((r) => `${r.text('fid_a')}-${r.text('fid_b')}`).toSorted());
    for (const row of truth) {
      const pair = pairs.get(`${row.text('fid_a')}-${row.text('fid_b')}`);
      const expected = row.number('overlap_m2');
      // The truth is cut in the file's own plane, where edges run a little differently.
      expect(Math.abs((pair?.overlapM2 ?? 0) - expected)).toBeLessThan(0.5 + 2e-5 * expected);
      expect(pair?.identical).toBe(row.text('identical') === '1');
      expect(pair?.iou).toBeCloseTo(row.number('iou'), 4);
    }
    const summary: { union_m2: string } = JSON.parse(readText('expected/gengdi_self_overlap.json'));
    expect(Math.abs(unionArea(items.map(({ geometry }) => geometry)) - Number(summary.union_m2))).toBeLessThan(
      2e-5 * 2e7,
    );
  });
});
