import { existsSync } from 'node:fs';
import path from 'node:path';
import exceljs from '@protobi/exceljs';
import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, startHarness } from '../../testing/harness.ts';
import { pendingSetupToken } from './index.ts';

let house: Harness;
let setupToken: string;
beforeAll(async () => {
  house = await startHarness({ empty: true });
  setupToken = (await pendingSetupToken(house.server.platform)) ?? '';
});
afterAll(() => house.close());

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const count = async (table: string): Promise<number> =>
  Number((await house.server.platform.db.pool.query(`select count(*) as n from ${table}`)).rows[0]?.n);
const first = {
  code: '500116',
  name: '江津区',
  administrator: { name: '韩卯', username: 'hanmao', password: 'Sowing-Season-77' },
};

let cookie = '';
/** The first administrator; made by hand because the harness has nobody in an empty house. */
const admin: Pick<Client, 'call'> = {
  call: (endpoint, input) =>
    api.call(endpoint, input, {
      send: async (url, init) => {
        const answer = await house.server.app.inject({
          method: init.method as 'GET',
          url,
          headers: { ...init.headers, cookie },
          ...(init.body === undefined ? {} : { payload: init.body }),
        });
        return { ok: answer.statusCode < 400, status: answer.statusCode, text: async () => answer.body };
      },
    }),
};

describe('before there is a county', () => {
  it('opens nothing without the code', async () => {
    expect(setupToken).toMatch(/^([2-9A-HJ-NP-Z]{5}-){3}[2-9A-HJ-NP-Z]{5}$/);
    const { call } = house.anonymous;
    for (const wrong of ['', 'nonsense', `${setupToken}X`, setupToken.slice(1)]) {
      expect(await code(call(api.openSetup, { body: { setupToken: wrong } }))).toBe('notAllowed');
      expect(await code(call(api.createCounty, { body: { ...first, setupToken: wrong } }))).toBe('notAllowed');
      expect(await code(call(api.loadDemo, { body: { setupToken: wrong } }))).toBe('notAllowed');
      expect(await code(call(api.browseCatalogue, { query: { setupToken: wrong } }))).toBe('notAllowed');
    }
    expect(await code(call(api.browseCatalogue, { query: {} }))).toBe('notAllowed');
    expect(await count('county')).toBe(0);
  });

  it('shows the national list to whoever has the code, typed carelessly too', async () => {
    const { call } = house.anonymous;
    expect(await code(call(api.openSetup, { body: { setupToken: ` ${setupToken.toLowerCase()} ` } }))).toBe('granted');
    const provinces = await call(api.browseCatalogue, { query: { setupToken } });
    expect(provinces.rows).toContainEqual({ code: '50', name: '重庆市', level: 'province' });
    const counties = await call(api.browseCatalogue, { query: { parent: '5001', setupToken } });
    expect(counties.rows).toContainEqual({ code: '500116', name: '江津区', level: 'county' });
  });

  it('refuses a weak password before anything is written, and the code stays good', async () => {
    const weak = { ...first.administrator, password: 'Hanmao-2026-aa' };
    expect(
      await code(house.anonymous.call(api.createCounty, { body: { ...first, administrator: weak, setupToken } })),
    ).toBe('badInput');
    expect([await count('county'), await count('auth_user')]).toEqual([0, 0]);
    expect(await code(house.anonymous.call(api.openSetup, { body: { setupToken } }))).toBe('granted');
  });
});

