import { expect, it } from 'vitest';
import { LOCK_MINUTES, MAX_FAILURES } from './lockout.ts';
import { UnknownNames } from './unknown-names.ts';

it('counts a name that nobody has as an account would be counted', () => {
  const names = new UnknownNames();
  const now = new Date('2026-11-23T08:00:00Z');
  const left = Array.from({ length: MAX_FAILURES - 1 }, () => names.fail('Nobody', now).left);
  expect(left).toEqual([4, 3, 2, 1]);
  expect(names.fail('nobody', now).lockedUntil).toEqual(new Date(now.getTime() + LOCK_MINUTES * 60_000));
  const later = new Date(now.getTime() + (LOCK_MINUTES + 1) * 60_000);
  expect(names.standing('nobody', later)).toEqual({ left: MAX_FAILURES, lockedUntil: null, disabled: false });
});
