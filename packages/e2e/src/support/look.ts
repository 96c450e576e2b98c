import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../../../..');
const manual = path.join(root, 'docs/manual');
/**
 * Pictures are taken on purpose, so that an ordinary run leaves the checkout clean: SHOUTIAN_PICTURES=1 renews those that
 * the manual names, =all puts every screen into test-results/screens.
 */
const pictures = process.env['SHOUTIAN_PICTURES'];
const folder = pictures === 'all' ? path.join(root, 'packages/e2e/test-results/screens') : path.join(manual, 'images');

const pagesOfManual = (): string =>
  readdirSync(manual)
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(path.join(manual, file), 'utf8'))
    .join();

/** The server's picture library: 256 colours make a screen a third as large. */
type Sharp = (bytes: Buffer) => { png(how: { palette: true; effort: number }): { toBuffer(): Promise<Buffer> } };
const sharp = (): Sharp => createRequire(path.join(root, 'packages/server/package.json'))('sharp') as Sharp;

/** Nothing on the page says that it is still loading. */
export async function loaded(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy=true], .st-loading, .ant-spin-spinning')).toHaveCount(0);
}

/** Waits until the page has stopped asking the server and nothing on it says that it is still loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await loaded(page);
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
  if (pictures === undefined || (pictures !== 'all' && !pagesOfManual().includes(`images/${name}.png`))) return;
  let last: Buffer = Buffer.alloc(0);
  // A map draws after its tiles are there, and only it knows when.
  await expect(async () => {
    const now = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const same = now.equals(last);
    last = now;
    expect(same, `${name} still changes`).toBe(true);
  }).toPass({ intervals: [300], timeout: 20_000 });
  mkdirSync(folder, { recursive: true });
  const small = await sharp()(last).png({ palette: true, effort: 10 }).toBuffer();
  writeFileSync(path.join(folder, `${name}.png`), small);
}