describe('step 1', () => {
  it('makes one county of two that are asked for at once, with its administrator and two audit rows; the code is spent', async () => {
    const other = { code: '999902', name: '别县', administrator: { ...first.administrator, username: 'other1' } };
    const outcomes = await Promise.all(
      [first, other].map((body) => code(house.anonymous.call(api.createCounty, { body: { ...body, setupToken } }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'granted')).toHaveLength(1);
    expect([await count('county'), await count('auth_user'), await count('audit_event')]).toEqual([1, 1, 2]);
    expect(existsSync(path.join(house.server.platform.config.dataDir, 'setup-code'))).toBe(false);
    expect(await code(house.anonymous.call(api.openSetup, { body: { setupToken } }))).toBe('wrongState');
    expect(await code(house.anonymous.call(api.loadDemo, { body: { setupToken } }))).toBe('wrongState');
    expect(await code(house.anonymous.call(api.browseCatalogue, { query: { setupToken } }))).toBe('wrongState');
    expect(await pendingSetupToken(house.server.platform)).toBeUndefined();
  });

  it('lets the administrator in with the own password, without asking to change it', async () => {
    const answer = await house.server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { 'content-type': 'application/json', origin: house.server.platform.config.publicUrl },
      payload: JSON.stringify({ username: 'hanmao', password: first.administrator.password }),
    });
    expect(answer.statusCode).toBe(200);
    cookie = [answer.headers['set-cookie']]
      .flat()
      .map((one) => String(one).split(';')[0])
      .join('; ');
    expect((await admin.call(api.getSession, {})).person).toMatchObject({
      roles: ['admin'],
      scopeCode: '500116',
      mustChangePassword: false,
    });
  });
});

describe('step 2', () => {
  it('proposes the towns and villages of the county from the national list', async () => {
    const { towns, source } = await admin.call(api.proposePlaces, {});
    expect(source).toContain('统计用区划代码');
    expect(towns.length).toBeGreaterThan(20);
    expect(towns.flatMap((town) => town.villages).length).toBeGreaterThan(200);
    expect(
      towns
        .flatMap((town) => town.villages)
        .every((village) => !/委会$/.test(village.name) || !village.name.includes('村村')),
    ).toBe(true);
  });

  it('keeps a half-done list, to go on from there', async () => {
    expect((await admin.call(api.getSetup, {})).current).toBe('places');
    const towns = [{ code: '500116101', name: '半成镇', villages: [] }];
    await admin.call(api.savePlacesDraft, { body: { towns } });
    expect((await admin.call(api.getSetup, {})).draft).toEqual(towns);
    expect(await count('division')).toBe(1);
  });

  it('does not go on before the places are published', async () => {
    expect(await code(admin.call(api.markSetupStep, { params: { step: 'layers' }, body: { state: 'skipped' } }))).toBe(
      'wrongState',
    );
  });

  it('refuses a list with a wrong row whole', async () => {
    const towns = [{ code: '500116101', name: '好镇', villages: [{ code: '500116102201', name: '错村' }] }];
    expect(await code(admin.call(api.confirmPlaces, { body: { towns } }))).toBe('badInput');
    expect(await code(admin.call(api.confirmPlaces, { body: { towns: [] } }))).toBe('missing');
    expect(await count('division')).toBe(1);
  });

  it('takes a workbook into the draft: codes as text or as numbers, rows named when wrong', async () => {
    const sheet = async (lines: unknown[][]): Promise<string> => {
      const book = new exceljs.Workbook();
      book.addWorksheet('说明').addRow(['填写说明']);
      const page = book.addWorksheet('区划');
      for (const line of [['示范区划表'], ['序号', '统计用区划代码', '名称'], ...lines]) page.addRow(line);
      return uploadAs(new Uint8Array(await book.xlsx.writeBuffer()), '区划.xlsx');
    };
    const bad = await admin.call(api.readPlacesWorkbook, {
      body: {
        uploadId: await sheet([
          [1, '500116101', '甲镇'],
          [2, '5001161012', '乙村'],
          [3, 500116101201, '丙村'],
          [4, '500116101201', '丁村'],
        ]),
      },
    });
    expect(bad).toMatchObject({ accepted: false, towns: [] });
    expect(bad.complaints.map(({ at }) => at)).toEqual(['第 4 行', '第 6 行']);
    expect((await admin.call(api.getSetup, {})).draft?.[0]?.name).toBe('半成镇');
    const good = await admin.call(api.readPlacesWorkbook, {
      body: {
        uploadId: await sheet([
          [1, '500116101', '甲镇'],
          [2, 500116101201, ' 丙村 '],
        ]),
      },
    });
    expect(good).toMatchObject({
      accepted: true,
      complaints: [],
      towns: [{ code: '500116101', name: '甲镇', villages: [{ code: '500116101201', name: '丙村' }] }],
    });
    expect((await admin.call(api.getSetup, {})).draft).toEqual(good.towns);
  });

  it('says what to do about a file that is no workbook, or one without the two columns', async () => {
    const noBook = await uploadAs(new TextEncoder().encode('PK not a workbook'), 'x.xlsx');
    await expect(admin.call(api.readPlacesWorkbook, { body: { uploadId: noBook } })).rejects.toThrow(/另存为 .xlsx/);
    const book = new exceljs.Workbook();
    book.addWorksheet('a').addRow(['甲', '乙']);
    const noColumns = await uploadAs(new Uint8Array(await book.xlsx.writeBuffer()), 'y.xlsx');
    await expect(admin.call(api.readPlacesWorkbook, { body: { uploadId: noColumns } })).rejects.toThrow(
      /「编码」和「名称」/,
    );
  });

  it('publishes once, with names as they were corrected', async () => {
    const towns = [
      {
        code: '500116101',
        name: '甲镇',
        villages: [
          { code: '500116101201', name: '丙村' },
          { code: '500116101202', name: '戊村' },
        ],
      },
    ];
    const view = await admin.call(api.confirmPlaces, { body: { towns } });
    expect(view).toMatchObject({ current: 'boundaries', draft: null, counts: { towns: 1, villages: 2, people: 1 } });
    const tree = await admin.call(api.getDivisionTree, { query: {} });
    expect(tree.root.children[0]?.children.map(({ name }) => name)).toEqual(['丙村', '戊村']);
    expect(await code(admin.call(api.confirmPlaces, { body: { towns } }))).toBe('wrongState');
    expect(await code(admin.call(api.savePlacesDraft, { body: { towns } }))).toBe('wrongState');
  });
});

