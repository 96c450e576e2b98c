import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

/** Accounts of the demonstration county that the tests act as. */
export type Account =
  | 'zhoujia'
  | 'qianxin'
  | 'sunji'
  | 'chenbing'
  | 'liyi'
  | 'zhengren'
  | 'wangding'
  | 'fenggui'
  | 'hanmao';

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

/** What a page did wrong on its own: uncaught errors and red lines of the console. */
export interface Watched {
  page: Page;
  faults: string[];
}

/** Lines that a healthy page writes too, each with its reason. */
const harmless: readonly RegExp[] = [
  // Software rendering without a graphics card stalls when the map reads its own picture back.
  /GPU stall due to ReadPixels/,
  // Before signing in the page asks who is there; the browser prints every 401 as an error.
  /401 \(Unauthorized\)/,
  // An upload whose answer a reload cut off is whole on the server and begun again: its old address is gone.
  /404 .*\/api\/uploads\//,
];

/** Collects page errors and console errors of a page from now on. */
export function watch(page: Page): Watched {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${new URL(page.url()).pathname}: ${error.message}`));
  page.on('console', (line) => {
    const words = `${line.text()} (${line.location().url})`;
    if (line.type() === 'error' && !harmless.some((known) => known.test(words)))
      faults.push(`${new URL(page.url()).pathname}: ${words}`);
  });
  return { page, faults };
}

async function password(page: Page): Promise<string> {
  const answer = (await (await page.request.get('/api/demo/logins')).json()) as { password: string };
  return answer.password;
}

/** Signs in at the office's entrance, by hand. */
export async function signInAtDesk(page: Page, account: Account): Promise<void> {
  const word = await password(page);
  await page.goto('/');
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('口令', { exact: true }).fill(word);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Signs in on the phone, by hand. */
export async function signInOnPhone(page: Page, account: Account): Promise<void> {
  const word = await password(page);
  await page.goto('/m/');
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('口令', { exact: true }).fill(word);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('tablist', { name: '任务' }).or(page.getByRole('tab').first()).first()).toBeVisible();
}

/** A person with a computer of their own. */
export async function atDesk(browser: Browser, account: Account): Promise<Watched & { context: BrowserContext }> {
  const context = await browser.newContext({ viewport: desk, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  const watched = watch(await context.newPage());
  await signInAtDesk(watched.page, account);
  return { ...watched, context };
}

/** A person with a phone, standing at a place. */
export async function onPhone(
  browser: Browser,
  account: Account,
  place: readonly [number, number],
): Promise<Watched & { context: BrowserContext }> {
  const context = await browser.newContext({
    viewport: phone,
    isMobile: true,
    hasTouch: true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    permissions: ['geolocation'],
    geolocation: { longitude: place[0], latitude: place[1], accuracy: 6 },
  });
  const watched = watch(await context.newPage());
  await signInOnPhone(watched.page, account);
  return { ...watched, context };
}
