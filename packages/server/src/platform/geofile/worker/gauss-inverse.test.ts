import { fromGauss, gaussZones, toGauss } from '@shoutian/domain/geo';
import { expect, test } from 'vitest';
import { gaussInverseInPlace } from './gauss-inverse.ts';

const METRES_PER_DEGREE = 111_320;

test('agrees with the domain within 1e-8 m in every zone, three degrees either side', () => {
  let worst = 0;
  for (const zone of gaussZones) {
    for (let lat = 3; lat <= 54; lat += 3.7) {
      for (const off of [-3, -1.2, -0.001, 0, 0.8, 2.9]) {
        const { e, n } = toGauss(zone, zone.centralMeridian + off, lat);
        const [lon, la] = fromGauss(zone, e, n);
        const xy = Float64Array.of(e, n);
        expect(gaussInverseInPlace(zone, xy, 1)).toBe(-1);
        const dx = ((xy[0] ?? 0) - lon) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
        worst = Math.max(worst, Math.hypot(dx, ((xy[1] ?? 0) - la) * METRES_PER_DEGREE));
      }
    }
  }
  expect(worst).toBeLessThan(1e-8);
});

test('gives what PROJ 9.1 gives for a point of zone 35', () => {
  const zone = gaussZones.find(({ epsg }) => epsg === 4523);
  if (!zone) throw new Error('no zone 35');
  const xy = Float64Array.of(35600000, 3300000);
  gaussInverseInPlace(zone, xy, 1);
  expect(xy[0]).toBeCloseTo(106.0344696480481, 11);
  expect(xy[1]).toBeCloseTo(29.8145051481162, 11);
});

test('names the first vertex that cannot be in the zone', () => {
  const zone = gaussZones.find(({ epsg }) => epsg === 4523);
  if (!zone) throw new Error('no zone 35');
  expect(gaussInverseInPlace(zone, Float64Array.of(35600000, 3300000, 106, 29.8), 2)).toBe(1);
  expect(gaussInverseInPlace(zone, Float64Array.of(35600000, Number.NaN), 1)).toBe(0);
});
