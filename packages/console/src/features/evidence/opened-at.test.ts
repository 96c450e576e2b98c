import { expect, it } from 'vitest';
import { openedAt } from './opened-at.ts';

const rows = ['a', 'b', 'c'].map((id) => ({ id }));

it('opens what was picked, judged or not', () => {
  expect(openedAt(rows, { id: 'b' }, new Set(['b']))).toBe(1);
});

it('opens a later page behind the photo it begins with, when that one was left undecided', () => {
  expect(openedAt(rows, { from: 'a' }, new Set())).toBe(1);
  expect(openedAt(rows, { from: 'x' }, new Set())).toBe(0);
});

it('opens the first photo that was not judged here, and the first of all when every one was', () => {
  expect(openedAt(rows, {}, new Set(['a', 'b']))).toBe(2);
  expect(openedAt(rows, {}, new Set(['a', 'b', 'c']))).toBe(0);
  expect(openedAt([], {}, new Set())).toBe(0);
});
