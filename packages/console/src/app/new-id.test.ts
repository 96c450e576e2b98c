import { Id } from '@shoutian/domain/api';
import { expect, it } from 'vitest';
import { newId } from './new-id.ts';

it('is a version 7 uuid that sorts by the time it was made', () => {
  const early = newId(Date.UTC(2026, 10, 23));
  const late = newId(Date.UTC(2026, 10, 24));
  expect(Id.safeParse(early).success).toBe(true);
  expect(early.charAt(14)).toBe('7');
  expect(early < late).toBe(true);
  expect(newId()).not.toBe(newId());
});
