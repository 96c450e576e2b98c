import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaM2 } from './area.ts';
import { type FlatPolygon, flatPolygon } from './flat.ts';
import { coverRatio, intersectionArea, overlaySubject, unionArea } from './overlay.ts';
import { flatFromRings, toRings } from './rings.ts';
import { blobs, mosaic, random, star } from './testing/mosaic.ts';

const metre = 1 / 96500;
const box = (x: number, y: number, w: number, h: number, hole?: [number, number][]): FlatPolygon => {
  const [x0, y0, x1, y1] = [106 + x, 29 + y, 106 + x + w, 29 + y + h];
  return flatFromRings([
    [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ],
      ...(hole === undefined ? [] : [hole]),
    ],
  ]);
};
const only = (geometry: FlatPolygon, classKey = 'a', netFactor = 1) => ({ classKey, netFactor, geometry });

/** Stars of any shape and place, as a seed and sizes; simple polygons, so that the shoelace area is the truth. */
const anyStar = fc
  .record({
    vertices: fc.integer({ min: 3, max: 60 }),
    radius: fc.double({ min: 5, max: 400, noNaN: true }),
    x: fc.double({ min: -300, max: 300, noNaN: true }),
    y: fc.double({ min: -300, max: 300, noNaN: true }),
    seed: fc.integer(),
  })
  .map(({ vertices, radius, x, y, seed }) => star(vertices, radius * metre, x * metre, y * metre, random(seed)));

