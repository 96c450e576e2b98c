import { expect, type Page } from '@playwright/test';
import { dayFromToday } from '../support/days.ts';
import { takeShot } from '../support/photo.ts';
import { choose, condition } from '../support/screen.ts';
import { kept } from './field.ts';

/** Stands somewhere else: position and accuracy of the phone, metres. */
export type Walk = (east: number, north: number) => Promise<void>;

const spots = [
  { name: '西南角', east: 0, north: 0, bearing: 45 },
  { name: '东北角', east: 30, north: 22, bearing: 225 },
] as const;

/** 李乙 proves the remedy on the phone: three stages from two spots, special photos, the facts of the recultivation. */
export async function proveOnPhone(page: Page, problemId: string, walk: Walk): Promise<void> {
  await page.goto(`/m/problem/${problemId}/evidence`);
  let seed = 40;
  for (const spot of spots) {
    await walk(spot.east, spot.north);
    await page.getByLabel('站在哪儿').fill(spot.name);
    await page.getByRole('button', { name: '加一个站位' }).click();
    for (const stage of ['整改前', '整改中', '整改后']) {
      const card = page.locator('section').filter({ has: page.getByRole('heading', { name: `视点 ${spot.name}` }) });
      await card.getByRole('button', { name: stage }).click();
      seed += 1;
      await takeShot(page, '全景', seed, spot.bearing);
      await page.getByRole('button', { name: '拍好了，返回' }).click();
      await expect(card.getByRole('button', { name: `✓ ${stage}` })).toBeVisible();
    }
  }
  await page.getByRole('radiogroup', { name: '硬化层打掉清走了吗？' }).getByRole('radio', { name: '清走了' }).check();
  await page.getByLabel('碎块运哪去了').fill('3 车 46 吨，运往建筑垃圾场');
  await page.getByLabel('土层多厚（厘米）').fill('50');
  await page.getByLabel('种了什么').fill('玉米');
  await page.getByLabel('灌排怎么样').fill('沟渠恢复，能灌能排');
  await page.getByRole('button', { name: '存到证据包' }).click();
  await kept(page, '复耕情况');
}

/** The special photos that the saved facts ask for: the broken slab and the soil with a ruler. */
export async function specialPhotos(page: Page, problemId: string): Promise<void> {
  await page.goto(`/m/problem/${problemId}/evidence`);
  for (const [index, kind] of ['硬化层破除', '土层厚度'].entries()) {
    await page.getByRole('button', { name: kind }).first().click();
    await takeShot(page, kind, 60 + index, 90 - index * 30);
    await page.getByRole('button', { name: '拍好了，返回' }).click();
  }
}

/** A step done, and how far it is. */
export async function reportStep(page: Page, problemId: string, step: string): Promise<void> {
  await page.goto(`/m/problem/${problemId}`);
  const line = page.locator('.f-row').filter({ hasText: step }).last();
  await line.getByRole('button', { name: '这步做完了' }).click();
  await page.getByLabel('说一句（可不填）').fill('硬化层已破除，碎块已外运');
  await page.getByRole('button', { name: '记下' }).click();
  await kept(page, step);
  await page.getByRole('button', { name: '报进度' }).click();
  await page.getByRole('radio', { name: '100%' }).check();
  await page.getByLabel('现在什么样').fill('已覆土，玉米出苗');
  await page.getByRole('button', { name: '报上去', exact: true }).click();
  await kept(page, '整改进度');
}

/** The village at the committee's computer: areas that add up, no penalty, no case. */
export async function fillPack(page: Page, problemId: string): Promise<void> {
  await page.goto(`/write-offs/problem/${problemId}`);
  // The conditions name what is missing and lead there; the button counts it.
  await expect(condition(page, '每一块都有着落')).toContainText('去补');
  const request = page.getByRole('button', { name: /^申请销号（缺 \d+ 项）/ });
  const lacks = async () => Number(/\d+/.exec(await request.innerText()));
  const atFirst = await lacks();
  await page.getByRole('button', { name: '按套合带出' }).click();
  await expect(page.getByRole('textbox', { name: '地块' }).first()).not.toHaveValue('');
  await choose(page.getByLabel('处罚履行', { exact: true }), '不涉及处罚');
  await page.getByLabel('处罚履行 说明').fill('限期内自行拆除');
  await choose(page.getByLabel('案件', { exact: true }), '未立案');
  await page.getByLabel('案件 说明').fill('限期内自行拆除，未立案');
  await page.getByLabel('看的日期 1').fill(dayFromToday(-20));
  await page.getByLabel('看的日期 2').fill(dayFromToday(0));
  await page.getByRole('button', { name: '保存证据' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await expect(page.getByText('闭合').first()).toBeVisible();
  await expect(condition(page, '每一块都有着落')).not.toContainText('去补');
  await expect.poll(lacks).toBeLessThan(atFirst);
}

/** 李乙 asks for the write-off on the phone. */
export async function askWriteOff(page: Page, problemId: string): Promise<void> {
  await page.goto(`/m/problem/${problemId}`);
  await page.getByRole('button', { name: '申请销号' }).click();
  await page.getByLabel('说明整改结果').fill('已拆除，覆土 50 厘米，种了玉米。');
  await page.getByRole('button', { name: '申请销号' }).click();
  await kept(page, '申请销号');
}
