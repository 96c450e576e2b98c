import { expect, test } from 'vitest';
import { clampShare, nextHalves, readHalves } from './halves.ts';

test('M goes through three halves, or two where both do not fit', () => {
  expect([nextHalves('table', false), nextHalves('both', false), nextHalves('map', false)]).toEqual([
    'both',
    'map',
    'table',
  ]);
  expect(nextHalves('table', true)).toBe('map');
});

test('the divider keeps both halves usable', () => {
  expect([clampShare(0.1), clampShare(0.5), clampShare(0.99)]).toEqual([0.35, 0.5, 0.75]);
});

test('without storage the bench starts at 55 to 45', () => {
  expect(readHalves('none')).toEqual({ halves: 'both', share: 0.55 });
});
