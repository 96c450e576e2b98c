import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { execNode, inParallel } from './exec.ts';

test('gives the exit code and both streams', async () => {
  const { code, output } = await execNode(['-e', 'console.log("out"); console.error("err"); process.exit(3)']);
  expect(code).toBe(3);
  expect(output).toMatch(/out[\s\S]*err|err[\s\S]*out/);
});

test('a program over its time is ended and has failed', async () => {
  const { code, output } = await execNode(['-e', 'setInterval(() => {}, 1000)'], { timeout: 200 });
  expect(code).not.toBe(0);
  expect(output).toContain('limit 200 ms');
});

test('never more at a time than the limit, results in order', async () => {
  let running = 0;
  let most = 0;
  const jobs = [30, 5, 20, 1].map((wait) => async () => {
    running += 1;
    most = Math.max(most, running);
    await sleep(wait);
    running -= 1;
    return wait;
  });
  expect(await inParallel(2, jobs)).toEqual([30, 5, 20, 1]);
  expect(most).toBe(2);
});
