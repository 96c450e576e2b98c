import { distanceToEdgeM, flatFromGeoJson, lonLat } from '@shoutian/domain/geo';
import { describe, expect, it } from 'vitest';
import { besideMiddle, nearestPoint, nearLine, tipOf } from './near-line.ts';

const bent = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [105, 30],
      [105.0012, 30],
      [105.0012, 30.0004],
      [105.0004, 30.0004],
      [105.0004, 30.001],
      [105, 30.001],
      [105, 30],
    ],
  ],
};

describe('nearLine', () => {
  it('lies the asked distance from the ground everywhere, at an inner corner too', () => {
    const ground = flatFromGeoJson(bent);
    const away = nearLine(bent, 50)
      .flat()
      .map(([lon, lat]) => distanceToEdgeM(lonLat(lon, lat), ground));
    expect(away.length).toBeGreaterThan(60);
    expect(Math.min(...away)).toBeGreaterThan(48.5);
    expect(Math.max(...away)).toBeLessThan(51.5);
  });

  it('is one closed line round one parcel', () => {
    const lines = nearLine(bent, 50);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[0]).toEqual(lines[0]?.at(-1));
  });
});

describe('nearestPoint', () => {
  it('is the foot of the perpendicular, or a corner beyond it', () => {
    expect(nearestPoint(bent, [105.0006, 29.9995])).toEqual([expect.closeTo(105.0006, 9), expect.closeTo(30, 9)]);
    expect(nearestPoint(bent, [104.999, 29.999])).toEqual([expect.closeTo(105, 9), expect.closeTo(30, 9)]);
  });
});

describe('labels', () => {
  it('stand once on the ring, at its top or its foot', () => {
    const lines = nearLine(bent, 50);
    const north = tipOf(lines)?.[1] ?? 0;
    const south = tipOf(lines, true)?.[1] ?? 0;
    expect(north).toBeGreaterThan(30.0014);
    expect(south).toBeLessThan(29.9996);
    expect(tipOf([])).toBeNull();
  });

  it('stand beside a distance: right of a steep line, above a flat one', () => {
    const steep = besideMiddle([105, 30], [105.0001, 30.001]);
    expect(steep.anchor).toBe('left');
    expect(steep.at[1]).toBeCloseTo(30.0005, 9);
    expect(besideMiddle([105, 30], [105.001, 30.0001]).anchor).toBe('bottom');
  });
});
