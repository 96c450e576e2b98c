import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Picks an answer of one of the office's choice boxes. Its list hangs at the end of the page, beside the role tree, so
 * the open list is found by its class; everything else in these tests goes by role and visible words.
 */
export async function choose(box: Locator, answer: string | RegExp, typed?: string): Promise<void> {
  const page = box.page();
  await box.click();
  if (typed !== undefined) await box.fill(typed);
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  const option = open.locator('.ant-select-item-option').filter({ hasText: answer }).first();
  await option.click();
  await expect(open).toHaveCount(0);
}

/** Answers the question that stands before an act which cannot be undone. */
export async function confirm(page: Page, verb: string | RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: verb }).click();
}

/** Id at the end of the present address. */
export function idOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** One of the conditions of an act, as the page lists them with what was found and the way to what is missing. */
export function condition(page: Page, title: string): Locator {
  return page.getByRole('listitem').filter({ hasText: title });
}
