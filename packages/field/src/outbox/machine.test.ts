import { ApiProblem } from '@shoutian/domain/api';
import { describe, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { type Item, isUnsent, makeItem, type NewItem } from './item.ts';
import { judge, nextMoment, photoCount, pickNext, step, waitSeconds } from './machine.ts';
import { findingItem, person, photo, recheck } from './testing.ts';

let clock = 1_000_000;
const made = (part: NewItem, change: Partial<Item> = {}): Item => {
  clock += 1;
  return { ...makeItem(part, newId(clock), clock), ...change };
};
const receipt = { at: '2026-11-23T10:00:00Z', ref: '4F82', clueId: null };
const refusal = (status: number, code = 'wrongState') =>
  new ApiProblem(status, {
    code,
    message: '任务已改派给钱辛。',
    ref: 'x',
    details: [{ code: 'a', message: '缺近景' }],
  });

describe('ids', () => {
  test('are uuid v7 and sort by the moment they were made', () => {
    const ids = [newId(1), newId(1_700_000_000_000), newId(1_700_000_000_001), newId(9_999_999_999_999)];
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(newId(1_700_000_000_000).slice(0, 13)).toBe('018bcfe5-6800');
  });
});

describe('one item', () => {
  test('goes from queued over sending to received, and then nothing happens to it any more', () => {
    const sent = step(step(step(made(recheck()), { kind: 'start' }), { kind: 'progress', share: 0.6 }), {
      kind: 'received',
      receipt,
    });
    expect(sent).toMatchObject({ state: 'received', share: 1, receipt });
    expect(isUnsent(sent)).toBe(false);
    for (const kind of ['start', 'interrupted'] as const) expect(() => step(sent, { kind })).toThrow(RangeError);
    expect(() => step(sent, { kind: 'again', now: 0 })).toThrow(RangeError);
  });

  test('progress never runs backwards and never passes the whole', () => {
    const item = step(step(made(photo()), { kind: 'start' }), { kind: 'progress', share: 0.6 });
    expect(step(item, { kind: 'progress', share: 0.2 }).share).toBe(0.6);
    expect(step(item, { kind: 'progress', share: 3 }).share).toBe(1);
  });

  test('a lost try waits longer each time, five minutes at most', () => {
    expect([1, 2, 3, 4, 9, 40].map(waitSeconds)).toEqual([5, 10, 20, 40, 300, 300]);
    let item = made(recheck());
    item = step(step(item, { kind: 'start' }), { kind: 'lost', now: 1000, unsure: false });
    expect(item).toMatchObject({ state: 'queued', attempts: 1, notBefore: 6000, unsure: false });
    item = step(step(item, { kind: 'start' }), { kind: 'lost', now: 1000, unsure: true });
    expect(item).toMatchObject({ attempts: 2, notBefore: 11_000, unsure: true });
    item = step(step(item, { kind: 'start' }), { kind: 'lost', now: 1000, unsure: false });
    expect(item.unsure).toBe(true);
  });

  test('a try that the page left unfinished is queued again and known to be unsure', () => {
    expect(step(step(made(photo()), { kind: 'start' }), { kind: 'interrupted' })).toMatchObject({
      state: 'queued',
      unsure: true,
    });
  });

  test('what was refused keeps the reason until it is tried again', () => {
    const verdict = judge(refusal(422, 'missing'));
    if (verdict.kind !== 'refused') throw new Error('expected a refusal');
    const item = step(step(made(recheck()), { kind: 'start' }), verdict);
    expect(item).toMatchObject({ state: 'returned', trouble: { message: '任务已改派给钱辛。' } });
    expect(item.trouble?.details).toEqual([{ message: '缺近景', messageEn: null }]);
    expect(step(item, { kind: 'again', now: 5 })).toMatchObject({ state: 'queued', trouble: null, attempts: 0 });
  });
});

describe('what an error means', () => {
  test.each([
    [0, 'later', 'noAnswer', true],
    [401, 'later', 'signIn', false],
    [429, 'later', null, false],
    [500, 'later', null, false],
    [503, 'later', null, true],
  ])('%i is tried later', (status, kind, stop, unsure) => {
    expect(judge(new ApiProblem(status, undefined))).toEqual({ kind, stop, unsure });
  });
  test.each([
    [400, 'returned'],
    [413, 'returned'],
    [422, 'returned'],
    [403, 'mismatch'],
    [404, 'mismatch'],
    [409, 'mismatch'],
  ])('%i needs a person: %s', (status, state) => {
    expect(judge(refusal(status))).toMatchObject({ kind: 'refused', state });
  });
  test('a password that must be changed stops everything until it is changed', () => {
    expect(judge(refusal(403, 'passwordChange'))).toMatchObject({ kind: 'later', stop: 'signIn' });
  });
  test('an answer that cannot be read is shown, not tried for ever', () => {
    expect(judge(new TypeError('schema'))).toMatchObject({ kind: 'refused', state: 'mismatch' });
  });
});

describe('the order of sending', () => {
  test('stopping comes first, then the order of making', () => {
    const first = made(photo());
    const second = made(recheck());
    const third = made(findingItem());
    expect(pickNext([second, first, third], person, clock)?.id).toBe(third.id);
    expect(pickNext([second, first], person, clock)?.id).toBe(first.id);
  });
  test('nobody else’s items, none before its time, none whose forerunner is still here', () => {
    const finding = made(findingItem(), { notBefore: clock + 10_000 });
    const waits = made(photo(), { after: [finding.id] });
    const foreign = made(photo({ personId: 'other' }));
    expect(pickNext([finding, waits, foreign], person, clock)).toBeNull();
    expect(pickNext([finding, waits, foreign], person, clock + 10_001)?.id).toBe(finding.id);
    const arrived = { ...finding, state: 'received' as const };
    expect(pickNext([arrived, waits, foreign], person, clock)?.id).toBe(waits.id);
    expect(pickNext([waits], person, clock)?.id).toBe(waits.id);
  });
  test('only what waits for its time sets the clock', () => {
    const returned = made(findingItem(), { state: 'returned' });
    const waits = made(photo(), { after: [returned.id] });
    expect(nextMoment([returned, waits], person)).toBeNull();
    expect(nextMoment([made(photo(), { notBefore: 77 }), made(photo(), { notBefore: 99 })], person)).toBe(77);
  });
});

test('photos are counted by receipts; drafts are not on their way yet', () => {
  const items = [
    made(photo(), { state: 'received' }),
    made(photo(), { state: 'sending', share: 0.25 }),
    made(photo(), { state: 'draft' }),
    made(photo({ group: 'clue:2' })),
    made(recheck()),
  ];
  expect(photoCount(items)).toEqual({ arrived: 1, total: 3, bytesLeft: 1750 });
  expect(photoCount(items, 'clue:2')).toEqual({ arrived: 0, total: 1, bytesLeft: 1000 });
});
