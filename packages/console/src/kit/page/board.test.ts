import { expect, test } from 'vitest';
import { boardTone } from './board.ts';

const tolerance = { count: 1, ratio: 0.12 };

test('a cell is on plan, near or behind by the tolerance it is given', () => {
  expect(boardTone(31, 31, tolerance)).toBe('ok');
  expect(boardTone(32, 31, tolerance)).toBe('ok');
  expect(boardTone(8, 9, tolerance)).toBe('near');
  expect(boardTone(24, 26, tolerance)).toBe('near');
  expect(boardTone(21, 24, tolerance)).toBe('behind');
  expect(boardTone(0, 0, tolerance)).toBe('ok');
});
