import { expect, test } from 'vitest';
import { readOutcome } from './auth.ts';

test.each([
  [null, { kind: 'offline' }],
  [{ status: 200, body: {} }, { kind: 'in' }],
  [{ status: 200, body: { twoFactorRedirect: true } }, { kind: 'second' }],
  [
    { status: 401, body: { code: 'WRONG_PASSWORD', left: 3 } },
    { kind: 'wrong', left: 3 },
  ],
  [
    { status: 423, body: { code: 'LOCKED', lockedUntil: 'x' } },
    { kind: 'locked', until: 'x' },
  ],
  [{ status: 403, body: { code: 'DISABLED' } }, { kind: 'disabled' }],
  [{ status: 429, body: {} }, { kind: 'tooMany' }],
  [{ status: 503, body: {} }, { kind: 'offline' }],
  [
    { status: 400, body: { message: '账号有误' } },
    { kind: 'refused', message: '账号有误' },
  ],
])('%j', (answer, outcome) => {
  expect(readOutcome(answer)).toEqual(outcome);
});
