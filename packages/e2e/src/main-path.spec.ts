import { expect, test } from '@playwright/test';
import { dispatchTo, takeInBatch } from './path/batch.ts';
import { freeField } from './support/ground.ts';
import { atDesk } from './support/people.ts';

test('five people take a satellite batch to a written-off problem, and see it rebound', async ({ browser }) => {
  const zhou = await atDesk(browser, 'zhoujia');
  // Preparation over the API: only where to build. Every decision below is made on the screens.
  const at = await freeField(zhou.page, '清溪村');
  const made = await test.step('周甲 takes in the batch', () =>
    takeInBatch(zhou.page, at, '2026年第三季度卫片图斑', '999901-26-3001'));
  const clueId = await test.step('周甲 sends it to the village', () => dispatchTo(zhou.page, made, '李乙'));
  expect(clueId).toMatch(/^[0-9a-f-]{36}$/);
  expect(zhou.faults).toEqual([]);
});
