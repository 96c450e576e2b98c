import { expect, type Page, test } from '@playwright/test';
import { settled } from './support/look.ts';
import { atDesk } from './support/people.ts';

/** Is what has the focus drawn differently from the same thing without it? Outline, ring or border, as one sees it. */
async function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return false;
    const look = () => {
      const around = [one, one.parentElement, ...one.querySelectorAll('*')].filter((x) => x !== null);
      return around.map((x) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor } =
          getComputedStyle(x);
        return [outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor].join();
      });
    };
    const withFocus = look().join('|');
    one.blur();
    const without = look().join('|');
    one.focus({ preventScroll: true });
    return withFocus !== without;
  });
}

test('the ledger is worked by keyboard alone', async ({ browser }) => {
  const { page, faults, context } = await atDesk(browser, 'zhoujia');
  await page.goto('/problems');
  const rows = page.getByRole('table').first().locator('tbody tr[data-row-key]');
  await expect(rows.nth(1)).toBeVisible();
  await settled(page);

  await test.step('Tab reaches the table, arrows move', async () => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.matches('tr[data-row-key]') ?? false)) break;
    }
    await expect(rows.first()).toBeFocused();
    // The mark fades in.
    await expect.poll(() => focusShows(page), { message: 'the focused row is not marked' }).toBe(true);
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await expect(rows.nth(1)).toHaveAttribute('aria-current', 'true');
  });

  await test.step('Space ticks, Shift and arrow extend', async () => {
    await page.keyboard.press('Space');
    await expect(rows.nth(1).getByRole('checkbox')).toBeChecked();
    await expect(page.getByRole('button', { name: '加入整改清单' })).toBeVisible();
    await page.keyboard.press('Shift+ArrowDown');
    await expect(rows.nth(2).getByRole('checkbox')).toBeChecked();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
  });

  await test.step('M turns table, both, map', async () => {
    const table = page.getByRole('table').first();
    await expect(table).toBeVisible();
    const shown = async () => `${await table.isVisible()} ${await page.locator('canvas').first().isVisible()}`;
    let last = await shown();
    const seen = new Set([last]);
    for (let i = 0; i < 3; i += 1) {
      await page.keyboard.press('m');
      await expect.poll(shown).not.toBe(last);
      last = await shown();
      seen.add(last);
    }
    expect([...seen].sort()).toEqual(['false true', 'true false', 'true true']);
  });

  await test.step('F leads to the filters, Escape leaves them', async () => {
    await rows.nth(1).focus();
    await page.keyboard.press('f');
    const words = page.getByRole('search').getByRole('textbox');
    await expect(words).toBeFocused();
    await expect.poll(() => focusShows(page), { message: 'the focused search is not marked' }).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const open = page.locator('.ant-popover:visible, .ant-dropdown:visible');
    await expect(open).toHaveCount(1);
    await page.keyboard.press('Escape');
    await expect(open).toHaveCount(0);
  });

  await test.step('Enter opens the row', async () => {
    await rows.nth(1).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/problems\/[0-9a-f-]{36}/);
  });
  expect(faults).toEqual([]);
  await context.close();
});

/** What a screen reader would have to pass over in silence: fields without a label, buttons without a name. */
async function nameless(page: Page): Promise<string[]> {
  const read = await page.locator('body').ariaSnapshot();
  const silent = /^\s*- '?(textbox|combobox|spinbutton|checkbox|radio|button|link)\b(?! ["/])/;
  return read.split('\n').filter((line) => silent.test(line));
}

test('every field has a label and every button a name', async ({ browser }) => {
  const { page, context } = await atDesk(browser, 'zhoujia');
  for (const address of ['/', '/batches', '/batches/new', '/clues', '/clues/review', '/problems', '/problems?do=new'])
    await test.step(address, async () => {
      await page.goto(address);
      await settled(page);
      expect.soft(await nameless(page), address).toEqual([]);
    });
  for (const address of ['/lists', '/board', '/evidence', '/write-offs', '/look-backs', '/dashboard', '/stops'])
    await test.step(address, async () => {
      await page.goto(address);
      await settled(page);
      expect.soft(await nameless(page), address).toEqual([]);
    });
  await context.close();
});
