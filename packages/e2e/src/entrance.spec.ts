import { expect, test } from '@playwright/test';

test('the entrance names the demonstration accounts, and a wrong password says how many tries are left', async ({
  page,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: '守田' })).toBeVisible();
  await page.getByLabel('账号', { exact: false }).first().fill('nobody-here');
  await page.locator('input[type=password]').fill('Wrong-Password-1');
  await page.keyboard.press('Enter');
  await expect(page.getByText('账号或口令不对')).toBeVisible();
});
