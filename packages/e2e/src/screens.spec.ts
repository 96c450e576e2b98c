import { type Browser, expect, type Page, test } from '@playwright/test';
import { fitsWidth, loaded, picture, settled } from './support/look.ts';
import { type Account, desk, phone, signInAtDesk, signInOnPhone, watch } from './support/people.ts';
import { deskScreens, phoneScreens, type Screen } from './support/screens.ts';

/** One person's screens, one after the other in one sitting. */
const byPerson = (screens: readonly Screen[]): [Account, Screen[]][] => [
  ...Map.groupBy(screens, ({ as }) => as).entries(),
];

async function sitting(browser: Browser, size: { width: number; height: number }, touch: boolean) {
  const context = await browser.newContext({
    viewport: size,
    isMobile: touch,
    hasTouch: touch,
    permissions: ['geolocation'],
    geolocation: { longitude: 106.0, latitude: 29.798, accuracy: 8 },
  });
  return { context, ...watch(await context.newPage()) };
}

/** Opens a screen and waits for its words; the demonstration county has something for every one of them. */
async function visit(page: Page, { name, at, shows }: Screen): Promise<boolean> {
  const address = typeof at === 'string' ? at : await at(page);
  expect.soft(address, `${name}: nothing to show`).not.toBeNull();
  if (address === null) return false;
  await page.goto(address);
  await expect(page.getByText(shows).filter({ visible: true }).first(), name).toBeVisible();
  await settled(page);
  return true;
}

test.describe('every screen fits, says its words and keeps quiet', () => {
  for (const [account, screens] of byPerson(deskScreens)) {
    test(`office, ${account}`, async ({ browser }) => {
      const { context, page, faults } = await sitting(browser, desk, false);
      await signInAtDesk(page, account);
      for (const screen of screens) {
        await page.setViewportSize(desk);
        if (!(await visit(page, screen))) continue;
        await expect.soft(page.getByRole('main').first(), screen.name).not.toBeEmpty();
        await fitsWidth(page, screen.name);
        await picture(page, screen.name);
        await page.setViewportSize(phone);
        await loaded(page);
        await fitsWidth(page, `${screen.name} on a phone`);
        await picture(page, `${screen.name}-390`);
      }
      expect.soft(faults).toEqual([]);
      await context.close();
    });
  }
  for (const [account, screens] of byPerson(phoneScreens)) {
    test(`phone, ${account}`, async ({ browser }) => {
      const { context, page, faults } = await sitting(browser, phone, true);
      await signInOnPhone(page, account);
      for (const screen of screens) {
        if (!(await visit(page, screen))) continue;
        await fitsWidth(page, screen.name);
        await picture(page, screen.name);
      }
      expect.soft(faults).toEqual([]);
      await context.close();
    });
  }
  test('entrances', async ({ browser }) => {
    for (const [name, size, address] of [
      ['entrance', desk, '/'],
      ['phone-entrance', phone, '/m/'],
    ] as const) {
      const { context, page, faults } = await sitting(browser, size, size === phone);
      await page.goto(address);
      await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
      await settled(page);
      await fitsWidth(page, name);
      await picture(page, name);
      expect.soft(faults).toEqual([]);
      await context.close();
    }
  });
});
