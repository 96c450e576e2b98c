import exceljs from '@protobi/exceljs';
import * as api from '@shoutian/domain/api';
import { proposeHistoryMapping } from '@shoutian/domain/layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { plantProblem, running } from './testing.ts';

let house: Harness;
let build: Client;
beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
});
afterAll(() => house.close());

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
async function download(
  client: Client,
  url: string,
): Promise<{ status: number; sheet: exceljs.Worksheet; name: string }> {
  const answer = await house.server.app.inject({ method: 'GET', url, headers: { cookie: client.cookie } });
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(answer.rawPayload as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  const [sheet] = workbook.worksheets;
  if (!sheet) throw new Error('no sheet');
  return { status: answer.statusCode, sheet, name: String(answer.headers['content-disposition']) };
}
/** A workbook of text and numbers as somebody would have typed it. */
async function workbook(
  rows: readonly (readonly (string | number | Date | null)[])[],
  name = '历史台账',
): Promise<Buffer> {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet(name);
  for (const row of rows) sheet.addRow([...row]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe('the ledger as Excel', () => {
  it('comes in the official layout: numbers as numbers, 亩 with two decimals, headings repeated on A3', async () => {
    await plantProblem(house, {
      ...running('2026-10-01', '2026-11-30'),
      title: '=HYPERLINK("x")石桥仓库',
      area_m2: 2280,
      farm_m2: null,
      party_name: '欧阳测试',
    });
    const { sheet, name, status } = await download(build, '/api/problems/export?q=石桥仓库');
    expect(status).toBe(200);
    expect(name).toContain(encodeURIComponent('问题台账'));
    const heads = sheet.getRow(4).values as string[];
    const column = (head: string): number => heads.indexOf(head);
    expect(sheet.getCell('C1').value).toBe('townA违法违规占用耕地问题管理台账');
    expect(sheet.getCell(3, column('占地')).value).toBe('面积（亩）');
    expect(sheet.getCell(3, column('耕地')).master.address).toBe(sheet.getCell(3, column('占地')).address);
    const row = sheet.getRow(5);
    expect(row.getCell(column('占地'))).toMatchObject({ value: 3.42, numFmt: '#,##0.00' });
    expect(row.getCell(column('耕地')).value).toBeNull();
    expect(row.getCell(column('整改方式')).value).toBe('拆除复耕');
    expect(row.getCell(column('办理状态')).value).toBe('整改中');
    expect(row.getCell(column('主体')).value).toBe('欧阳**');
    expect(row.getCell(column('问题名称')).value).toBe(`'=HYPERLINK("x")石桥仓库`);
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 8, fitToPage: true, fitToWidth: 2 });
    expect(sheet.pageSetup.printTitlesRow).toBe('1:4');
  });

  it('holds what the filter and the scope leave, chosen columns only, and the export is in the audit', async () => {
    await plantProblem(house, { title: '乙村的', division_code: places.villageA2 });
    const { sheet } = await download(
      build,
      `/api/problems/export?division=${places.villageA2}&columns=problemNo&columns=title`,
    );
    expect(sheet.rowCount).toBe(5);
    expect((sheet.getRow(4).values as string[]).filter(Boolean)).toEqual(['问题编号', '问题名称']);
    const { rows } = await house.server.platform.db.pool.query(
      `select actor_name from audit_event where action = 'problem.export'`,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const person of ['village', 'auditor', 'enforce'] as const) {
      const answer = await house.server.app.inject({
        method: 'GET',
        url: '/api/problems/export',
        headers: { cookie: (await house.as(person)).cookie },
      });
      expect(answer.statusCode).toBe(403);
    }
    const foreign = await download(await house.as('stranger'), '/api/problems/export');
    expect(foreign.sheet.rowCount).toBe(4);
  });
});

describe('an older ledger', () => {
  const head = [
    '编号',
    '来源渠道',
    '发现年度',
    '问题名称',
    '村',
    '问题类型',
    '占地面积（亩）',
    '其中耕地（亩）',
    '是否整改',
    '销号日期',
    '建设年度',
  ];
  const good = (no: string, extra: Record<number, string | number | Date | null> = {}) =>
    [
      `JC-${no}`,
      '卫片执法',
      2021,
      `清溪村占地${no}`,
      'villageA1',
      '占耕地建其他房屋',
      1.5,
      1.2,
      '未整改',
      null,
      '2019',
    ].map((cell, i) => extra[i] ?? cell);
  const mapping = (columns = head) => proposeHistoryMapping(columns);
  const load = async (client: Client, rows: readonly (readonly (string | number | Date | null)[])[]) => {
    const uploadId = await client.upload(await workbook([['2021 年历史台账'], head, ...rows]), '历史.xlsx', 'workbook');
    return { uploadId, sheet: '历史台账', headerRow: 2, mapping: mapping() };
  };

  it('is looked at first: heading found, columns proposed with samples, no unit assumed', async () => {
    const uploadId = await build.upload(await workbook([['标题'], head, good('001')]), '历史.xlsx', 'workbook');
    const { sheets } = await build.call(api.inspectHistory, { body: { uploadId } });
    expect(sheets).toMatchObject([{ name: '历史台账', headerRow: 2, rows: 1 }]);
    expect(sheets[0]?.proposedMapping).toMatchObject({
      sourceNo: '编号',
      areaMu: '占地面积（亩）',
      farmMu: '其中耕地（亩）',
      village: '村',
      areaM2: null,
    });
    expect(sheets[0]?.columns[0]).toEqual({ name: '编号', samples: ['JC-001'] });
    expect(mapping(['问题名称', '占地面积']).areaMu).toBeNull();
    expect(mapping(['问题名称', '占地面积（平方米）'])).toMatchObject({ areaMu: null, areaM2: '占地面积（平方米）' });
    const other = await (await house.as('build2')).upload(Buffer.from('no workbook'), '坏.xlsx', 'workbook');
    expect(await refused((await house.as('build2')).call(api.inspectHistory, { body: { uploadId: other } }))).toBe(
      'unreadableFile',
    );
    expect(await refused((await house.as('build2')).call(api.inspectHistory, { body: { uploadId } }))).toBe('notFound');
    expect(await refused((await house.as('village')).call(api.inspectHistory, { body: { uploadId } }))).toBe(
      'notAllowed',
    );
  });

  it('names every bad cell by row, field and remedy, and stores nothing while one is bad', async () => {
    const wanted = await load(build, [
      good('101'),
      good('102', { 4: '不存在的村' }),
      good('103', { 7: 9 }),
      good('104', { 8: '已销号' }),
      good('105', { 1: '天上掉的', 2: 1800 }),
      good('101', { 3: '又是它' }),
      good('106', { 8: '已销号', 9: '2022年5月30日' }),
      ['合计', null, null, null, null, null, 99],
    ]);
    const dry = await build.call(api.importHistory, { body: { ...wanted, dryRun: true } });
    expect(dry).toMatchObject({ good: 2, stored: 0 });
    expect(
      dry.bad.map((row) => [row.rowNo, row.complaints.map((complaint) => `${complaint.at}:${complaint.code}`)]),
    ).toEqual([
      [4, ['village:noPlace']],
      [5, ['farmMu:partTooLarge']],
      [6, ['writtenOffOn:empty']],
      [7, ['channel:unknownWord', 'foundYear:badYear']],
      [8, ['sourceNo:double']],
    ]);
    expect(dry.bad[0]?.complaints[0]?.message).toContain('「不存在的村」');
    const refusedWhole = await build.call(api.importHistory, { body: { ...wanted, dryRun: false } });
    expect(refusedWhole.stored).toBe(0);
    expect((await build.call(api.listProblems, { query: { q: '清溪村占地' } })).total).toBe(0);
    const some = await build.call(api.importHistory, { body: { ...wanted, dryRun: false, skipBad: true } });
    expect(some.stored).toBe(2);
    const stored = await build.call(api.listProblems, { query: { q: '清溪村占地', sort: 'title' } });
    expect(stored.rows.map((row) => [row.state, row.foundYear, row.stockOrNew])).toEqual([
      ['registered', 2021, 'stock'],
      ['writtenOff', 2021, 'stock'],
    ]);
    expect(stored.rows[0]?.areaM2).toBeCloseTo(1000, 9);
    expect(stored.rows[0]?.problemNo).toMatch(/^2021-townA-\d{4}$/);
    const again = await build.call(api.importHistory, { body: { ...wanted, dryRun: true } });
    expect(again.doubles.map((row) => [row.rowNo, row.by, row.differs])).toEqual([
      [3, 'sourceNo', []],
      [8, 'sourceNo', [{ at: 'title', sheet: '又是它', ledger: '清溪村占地101' }]],
      [9, 'sourceNo', []],
    ]);
  });

  it('asks for required columns that were not mapped, and keeps to the own area', async () => {
    const wanted = await load(build, [good('201')]);
    const problem = await build
      .call(api.importHistory, { body: { ...wanted, mapping: { ...wanted.mapping, village: null }, dryRun: true } })
      .catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'missing', details: [{ at: 'village' }] });
    expect(await refused(build.call(api.importHistory, { body: { ...wanted, sheet: '没有', dryRun: true } }))).toBe(
      'badInput',
    );
    const other = await house.as('buildb');
    const outside = await load(other, [good('202')]);
    expect(
      (await other.call(api.importHistory, { body: { ...outside, dryRun: true } })).bad[0]?.complaints[0]?.code,
    ).toBe('noPlace');
    expect(await refused(house.anonymous.call(api.importHistory, { body: { ...wanted, dryRun: true } }))).toBe(
      'notSignedIn',
    );
  });

  it('comes back in from the own export and from the template', async () => {
    const template = await download(build, '/api/problems/import/template');
    const example = template.sheet.getRow(5).values as (string | undefined)[];
    expect(example).toContain('清溪村三组占耕地建仓库');
    const answer = await house.server.app.inject({
      method: 'GET',
      url: '/api/problems/export?q=清溪村占地',
      headers: { cookie: build.cookie },
    });
    const uploadId = await build.upload(new Uint8Array(answer.rawPayload), '导出.xlsx', 'workbook');
    const { sheets } = await build.call(api.inspectHistory, { body: { uploadId } });
    const [sheet] = sheets;
    if (!sheet) throw new Error('no sheet');
    expect(sheet.proposedMapping).toMatchObject({
      title: '问题名称',
      village: '村（社区）',
      areaMu: '占地（亩）',
      farmMu: '耕地（亩）',
      pbfMu: '永久基本农田（亩）',
      type: '问题类型',
      state: '办理状态',
    });
    const back = await build.call(api.importHistory, {
      body: { uploadId, sheet: sheet.name, headerRow: sheet.headerRow, mapping: sheet.proposedMapping, dryRun: true },
    });
    // Both rows are known already by the ledger's own number, and nothing in them is otherwise.
    expect(back).toMatchObject({ good: 0, bad: [], stored: 0 });
    expect(back.doubles.map((row) => [row.by, row.differs])).toEqual([
      ['problemNo', []],
      ['problemNo', []],
    ]);
  });

  it('never makes a second problem of a row of the own export: it asks, then stores the new rows alone', async () => {
    const id = await plantProblem(house, {
      ...running('2026-10-01', '2026-11-30'),
      state: 'townReview',
      title: '回导的仓库',
      area_m2: 2000,
    });
    const { problemNo } = await build.call(api.getProblem, { params: { id } });
    const columns = ['问题编号', ...head.slice(1)];
    const known = [problemNo, ...good('301', { 3: '改过名的仓库', 6: 3.5, 8: '镇级审核' }).slice(1)];
    // A state of the ledger's own is no word of an older ledger: as a double the row is known all the same.
    const rows = [known, ['旧账-7', ...good('302').slice(1)]];
    const uploadId = await build.upload(await workbook([columns, ...rows]), '回导.xlsx', 'workbook');
    const wanted = { uploadId, sheet: '历史台账', headerRow: 1, mapping: mapping(columns) };
    expect(wanted.mapping).toMatchObject({ problemNo: '问题编号', sourceNo: null });
    const dry = await build.call(api.importHistory, { body: { ...wanted, dryRun: true } });
    expect(dry).toMatchObject({ good: 1, bad: [], doubles: [{ by: 'problemNo', problemId: id, problemNo }] });
    const asked = await build.call(api.importHistory, { body: { ...wanted, dryRun: false } });
    expect(asked.stored).toBe(0);
    const told = await build.call(api.importHistory, { body: { ...wanted, dryRun: false, skipDoubles: true } });
    expect(told.stored).toBe(1);
    expect(await build.call(api.getProblem, { params: { id } })).toMatchObject({ title: '回导的仓库', areaM2: 2000 });
    const { rows: found } = await build.call(api.listProblems, { query: { q: '旧账-7' } });
    expect(found).toHaveLength(1);
    const again = await build.call(api.importHistory, { body: { ...wanted, dryRun: true } });
    expect([again.good, again.doubles.map((row) => row.by)]).toEqual([0, ['problemNo', 'sourceNo']]);
    // Another town does not learn of the problem; its place is not that town's either.
    const other = await house.as('buildb');
    const theirs = await other.upload(await workbook([columns, known]), '回导.xlsx', 'workbook');
    const foreign = await other.call(api.importHistory, { body: { ...wanted, uploadId: theirs, dryRun: true } });
    expect([foreign.doubles, foreign.bad[0]?.complaints[0]?.code]).toEqual([[], 'noPlace']);
  });
});
