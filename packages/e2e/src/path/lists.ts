import { expect, type Page } from '@playwright/test';
import { dayFromToday } from '../support/days.ts';
import { choose, confirm, idOf } from '../support/screen.ts';

/** 周甲 looks the report over and accepts it: the clue becomes a problem. Returns the problem's id. */
export async function acceptReport(page: Page, clueId: string): Promise<string> {
  await page.goto(`/clues/review?id=${clueId}`);
  await expect(page.getByText('系统提示').first()).toBeVisible();
  // What is to become of it is the town's to say, not the village's.
  await page.getByLabel(/^处置/).fill('责令停工，限期拆除复耕');
  await page.getByRole('button', { name: /^采信，立为问题/ }).click();
  await expect(page.getByText(/已采信，成为问题/)).toBeVisible();
  await page.goto(`/clues/${clueId}`);
  await page.getByRole('link', { name: /看问题/ }).click();
  await expect(page).toHaveURL(/\/problems\/[0-9a-f-]{36}/);
  return idOf(page);
}

/** 周甲 puts the problem on a new list and plans it: method, measures, unit, person, steps. Returns the list's id. */
export async function draftList(page: Page, problemNo: string, title: string): Promise<string> {
  await page.goto(`/problems?q=${encodeURIComponent(problemNo)}`);
  await page.getByRole('checkbox', { name: new RegExp(problemNo) }).check();
  await page.getByRole('button', { name: '加入整改清单' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '另拟一份新清单' }).check();
  await dialog.getByLabel('清单名称').fill(title);
  // A list of its own: what other lists left open stays with them.
  await dialog.getByRole('checkbox', { name: /上一版没销号的一并带来/ }).uncheck();
  await dialog.getByRole('button', { name: '加入 1 宗' }).click();
  await page.getByRole('button', { name: '打开清单' }).click();
  await expect(page).toHaveURL(/\/lists\/[0-9a-f-]{36}/);

  await expect(page.getByRole('button', { name: /^审定冻结（缺 \d+ 项）/ })).toBeVisible();
  await page.getByRole('button', { name: '填计划' }).first().click();
  const plan = page.getByRole('dialog');
  await choose(plan.getByLabel('整改方式'), '拆除复耕');
  await choose(plan.getByLabel('分类'), '限期整改');
  await plan.getByLabel('整改措施').fill('拆除硬化层，外运碎块，覆土 50 厘米，恢复种植玉米');
  await plan.getByLabel('责任单位').fill('清溪村村委会');
  await choose(plan.getByLabel('责任人'), '李乙', '李乙');
  await plan.getByRole('button', { name: '按整改方式拟节点' }).click();
  await expect(plan.getByText('拆除清场').first()).toBeVisible();
  await plan.getByRole('button', { name: '保存计划' }).click();
  await expect(page.getByText(/的计划已保存/)).toBeVisible();
  await expect(page.getByText('1 宗都齐了，可以审定冻结。')).toBeVisible();
  return idOf(page);
}

/** The board of the list: behind the cell of the village and the step stands the problem, done today, ahead of plan. */
export async function seeOnBoard(page: Page, listId: string, step: string, problemNo: string): Promise<void> {
  await page.goto(`/board?listId=${listId}`);
  await page.getByRole('button', { name: new RegExp(`^清溪村 ${step} .*提前1$`) }).click();
  const row = page.getByRole('row').filter({ hasText: problemNo });
  const [, month, day] = dayFromToday(0).split('-').map(Number);
  await expect(row.getByRole('cell', { name: `${month}月${day}日`, exact: true })).toBeVisible();
}

/** 陈丙 forms the list: today is the formation day, and the sixty days begin. Returns the due day. */
export async function freezeList(page: Page, listId: string): Promise<string> {
  await page.goto(`/lists/${listId}`);
  await page.getByRole('button', { name: '审定冻结' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('形成日期')).toHaveValue(dayFromToday(0));
  // The sentence is there before its day is: that one is asked of the server.
  const sentence = dialog.getByText(/\d{4}-\d{2}-\d{2} 到期/);
  await expect(sentence).toBeVisible();
  const due = /\d{4}-\d{2}-\d{2}(?= 到期)/.exec(await sentence.innerText())?.[0] ?? '';
  // Sixty calendar days; a last day that is a holiday moves on to the next working day, at most past the longest feast.
  expect(due >= dayFromToday(60) && due <= dayFromToday(72), `due ${due}`).toBe(true);
  await confirm(page, /冻结 1 宗，开始计时/);
  await expect(page.getByText(/由陈丙审定冻结，数字不再变/)).toBeVisible();
  return due;
}
