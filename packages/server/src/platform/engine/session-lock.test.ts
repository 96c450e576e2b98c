import { expect, it } from 'vitest';
import { SessionLock } from './session-lock.ts';

it('serves in the order of asking, lets the owner in again, and counts who waits', async () => {
  const lock = new SessionLock();
  const order: string[] = [];
  const [a, b, c] = [{}, {}, {}];
  await lock.take(a);
  await lock.take(a);
  const second = lock.take(b).then(() => order.push('b'));
  const third = lock.take(c).then(() => order.push('c'));
  expect(lock.waiting).toBe(2);
  lock.release(b);
  expect(lock.owns(a)).toBe(true);
  lock.release(a);
  await second;
  expect(order).toEqual(['b']);
  lock.release(b);
  await third;
  lock.release(c);
  expect(order).toEqual(['b', 'c']);
  expect(lock.waiting).toBe(0);
});

it('gives the session back when exclusive work fails', async () => {
  const lock = new SessionLock();
  await expect(lock.exclusive(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(lock.exclusive(async () => 1)).resolves.toBe(1);
});
