import { expect, type Page } from '@playwright/test';
import { dayFromToday } from '../support/days.ts';
import { condition, confirm, idOf } from '../support/screen.ts';

/** 周甲 reviews the evidence before anybody signs: three questions for people, one opinion. */
export async function acceptEvidence(page: Page, problemId: string): Promise<void> {
  await page.goto(`/evidence?id=${problemId}`);
  await expect(page.getByText('人工必看（照片判断不了）')).toBeVisible();
  for (const box of await page.getByRole('region', { name: '系统提示' }).getByRole('checkbox').all()) await box.check();
  // The ruler over the soil looks another way than the first photos: the prompt is treated with a reason before 采信.
  await expect(page.getByRole('button', { name: '采信（缺 1 项）' })).toBeVisible();
  await page.getByText(/土层厚度 方位差/).click();
  await page.getByRole('textbox', { name: '这张照片的说明' }).fill('标尺特写，不与整改前对照');
  await page.getByRole('button', { name: '写明理由' }).click();
  await page.getByRole('textbox', { name: '审查意见' }).fill('前后照片同一站位，土层、作物看得清');
  await page.getByRole('button', { name: /^采信/ }).click();
  await expect(page.getByText(/已采信/).first()).toBeVisible();
}

/** The application's number on the page of the problem; opened from the list of those that wait for this person. */
export async function openApplication(page: Page, problemNo: string): Promise<string> {
  await page.goto('/write-offs');
  const row = page.getByRole('row').filter({ hasText: problemNo });
  await row.dblclick();
  await expect(page).toHaveURL(/\/write-offs\/[0-9a-f-]{36}/);
  return idOf(page);
}

async function agree(page: Page, opinion: string, verb: string): Promise<void> {
  await page
    .getByLabel('意见', { exact: false })
    .getByRole('textbox')
    .or(page.getByRole('textbox', { name: /意见/ }))
    .first()
    .fill(opinion);
  await page.getByRole('button', { name: verb, exact: true }).click();
}

/** A field reviewer signs what was seen on site; before, the condition says how many have signed. */
export async function checkOnSite(page: Page, writeOffId: string, opinion: string, before: number): Promise<void> {
  await page.goto(`/write-offs/${writeOffId}`);
  await expect(condition(page, '两人现场核查')).toContainText(`现有 ${before} 人`);
  await agree(page, opinion, '核实无误，签字');
  await expect(page.getByText('已办理')).toBeVisible();
}

/** The centre posts the village notice, which ended yesterday, and sets the look-back days of the rule. */
export async function setPlan(page: Page, writeOffId: string): Promise<void> {
  await page.goto(`/write-offs/${writeOffId}`);
  await expect(condition(page, '村内公示期满')).toBeVisible();
  await page.getByRole('button', { name: '设置计划' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('村内公示 从').fill(dayFromToday(-9));
  await dialog.getByLabel('到', { exact: true }).fill(dayFromToday(-1));
  await dialog.getByLabel('公示地点').fill('清溪村村务公开栏');
  await expect(dialog.getByLabel('回头看 3')).toHaveValue(dayFromToday(180));
  await dialog.getByRole('button', { name: '保存计划' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
}

/** 陈丙 approves for the town. */
export async function approveForTown(page: Page, writeOffId: string): Promise<void> {
  await page.goto(`/write-offs/${writeOffId}`);
  await agree(page, '材料齐全，同意上报', '同意，报县级核查');
  await expect(page.getByText('县级核查').first()).toBeVisible();
  await expect(page.getByText('已办理')).toBeVisible();
}

/** 王丁 approves for the county: the problem is written off. */
export async function approveForCounty(page: Page, writeOffId: string): Promise<void> {
  await page.goto(`/write-offs/${writeOffId}`);
  await agree(page, '核查属实，同意销号', '同意，销号');
  await confirm(page, '销号');
  await expect(page.getByText('已办理')).toBeVisible();
}
