import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LonLat } from './brands.ts';
import { labelPoint } from './label-point.ts';
import { distanceToEdgeM, distanceToPolygonM, pointInPolygon, rayHitsPolygon } from './locate.ts';
import { bearingDeg, destination, distanceM, lineLengthM, perimeterM } from './measure.ts';
import { flatFromRings } from './rings.ts';
import { hasData, readText } from './testing/data.ts';
import { random, star } from './testing/mosaic.ts';

const metre = 1 / 96500;
const plate = flatFromRings([
  [
    [
      [106, 29],
      [106.01, 29],
      [106.01, 29.01],
      [106, 29.01],
    ],
    [
      [106.004, 29.004],
      [106.006, 29.004],
      [106.006, 29.006],
      [106.004, 29.006],
    ],
  ],
]);
const place = fc.tuple(fc.double({ min: 75, max: 135, noNaN: true }), fc.double({ min: 5, max: 53, noNaN: true }));

describe('lengths and directions', () => {
  it('knows the length of a minute of latitude and of longitude', () => {
    expect(distanceM([106, 0], [106, 1 / 60])).toBeCloseTo(1842.905, 2);
    expect(distanceM([106, 0], [106 + 1 / 60, 0])).toBeCloseTo(1855.325, 2);
    expect(distanceM([106, 29], [106, 29])).toBe(0);
    expect(
      lineLengthM([
        [106, 29],
        [106.01, 29],
        [106, 29],
      ]),
    ).toBeCloseTo(2 * distanceM([106, 29], [106.01, 29]), 6);
    expect(lineLengthM([])).toBe(0);
    expect(perimeterM(plate)).toBeGreaterThan(distanceM([106, 29], [106, 29.01]) * 2);
  });
  it.skipIf(!hasData)('agrees with the geodesic test set to 2 mm', () => {
    let judged = 0;
    for (const line of readText('geodesy_vectors/GeodTest-nano.dat').trim().split('\n')) {
      const [lat1 = 0, lon1 = 0, , lat2 = 0, lon2 = 0, , s12 = 0] = line.split(/\s+/).map(Number);
      // Marked in the file: pairs nearly opposite on the globe, which Vincenty's equations cannot do.
      if (line.startsWith('###')) continue;
      judged++;
      expect(Math.abs(distanceM([lon1, lat1], [lon2, lat2]) - s12)).toBeLessThan(0.002);
    }
    expect(judged).toBeGreaterThan(50);
  });
  it('still answers for points opposite on the globe', () => {
    expect(distanceM([0, 0], [179.9, 0.1])).toBeGreaterThan(1.99e7);
    expect(distanceM([0, 0], [180, 0])).toBeGreaterThan(1.99e7);
  });
  it('goes in a direction and looks back', () => {
    fc.assert(
      fc.property(
        place,
        fc.double({ min: 0, max: 359.99, noNaN: true }),
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (from, bearing, metres) => {
          const to = destination(from, bearing, metres);
          expect(Math.abs(distanceM(from, to) - metres)).toBeLessThan(0.01);
          const turn = Math.abs(bearingDeg(from, to) - bearing);
          expect(Math.min(turn, 360 - turn)).toBeLessThan(0.001);
        },
      ),
    );
  });
});

describe('points and polygons', () => {
  it('tells inside, hole and outside', () => {
    expect(pointInPolygon([106.002, 29.002], plate)).toBe(true);
    expect(pointInPolygon([106.005, 29.005], plate)).toBe(false);
    expect(pointInPolygon([106.02, 29.005], plate)).toBe(false);
    expect(pointInPolygon([Number.NaN, 29], plate)).toBe(false);
  });
  it('measures to the boundary from outside, from inside and from the hole', () => {
    expect(distanceToPolygonM([106.002, 29.002], plate)).toBe(0);
    expect(distanceToEdgeM([106.0001, 29.005], plate)).toBeCloseTo(distanceM([106.0001, 29.005], [106, 29.005]), 6);
    expect(distanceToPolygonM([106.005, 29.005], plate)).toBeCloseTo(
      distanceM([106.005, 29.005], [106.006, 29.005]),
      3,
    );
    expect(distanceToPolygonM([106.011, 29.011], plate)).toBeCloseTo(distanceM([106.011, 29.011], [106.01, 29.01]), 6);
    expect(distanceToEdgeM([106, 29], flatFromRings([]))).toBe(Infinity);
  });
  it('sees the parcel a camera looks at, and how far', () => {
    const south: LonLat = [106.005, 28.999];
    expect(rayHitsPolygon(south, 0, plate, 500)).toBeCloseTo(distanceM(south, [106.005, 29]), 2);
    expect(rayHitsPolygon(south, 180, plate, 500)).toBeNull();
    expect(rayHitsPolygon(south, 90, plate, 5000)).toBeNull();
    expect(rayHitsPolygon(south, 0, plate, 50)).toBeNull();
    expect(rayHitsPolygon([106.002, 29.002], 77, plate, 5)).toBe(0);
    // From the hole one meets its rim.
    expect(rayHitsPolygon([106.005, 29.005], 90, plate, 500)).toBeCloseTo(
      distanceM([106.005, 29.005], [106.006, 29.005]),
      2,
    );
  });
  it('looks at what it goes towards', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0, max: 359, noNaN: true }), (seed, bearing) => {
        const target = star(12, 50 * metre, 0, 0, random(seed));
        const from = destination([106, 29.8], bearing, 300);
        const seen = rayHitsPolygon(from, bearingDeg(from, [106, 29.8]), target, 400);
        expect(seen).toBeGreaterThan(distanceToEdgeM(from, target) - 0.01);
        expect(seen).toBeLessThan(300);
      }),
    );
  });
});

describe('labelPoint', () => {
  it('lies inside, away from the boundary, out of the hole', () => {
    const [lon, lat] = labelPoint(plate);
    expect(pointInPolygon([lon, lat], plate)).toBe(true);
    expect(distanceToEdgeM([lon, lat], plate)).toBeGreaterThan(200);
  });
  it('lies inside any star, and inside a bent strip', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 3, max: 40 }), (seed, vertices) => {
        const p = star(vertices, 100 * metre, 0, 0, random(seed));
        expect(pointInPolygon(labelPoint(p), p)).toBe(true);
      }),
    );
    const strip = flatFromRings([
      [
        [
          [106, 29],
          [106.01, 29],
          [106.01, 29.01],
          [106.0099, 29.01],
          [106.0099, 29.0001],
          [106, 29.0001],
        ],
      ],
    ]);
    expect(pointInPolygon(labelPoint(strip), strip)).toBe(true);
  });
  it('takes a line for very long boundaries and the vertex where there is no area', () => {
    const long = star(30000, 100 * metre, 0);
    expect(pointInPolygon(labelPoint(long), long)).toBe(true);
    expect(
      labelPoint(
        flatFromRings([
          [
            [
              [106, 29],
              [106.1, 29],
            ],
          ],
        ]),
      ),
    ).toEqual([106, 29]);
    expect(() => labelPoint(flatFromRings([]))).toThrow(RangeError);
  });
});
