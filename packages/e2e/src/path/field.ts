import { expect, type Page } from '@playwright/test';
import { picture } from '../support/look.ts';
import { takeShot } from '../support/photo.ts';

/**
 * Opens one's own task about a clue and presses its act. The list shows the card; which of several equal-looking cards
 * it is, is asked of the server.
 */
export async function openTask(page: Page, kind: string, clueId: string, act: string): Promise<void> {
  await page.goto('/m/');
  await expect(page.getByRole('article').first()).toBeVisible();
  const answer = await page.request.get('/api/tasks?who=mine&state=open&pageSize=200');
  const { rows } = (await answer.json()) as { rows: { id: string; kind: string; clueId: string | null }[] };
  const task = rows.find((row) => row.kind === kind && row.clueId === clueId);
  expect(task, `${kind} of ${clueId}`).toBeDefined();
  await page.goto(`/m/task/${task?.id ?? ''}`);
  await page.getByRole('button', { name: act }).click();
}

/** 李乙 stands before the parcel: stops what goes on, answers the questions, takes the photos, hands in. */
export async function reportFromPhone(page: Page, clueId: string): Promise<void> {
  await expect(page).toHaveURL(new RegExp(`/m/report/${clueId}`));
  const pick = (group: string, answer: string) =>
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: answer }).check();
  const handIn = page.getByRole('button', { name: /^提交/ });
  await expect(handIn).toContainText('还差');
  await pick('地上现在是什么？', '硬化');
  await pick('还在施工吗？', '在施工');
  await page.getByRole('button', { name: '去制止' }).click();
  await stopWork(page);

  await expect(page).toHaveURL(new RegExp(`/m/report/${clueId}`));
  await expect(page.getByText('已经记过制止')).toBeVisible();
  await pick('算哪种情况？', '没手续就占了');
  await pick('细一点', '没批就建');
  await pick('占了干什么', '硬化、堆料、停车场');
  await pick('盖到哪一步', '打了地基');
  await page.getByRole('button', { name: '今年' }).click();
  await pick('是谁家的？', '村民');
  await page.getByLabel('姓名').fill('吴某');
  await page.getByLabel('再说两句').fill('正在铺混凝土，准备堆料');

  await page.getByRole('button', { name: /^(拍照|再拍一张)$/ }).click();
  const kinds = ['全景', '东侧', '南侧', '近景'];
  for (const [index, kind] of kinds.entries()) await takeShot(page, kind, 11 + index, 90 * index);
  await page.getByRole('button', { name: '拍好了，返回' }).click();
  await expect(handIn).toHaveText('提交');
  await handIn.click();
  await kept(page, '核查');
}

/** 制止: what was done on the spot, and one photo. */
async function stopWork(page: Page): Promise<void> {
  await page.getByRole('button', { name: '全景' }).click();
  await takeShot(page, '全景', 5, 20);
  await page.getByRole('button', { name: '拍好了，返回' }).click();
  await page.getByRole('checkbox', { name: '劝停了' }).check();
  await page.getByRole('checkbox', { name: '机械开走了' }).check();
  await page.getByLabel('说一句').fill('当场叫停，机械已离场');
  await page.getByRole('button', { name: '记下制止' }).click();
  await kept(page, '制止');
}

/** The phone has the act in its own store: it counts the ten seconds in which it can be taken back. */
export async function kept(page: Page, act: string): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: act })).toContainText('秒后发出');
}

/** Sends what waits, without its ten seconds, until the town's receipt stands at every line. */
export async function everythingSent(page: Page): Promise<void> {
  await page.goto('/m/outbox');
  const waits = page.getByText(/排队等着发|正在发|等前面的先到|没发出去/);
  const send = page.getByRole('button', { name: '现在就发' });
  await expect(page.getByText('镇里已收到').or(waits).first()).toBeVisible();
  await expect(async () => {
    if (await send.isVisible()) await send.click({ timeout: 1000 });
    await expect(waits).toHaveCount(0, { timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText(/^(退回|对不上)：/)).toHaveCount(0);
  await picture(page, 'phone-outbox');
}

/** The recheck of the stop: it stayed quiet. */
export async function recheck(page: Page, clueId: string): Promise<void> {
  await openTask(page, 'recheckStop', clueId, '去看停没停');
  await page.getByRole('radio', { name: '停了，没再动' }).check();
  await page.getByLabel('看到了什么').fill('没有人，没有机械，与制止当天一样');
  await page.getByRole('button', { name: '报上去', exact: true }).click();
  await kept(page, '复查');
}
