import { expect, test } from 'vitest';
import { lookOf } from './compass.ts';
import { wayTo } from './ground.ts';

const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [110, 30],
      [110.001, 30],
      [110.001, 30.001],
      [110, 30.001],
      [110, 30],
    ],
  ],
};

test('the way leads to the edge of the ground, the arrow to its middle', () => {
  const way = wayTo({ lon: 110.0005, lat: 29.999 }, { geometry: square, point: null });
  expect(way?.inside).toBe(false);
  expect(way?.metres).toBeGreaterThan(110);
  expect(way?.metres).toBeLessThan(112);
  expect(Math.abs((way?.bearing ?? 90) % 360)).toBeLessThan(1);
});
test('inside it is nought metres', () => {
  expect(wayTo({ lon: 110.0005, lat: 30.0005 }, { geometry: square, point: null })).toMatchObject({
    inside: true,
    metres: 0,
  });
});
test('a place without a shape has a way too, one without a place has none', () => {
  expect(wayTo({ lon: 110, lat: 30 }, { geometry: null, point: [110, 30.001] })?.inside).toBe(false);
  expect(wayTo({ lon: 110, lat: 30 }, { geometry: null, point: null })).toBeNull();
});

test('a compass without north gives no bearing rather than a wrong one', () => {
  expect(lookOf({ alpha: 30, beta: 90, absolute: false }, 1)).toBeNull();
  expect(lookOf({ alpha: null, beta: 90, absolute: true }, 1)).toBeNull();
  expect(lookOf({ alpha: 90, beta: 100, absolute: true }, 1)).toEqual({ bearingDeg: 270, pitchDeg: 10, at: 1 });
  expect(lookOf({ alpha: 0, beta: null, absolute: true }, 1)?.bearingDeg).toBe(0);
  expect(lookOf({ alpha: 90, beta: 90, absolute: false, webkitCompassHeading: 46 }, 1)?.bearingDeg).toBe(46);
});