it('later steps can be skipped or done, and the wizard goes on where it was left', async () => {
  await admin.call(api.markSetupStep, { params: { step: 'boundaries' }, body: { state: 'skipped' } });
  expect((await admin.call(api.getSetup, {})).current).toBe('people');
  for (const step of ['people', 'layers', 'done'] as const)
    await admin.call(api.markSetupStep, { params: { step }, body: { state: 'done' } });
  const view = await admin.call(api.getSetup, {});
  expect(view.current).toBe('done');
  expect(view.steps.map(({ state }) => state)).toEqual(['done', 'done', 'skipped', 'done', 'done', 'done']);
});

it('the wizard is the administrator’s alone', async () => {
  const { call } = house.anonymous;
  const tries = [
    () => call(api.getSetup, {}),
    () => call(api.proposePlaces, {}),
    () => call(api.savePlacesDraft, { body: { towns: [] } }),
    () => call(api.confirmPlaces, { body: { towns: [] } }),
    () => call(api.markSetupStep, { params: { step: 'done' }, body: { state: 'done' } }),
    () => call(api.readPlacesWorkbook, { body: { uploadId: '0190a0a0-0000-7000-8000-000000000000' } }),
  ];
  for (const attempt of tries) expect(await code(attempt())).toBe('notSignedIn');
  await house.server.platform.db.pool.query(`update auth_user set roles = '{countyNr}'`);
  expect(await code(admin.call(api.getSetup, {}))).toBe('notAllowed');
  expect(await code(admin.call(api.browseCatalogue, { query: {} }))).toBe('wrongState');
  await house.server.platform.db.pool.query(`update auth_user set roles = '{admin}'`);
  expect(await code(admin.call(api.browseCatalogue, { query: { parent: '500116' } }))).toBe('granted');
});

/** What a finished upload leaves; how bytes travel is tested with the uploads. */
async function uploadAs(bytes: Uint8Array, fileName: string): Promise<string> {
  const { Readable } = await import('node:stream');
  const { blobs, db } = house.server.platform;
  const blob = await blobs.put(Readable.from([Buffer.from(bytes)]));
  const { rows } = await db.pool.query<{ id: string; owner: string }>(
    `select gen_random_uuid() as id, id as owner from auth_user limit 1`,
  );
  await db.pool.query(
    `insert into blob (county_code, sha256, size, mime) values ('500116', $1, $2, 'application/octet-stream') on conflict do nothing`,
    [blob.sha256, blob.size],
  );
  await db.pool.query(
    `insert into upload (county_code, id, sha256, file_name, size, purpose, created_by) values ('500116', $1, $2, $3, $4, 'workbook', $5)`,
    [rows[0]?.id, blob.sha256, fileName, blob.size, rows[0]?.owner],
  );
  return String(rows[0]?.id);
}