/** Any rings at all: self-crossing, spiked, folded. */
const anyDirt = fc
  .array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 })), {
      minLength: 1,
      maxLength: 14,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((rings) => flatFromRings([rings.map((ring) => ring.map(([x, y]) => [106 + x * 1e-4, 29 + y * 1e-4]))]));

function near(actual: number, expected: number, tolerance = 1e-6): void {
  expect(Math.abs(actual - expected)).toBeLessThan(tolerance + 1e-9 * Math.abs(expected));
}

function moved(p: FlatPolygon, change: (ring: [number, number][]) => [number, number][]): FlatPolygon {
  return flatFromRings(toRings(p).map((rings) => rings.map((ring) => change(ring.slice(0, -1)))));
}

describe('laws of overlay', () => {
  it('A ∩ A = A, by the official area', () =>
    fc.assert(fc.property(anyStar, (a) => near(intersectionArea(a, a), areaM2(a)))));
  it('A ∩ B = B ∩ A ≤ the smaller', () =>
    fc.assert(
      fc.property(anyStar, anyStar, (a, b) => {
        const both = intersectionArea(a, b);
        near(intersectionArea(b, a), both);
        expect(both).toBeLessThanOrEqual(Math.min(areaM2(a), areaM2(b)) + 1e-6);
      }),
    ));
  it('|A ∪ B| = |A| + |B| − |A ∩ B|', () =>
    fc.assert(
      fc.property(anyStar, anyStar, (a, b) => near(unionArea([a, b]), areaM2(a) + areaM2(b) - intersectionArea(a, b))),
    ));
  it('|A ∪ B| = |A| + |B| − |A ∩ B| on a lattice too, where sides stand upright and boundaries coincide', () =>
    fc.assert(
      fc.property(anyDirt, anyDirt, (a, b) => {
        const both = unionArea([a]) + unionArea([b]) - unionArea([a, b]);
        near(intersectionArea(a, b), both, 1e-3);
        near(overlaySubject(a, [only(b)]).coveredM2, both, 1e-3);
        near(coverRatio(a, [b]) * unionArea([a]), both, 1e-3);
      }),
      { numRuns: 500 },
    ));
  it('a candidate may cross the upright right side of a subject', () => {
    const subject = box(0, 0, 1e-3, 1e-3);
    const slant = flatFromRings([
      [
        [
          [106, 29],
          [106.0005, 29],
          [106.0015, 29.001],
          [106, 29.001],
        ],
      ],
    ]);
    // Half of it leaves the subject: what is left is the square without the triangle right of the slanting side.
    near(intersectionArea(subject, slant) / areaM2(subject), 0.875, 1e-6);
    near(intersectionArea(slant, subject) / areaM2(subject), 0.875, 1e-6);
  });
  it('neither direction nor first vertex of a ring matter', () =>
    fc.assert(
      fc.property(anyStar, anyStar, fc.nat(), (a, b, turn) => {
        const both = intersectionArea(a, b);
        near(
          intersectionArea(
            moved(a, (ring) => ring.toReversed()),
            b,
          ),
          both,
        );
        near(
          intersectionArea(
            moved(a, (ring) => [...ring.slice(turn % ring.length), ...ring.slice(0, turn % ring.length)]),
            b,
          ),
          both,
        );
      }),
    ));
  it('moving both along the parallel changes nothing', () =>
    fc.assert(
      fc.property(anyStar, anyStar, (a, b) => {
        // A power of two, so that the shift itself loses nothing worth speaking of.
        const shift = (p: FlatPolygon) => moved(p, (ring) => ring.map(([x, y]) => [x - 16, y]));
        near(intersectionArea(shift(a), shift(b)), intersectionArea(a, b), 1e-4);
      }),
    ));
  it('a partition adds up, and covers everything', () => {
    const parcels = mosaic(12, 48 * metre);
    for (const subject of blobs(40, 30, 90 * metre, 12 * 48 * metre, 11)) {
      const inner = overlaySubject(
        subject,
        parcels.map((geometry, i) => only(geometry, String(i % 4), 0.9)),
      );
      near(inner.sumM2, areaM2(subject), 1e-5);
      near(inner.coveredM2, areaM2(subject), 1e-5);
      near(inner.netM2, 0.9 * inner.sumM2, 1e-5);
      expect(inner.uncoveredM2).toBeLessThan(1e-5);
      near(
        inner.classes.reduce((sum, c) => sum + c.unionM2, 0),
        inner.coveredM2,
        1e-5,
      );
      const pairs = parcels.map((parcel) => intersectionArea(subject, parcel)).filter((area) => area >= 1e-4);
      expect(inner.pieceCount).toBe(pairs.length);
    }
  });
  it('never throws and never counts too much, on any rings', () =>
    fc.assert(
      fc.property(anyDirt, anyDirt, anyDirt, (a, b, c) => {
        const { subjectM2, coveredM2, uncoveredM2, classes } = overlaySubject(a, [only(b), only(c), only(a, 'b')]);
        near(coveredM2, subjectM2, 1e-4);
        expect(uncoveredM2).toBeLessThan(1e-4);
        for (const { unionM2, sumM2 } of classes)
          expect(unionM2).toBeLessThanOrEqual(Math.min(sumM2, subjectM2) + 1e-4);
        near(intersectionArea(a, b), intersectionArea(b, a), 1e-4);
      }),
      { numRuns: 300 },
    ));
});

describe('overlay figures', () => {
  it('tells sum, union, covered and net apart', () => {
    const subject = box(0, 0, 0.01, 0.01);
    const left = box(0, 0, 0.006, 0.01);
    const right = box(0.004, 0, 0.006, 0.01);
    const other = box(0.005, 0, 0.002, 0.01);
    const whole = areaM2(subject);
    const result = overlaySubject(subject, [
      only(left, 'dry', 0.8),
      only(right, 'dry'),
      only(other, 'wet'),
      only(box(1, 1, 1, 1), 'far'),
    ]);
    near(result.subjectM2, whole, 1e-4);
    near(result.coveredM2, whole, 1e-4);
    near(result.sumM2, 1.4 * whole, 1e-3);
    near(result.netM2, (0.6 * 0.8 + 0.6 + 0.2) * whole, 1e-3);
    expect(result.classes.map(({ classKey, pieceCount }) => [classKey, pieceCount])).toEqual([
      ['dry', 2],
      ['wet', 1],
    ]);
    near(result.classes[0]?.unionM2 ?? 0, whole, 1e-4);
    near(result.classes[0]?.sumM2 ?? 0, 1.2 * whole, 1e-3);
    expect(result.pieces.map(({ index }) => index)).toEqual([0, 1, 2]);
  });
  it('leaves the holes out, of subject and candidate', () => {
    const hole: [number, number][] = [
      [106.002, 29.002],
      [106.004, 29.002],
      [106.004, 29.004],
      [106.002, 29.004],
    ];
    const plate = box(0, 0, 0.01, 0.01);
    const ring = box(0, 0, 0.01, 0.01, hole);
    const plug = box(0.002, 0.002, 0.002, 0.002);
    near(intersectionArea(plate, ring), areaM2(ring), 1e-5);
    near(intersectionArea(ring, plug), 0, 1e-6);
    expect(coverRatio(ring, [plug])).toBe(0);
    expect(coverRatio(plate, [ring, plug])).toBeCloseTo(1, 10);
    expect(coverRatio(plate, [])).toBe(0);
  });
  it('counts a bow-tie by even-odd: both wings', () => {
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
    near(unionArea([bow]), areaM2(box(0, 0, 0.01, 0.01)) / 2, 30);
    near(intersectionArea(bow, box(0, 0, 0.01, 0.01)), unionArea([bow]), 1e-4);
  });
  it('answers nothing for nothing', () => {
    const empty = flatFromRings([]);
    const spike = flatFromRings([
      [
        [
          [106, 29],
          [106.01, 29],
          [106, 29],
        ],
      ],
    ]);
    for (const [a, b] of [
      [empty, empty],
      [empty, box(0, 0, 1, 1)],
      [spike, box(0, 0, 1, 1)],
      [box(0, 0, 1, 1), empty],
    ] as const)
      expect(intersectionArea(a, b)).toBe(0);
    expect(unionArea([])).toBe(0);
    expect(overlaySubject(empty, [only(spike)])).toMatchObject({ subjectM2: 0, pieceCount: 0, classes: [] });
  });
  it('survives coordinates that are no numbers', () => {
    const broken = flatPolygon(
      Float64Array.of(106, 29, Number.NaN, 29, 106.1, Number.POSITIVE_INFINITY, 106, 29),
      Int32Array.of(4),
      Int32Array.of(1),
    );
    expect(Number.isFinite(intersectionArea(box(0, 0, 0.1, 0.1), broken))).toBe(true);
    expect(Number.isFinite(intersectionArea(broken, box(0, 0, 0.1, 0.1)))).toBe(true);
  });
});

describe('large boundaries', () => {
  it('splits a boundary of 60,000 vertices without losing or doubling ground', () => {
    const next = random(1);
    const size = 20 * 48 * metre;
    const large = star(60000, size / 2, size / 2, size / 2, () => 0.5 + 0.001 * next());
    const parcels = mosaic(20, 48 * metre);
    const result = overlaySubject(
      large,
      parcels.map((geometry) => only(geometry)),
    );
    near(result.subjectM2, areaM2(large), 1e-3);
    near(result.sumM2, result.coveredM2, 1e-3);
    // Piece by piece gives the same figure as all at once.
    near(
      parcels.reduce((sum, parcel) => sum + intersectionArea(parcel, large), 0),
      result.sumM2,
      1e-3,
    );
    near(
      parcels.reduce((sum, parcel) => sum + intersectionArea(large, parcel), 0),
      result.sumM2,
      1e-3,
    );
  });
  it('unites thousands of overlapping polygons', () => {
    const many = blobs(1000, 40, 60 * metre, 36 * 48 * metre, 9);
    const all = unionArea(many);
    const box0 = box(-1, -1, 3, 3);
    near(coverRatio(box0, many) * areaM2(box0), all, 1);
    expect(all).toBeLessThan(many.reduce((sum, p) => sum + areaM2(p), 0));
    const [half, rest] = [many.slice(0, 500), many.slice(500)];
    const shared =
      overlaySubject(
        box0,
        half.map((geometry) => only(geometry)),
      ).coveredM2 + unionArea(rest);
    expect(shared).toBeGreaterThanOrEqual(all);
  });
});
