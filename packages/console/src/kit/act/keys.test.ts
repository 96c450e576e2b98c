import { expect, test } from 'vitest';
import { isSingleLetter, matchesKey, type Stroke } from './keys.ts';

const stroke = (key: string, more: Partial<Stroke> = {}): Stroke => ({
  key,
  ctrl: false,
  shift: false,
  alt: false,
  inField: false,
  ...more,
});

test('a single letter stays quiet in a field and with a modifier', () => {
  expect(matchesKey('m', stroke('m'), null)).toBe(true);
  expect(matchesKey('m', stroke('m', { inField: true }), null)).toBe(false);
  expect(matchesKey('m', stroke('m', { ctrl: true }), null)).toBe(false);
  expect(matchesKey('m', stroke('M', { shift: true }), null)).toBe(false);
});

test('mod combinations work inside fields', () => {
  expect(matchesKey('mod+k', stroke('k', { ctrl: true, inField: true }), null)).toBe(true);
  expect(matchesKey('mod+Enter', stroke('Enter', { ctrl: true, inField: true }), null)).toBe(true);
  expect(matchesKey('mod+k', stroke('k'), null)).toBe(false);
});

test('G then H needs both, in that order, and does not fire the plain letter', () => {
  expect(matchesKey('g h', stroke('h'), 'g')).toBe(true);
  expect(matchesKey('g h', stroke('h'), null)).toBe(false);
  expect(matchesKey('h', stroke('h'), 'g')).toBe(false);
});

test('the question mark arrives shifted', () => {
  expect(matchesKey('?', stroke('?', { shift: true }), null)).toBe(true);
  expect(isSingleLetter('g h')).toBe(true);
  expect(isSingleLetter('mod+k')).toBe(false);
  expect(isSingleLetter('Enter')).toBe(false);
});
