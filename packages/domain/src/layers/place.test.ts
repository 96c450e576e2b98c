import { describe, expect, it } from 'vitest';
import { gaussZone, toGauss } from '../geo/index.ts';
import { fallsInto } from './place.ts';

const county = [106, 29.8, 106.3, 30.1] as const;

describe('does a delivery lie in the county', () => {
  const zone = gaussZone(4523);
  const at = zone ? toGauss(zone, 106.1, 29.9) : { e: 0, n: 0 };
  const point: [number, number] = [at.e, at.n];
  it('reads the points in the system that is tried on', () => {
    expect(fallsInto([point], 4523, county)).toBe(true);
    expect(fallsInto([point], 4524, county)).toBe(false);
    expect(fallsInto([[106.1, 29.9]], 4490, county)).toBe(true);
    expect(fallsInto([[116.1, 29.9]], 4326, county)).toBe(false);
  });
  it('allows 20 km over the boundary, and one point outside is outside', () => {
    expect(fallsInto([[105.85, 29.9]], 4490, county)).toBe(true);
    expect(
      fallsInto(
        [
          [106.1, 29.9],
          [105.7, 29.9],
        ],
        4490,
        county,
      ),
    ).toBe(false);
  });
  it('says nothing where nothing can be said', () => {
    expect(fallsInto([point], 4523, null)).toBeNull();
    expect(fallsInto([point], null, county)).toBeNull();
    expect(fallsInto([], 4523, county)).toBeNull();
    expect(fallsInto([point], 3857, county)).toBeNull();
  });
});
