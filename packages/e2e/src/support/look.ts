import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../../../..');
/** The manual's pictures are renewed on purpose (SHOUTIAN_PICTURES=1); an ordinary run leaves the checkout clean. */
const images = process.env['SHOUTIAN_PICTURES'] === '1' ? path.join(root, 'docs/manual/images') : null;

/** Waits until the page has stopped asking the server and nothing on it says that it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await expect(page.locator('[aria-busy=true], .st-loading, .ant-spin-spinning')).toHaveCount(0);
  await page.waitForLoadState('networkidle', { timeout: 4000 }).catch(() => undefined);
}

/** Nothing may stick out at the side: the page scrolls downwards only. */
export async function fitsWidth(page: Page, name: string): Promise<void> {
  const over = await page.evaluate(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    if (root.scrollWidth <= width) return '';
    const wide = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (one) => one.getBoundingClientRect().right > width + 1,
    );
    return `${root.scrollWidth} > ${width}: ${wide
      .slice(0, 4)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}`)
      .join(', ')}`;
  });
  expect.soft(over, `${name} is wider than the screen`).toBe('');
}

/** Picture for the manual, one file per screen under a stable name; taken when two in a row are the same. */
export async function picture(page: Page, name: string): Promise<void> {
  if (images === null) return;
  mkdirSync(images, { recursive: true });
  const options = { animations: 'disabled', caret: 'hide' } as const;
  let last: Buffer = Buffer.alloc(0);
  // A map draws after its tiles are there, and only it knows when.
  await expect(async () => {
    const now = await page.screenshot(options);
    const same = now.equals(last);
    last = now;
    expect(same, `${name} still changes`).toBe(true);
  }).toPass({ intervals: [300], timeout: 20_000 });
  writeFileSync(path.join(images, `${name}.png`), last);
}
