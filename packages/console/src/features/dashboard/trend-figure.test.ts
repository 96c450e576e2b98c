import { expect, it } from 'vitest';
import { openByMonth } from './trend-figure.tsx';

const month = (name: string, found: number, writtenOff: number) => ({
  month: name,
  found,
  writtenOff,
  areaM2: 0,
  rebounds: 0,
});

it('counts back from what is open now, and never below nothing', () => {
  expect(openByMonth([month('2026-09', 4, 1), month('2026-10', 2, 3), month('2026-11', 1, 0)], 6)).toEqual([6, 5, 6]);
  expect(openByMonth([month('2026-10', 0, 0), month('2026-11', 9, 0)], 2)).toEqual([0, 2]);
});
