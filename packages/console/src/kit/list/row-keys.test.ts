import { expect, test } from 'vitest';
import { rangeBetween, rowStep } from './row-keys.ts';

test('arrows move one row, page keys ten, letters none', () => {
  expect(['ArrowDown', 'ArrowUp', 'PageDown', 'j'].map(rowStep)).toEqual([1, -1, 10, 0]);
});

test('a range is the same from both ends and empty for a row that is gone', () => {
  expect(rangeBetween(['a', 'b', 'c', 'd'], 'c', 'a')).toEqual(['a', 'b', 'c']);
  expect(rangeBetween(['a', 'b'], 'a', 'z')).toEqual([]);
});
