import { expect, type Page } from '@playwright/test';
import { type Place, rectangle } from '../support/ground.ts';
import { picture } from '../support/look.ts';
import { choose, confirm, idOf } from '../support/screen.ts';
import { type ShapeRow, zippedShapefile } from '../support/shapefile.ts';

export interface MadeBatch {
  title: string;
  /** What the main parcel is monitored under. */
  monitorNo: string;
}

/** A batch from its paper to the preview: head, file, fields, coordinates. The file has no .prj and no .cpg. */
async function readBatch(page: Page, title: string, docNo: string, rows: readonly ShapeRow[]): Promise<void> {
  await page.goto('/batches');
  await page.getByRole('button', { name: '接收新批次' }).click();
  await page.getByLabel(/^批次名称/).fill(title);
  await page.getByLabel('来文文号').fill(docNo);
  await page.getByLabel('下发单位').fill('示例省自然资源厅');
  await page.getByRole('button', { name: '建批次，继续' }).click();
  const file = { name: '卫片图斑.zip', mimeType: 'application/zip', buffer: zippedShapefile('图斑', rows) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText(new RegExp(`^${rows.length} 图斑`))).toBeVisible();
  await page.getByRole('button', { name: '下一步：坐标与字段' }).click();

  const fields = page.getByRole('table', { name: '字段对应' });
  await expect(fields.getByRole('row', { name: /JCBH/ })).toContainText('监测编号');
  await expect(page.getByText('文字编码：GB18030')).toBeVisible();
  // The reading is proposed from the numbers and a person says yes.
  await page.getByRole('radio', { name: /经纬度（CGCS2000）/ }).check();
  await page.getByRole('button', { name: '下一步：预览与去重' }).click();
  await expect(page.getByText('重复判定').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '确认入库（还有 1 处待定）' })).toBeVisible();
}

const row = (at: Place, no: string, east: number, north: number): ShapeRow => ({
  ring: rectangle(at, east, north, 30, 22),
  values: { JCBH: no, TBLX: '推填土', QSX: '20260312', HSX: '20260905', XMC: '示例县', BZ: '疑似硬化堆场' },
});

/** 周甲 takes a batch of three in; two of its outlines lie over each other and must be decided. */
export async function takeInBatch(page: Page, at: Place, title: string, monitorNo: string): Promise<MadeBatch> {
  await readBatch(page, title, '示自然资执〔2026〕9号', [
    row(at, monitorNo, 0, 0),
    row(at, monitorNo.replace(/1$/, '2'), 0, -70),
    row(at, monitorNo.replace(/1$/, '3'), 4, -68),
  ]);
  await picture(page, 'batch-draft');
  await page.getByRole('radio', { name: /另立问题，写明理由/ }).check();
  await page.getByRole('textbox', { name: '另立问题，写明理由' }).fill('相邻两家，主体不同');
  await page.getByRole('button', { name: '定了，下一个' }).click();
  await page.getByRole('button', { name: '确认入库', exact: true }).first().click();
  await store(page, 3);
  return { title, monitorNo };
}

/** A later batch finds something on ground that was written off: 周甲 says 反弹, and the problem opens again. */
export async function takeInRebound(page: Page, at: Place, title: string, monitorNo: string): Promise<void> {
  await readBatch(page, title, '示自然资执〔2026〕12号', [row(at, monitorNo, 3, 2)]);
  const rebound = page.getByRole('radio', { name: /反弹，重开问题/ });
  await expect(rebound).toBeVisible();
  await rebound.check();
  await page.getByRole('button', { name: '定了，下一个' }).click();
  await page.getByRole('button', { name: '确认入库', exact: true }).first().click();
  await expect(page.getByText('其中反弹重开')).toBeVisible();
  await store(page, 1);
}

/** The last step of a batch: one act that cannot be undone, then the overlay runs. */
export async function store(page: Page, count: number): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: '确认入库', exact: true }).last().click();
  await confirm(page, new RegExp(`入库 ${count} 个`));
  await expect(page.getByText(`已入库 ${count} 条线索`)).toBeVisible({ timeout: 40_000 });
}

/** The overlay of the main clue: 30 m × 22 m of cultivated land are 0.99 亩, and the suggestion rests on them. */
async function expectFigures(page: Page): Promise<void> {
  const figures = page.getByRole('table').filter({ hasText: '其中永农' });
  await expect(figures.getByRole('row', { name: /^合计/ }).getByRole('cell').first()).toHaveText('0.99');
  await expect(figures.getByRole('row', { name: /^01\d\d/ }).first()).toContainText('100%');
  await expect(page.getByText('占耕地 0.99 亩').first()).toBeVisible();
}

/** 周甲 sends the main clue of the batch just stored to the village, and returns its id. */
export async function dispatchTo(page: Page, made: MadeBatch, receiver: string): Promise<string> {
  await page.getByRole('button', { name: '去分发' }).click();
  await page.getByPlaceholder('编号、监测号、地名').fill(made.monitorNo);
  await page.keyboard.press('Enter');
  const row = page.getByRole('row').filter({ hasText: '清溪村' });
  await expect(row).toHaveCount(1);
  await row.dblclick();
  await expect(page).toHaveURL(/\/clues\/[0-9a-f-]{36}/);
  const id = idOf(page);
  await expectFigures(page);
  await page.getByRole('button', { name: '派发', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await choose(drawer.getByRole('combobox', { name: /接收人$/ }), receiver);
  await drawer.getByRole('button', { name: '3 天' }).click();
  await drawer.getByRole('button', { name: /^派 1 宗/ }).click();
  await expect(page.getByText(`已派 1 宗给${receiver}`)).toBeVisible();
  return id;
}
