import { expect, type Page } from '@playwright/test';
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
    page.getByRole('radiogroup', { name: group }).getByRole('radio', { name: answer }).check({ force: true });
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
  // Ten seconds to take it back, then it leaves: the open list no longer shows it.
  await expect(page.getByRole('status').filter({ hasText: '核查' })).toBeVisible();
}

/** 制止: what was done on the spot, and one photo. */
async function stopWork(page: Page): Promise<void> {
  await page.getByRole('button', { name: '全景' }).click();
  await takeShot(page, '全景', 5, 20);
  await page.getByRole('button', { name: '拍好了，返回' }).click();
  await page.getByRole('checkbox', { name: '劝停了' }).check({ force: true });
  await page.getByRole('checkbox', { name: '机械开走了' }).check({ force: true });
  await page.getByLabel('说一句').fill('当场叫停，机械已离场');
  await page.getByRole('button', { name: '记下制止' }).click();
}

/** Waits until the town has everything that this phone was to send. */
export async function everythingSent(page: Page): Promise<void> {
  await page.goto('/m/outbox');
  const send = page.getByRole('button', { name: '现在就发' });
  if (await send.isVisible()) await send.click();
  await expect(page.getByText('没有要发的').or(page.getByText('都到了')).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/排队等着发|正在发|等前面的先到/)).toHaveCount(0, { timeout: 60_000 });
}

/** The recheck of the stop: it stayed quiet. */
export async function recheck(page: Page, clueId: string): Promise<void> {
  await openTask(page, 'recheckStop', clueId, '去看停没停');
  await page.getByRole('radio', { name: '停了，没再动' }).check({ force: true });
  await page.getByLabel('看到了什么').fill('没有人，没有机械，与制止当天一样');
  await page.getByRole('button', { name: '报上去', exact: true }).click();
}
