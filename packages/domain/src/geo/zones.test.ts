import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromGauss, gaussZone, gaussZoneOf, gaussZones, toGauss, zoneOfLongitude } from './zones.ts';

describe('Gauss zones', () => {
  it('lists all 64 systems, 4491 to 4554, once each', () => {
    expect(gaussZones.map((z) => z.epsg).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 64 }, (_, i) => 4491 + i),
    );
    expect(gaussZone(4490)).toBeUndefined();
    expect(gaussZone(4555)).toBeUndefined();
  });
  it.each([
    [4491, 6, 13, 75, 13500000],
    [4501, 6, 23, 135, 23500000],
    [4502, 6, 13, 75, 500000],
    [4512, 6, 23, 135, 500000],
    [4513, 3, 25, 75, 25500000],
    [4523, 3, 35, 105, 35500000],
    [4534, 3, 25, 75, 500000],
    [4544, 3, 35, 105, 500000],
    [4554, 3, 45, 135, 500000],
  ])('EPSG:%i is the registry’s', (epsg, width, zone, centralMeridian, falseEasting) => {
    expect(gaussZone(epsg)).toMatchObject({ width, zone, centralMeridian, falseEasting });
  });
  it('meets the quick test values of the specification', () => {
    for (const [prefixed, easting] of [
      [true, 35596681.6686],
      [false, 596681.6686],
    ] as const) {
      const zone = gaussZoneOf({ width: 3, centralMeridian: 105, prefixed });
      if (zone === undefined) throw new Error('no zone');
      const { e, n } = toGauss(zone, 106, 29.8);
      expect(e).toBeCloseTo(easting, 4);
      expect(n).toBeCloseTo(3298362.5732, 4);
      const [lon, lat] = fromGauss(zone, zone.falseEasting + 100000, 3300000);
      // The printed inverse is the survey's own series, which is 3·10⁻⁶″ (8·10⁻¹⁰°, 0.1 mm) off.
      expect(Math.abs(lon - 106.034469648)).toBeLessThan(1e-9);
      expect(Math.abs(lat - 29.8145051473)).toBeLessThan(1e-9);
    }
  });
  it('finds the zone of a longitude', () => {
    expect([106.4, 106.6, 105].map((lon) => zoneOfLongitude(lon))).toEqual([35, 36, 35]);
    expect([106.4, 108.1].map((lon) => zoneOfLongitude(lon, 6))).toEqual([18, 19]);
  });
  it('comes back where it started, anywhere in China and in any zone', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...gaussZones),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: 3, max: 54, noNaN: true }),
        (zone, offset, lat) => {
          const lon = zone.centralMeridian + offset;
          const { e, n } = toGauss(zone, lon, lat);
          const back = fromGauss(zone, e, n);
          expect(Math.abs(back[0] - lon)).toBeLessThan(1e-12 * 400);
          expect(Math.abs(back[1] - lat)).toBeLessThan(1e-12 * 400);
        },
      ),
    );
  });
});
