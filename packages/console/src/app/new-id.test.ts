import { expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from './new-id.ts';

it('is a version 7 uuid that sorts by the time it was made', () => {
  const early = newId(Date.UTC(2026, 10, 23));
  const late = newId(Date.UTC(2026, 10, 24));
  expect(z.uuidv7().safeParse(early).success).toBe(true);
  expect(early < late).toBe(true);
  expect(newId()).not.toBe(newId());
});
