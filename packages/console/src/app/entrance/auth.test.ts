import { expect, test } from 'vitest';
import { readOutcome } from './auth.ts';

test('the rest of attempts is taken from the server, never counted here', () => {
  expect(readOutcome({ status: 401, body: { code: 'WRONG_PASSWORD', left: 3 } })).toEqual({ kind: 'wrong', left: 3 });
  expect(readOutcome({ status: 401, body: { code: 'WRONG_PASSWORD' } })).toEqual({ kind: 'wrong', left: null });
});

test('a second factor, a lock, a switched-off account and a dead server are told apart', () => {
  expect(readOutcome({ status: 200, body: { twoFactorRedirect: true } })).toEqual({ kind: 'second' });
  expect(readOutcome({ status: 200, body: { token: 'x' } })).toEqual({ kind: 'in' });
  expect(readOutcome({ status: 423, body: { code: 'LOCKED', lockedUntil: '2026-11-23T02:00:00Z' } })).toEqual({
    kind: 'locked',
    until: '2026-11-23T02:00:00Z',
  });
  expect(readOutcome({ status: 403, body: { code: 'DISABLED' } })).toEqual({ kind: 'disabled' });
  expect(readOutcome({ status: 401, body: { code: 'INVALID_CODE' } })).toEqual({ kind: 'codeWrong' });
  expect(readOutcome(null)).toEqual({ kind: 'offline' });
  expect(readOutcome({ status: 502, body: {} })).toEqual({ kind: 'offline' });
  expect(readOutcome({ status: 429, body: {} })).toEqual({ kind: 'tooMany' });
});
