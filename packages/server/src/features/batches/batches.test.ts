import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { bowTie, codeOf as code, geojson, hex, problemOf, setupOf, square, type TestFeature } from './testing.ts';

let house: Harness;
let build: Client;
const pool = () => house.server.platform.db.pool;

const head = (more: Partial<api.InputOf<typeof api.createBatch>['body']> = {}) => ({
  title: '2026年第二季度卫片图斑',
  channel: 'satelliteEnforcement' as const,
  discoveryMethod: 'imagery' as const,
  docNo: '渝规资〔2026〕12号',
  authority: '市规划自然资源局',
  receivedOn: '2026-05-20',
  ...more,
});
const mapping = { JCBH: 'monitorNo', JCMJ: 'monitorArea', QSX: 'imageDateBefore', HSX: 'imageDateAfter', BZ: 'remark' };
const named = (no: string, geometry: TestFeature['geometry'], more: TestFeature['properties'] = {}): TestFeature => ({
  properties: { JCBH: no, ...more },
  geometry,
});

const start = (more: Parameters<typeof head>[0] = {}, who: Client = build) =>
  who.call(api.createBatch, { body: head(more) });
async function preview(
  batch: api.BatchView,
  features: readonly TestFeature[],
  more: Partial<api.BatchSetup> = {},
  who: Client = build,
): Promise<api.BatchView> {
  const uploadId = await who.upload(geojson(features), '图斑.geojson', 'geofile');
  const columns = new Set(features.flatMap(({ properties }) => Object.keys(properties)));
  const used = Object.fromEntries(Object.entries(mapping).filter(([column]) => columns.has(column)));
  return who.call(api.previewBatch, {
    params: { id: batch.id },
    body: setupOf(uploadId, used, { epsg: 4490, ...more }),
  });
}
const draft = (id: string, only: 'all' | 'undecided' | 'refused' | 'repaired' | 'duplicates' = 'all', who = build) =>
  who.call(api.listDraft, { params: { id }, query: { only, pageSize: 200 } });
const get = (id: string, who: Client = build) => who.call(api.getBatch, { params: { id } });
async function store(id: string, acceptRefused = false, who: Client = build): Promise<api.BatchView> {
  const { rowVersion } = await get(id, who);
  await who.call(api.storeBatch, { params: { id }, body: { acceptRefused, rowVersion } });
  await house.runJobs();
  return get(id, who);
}
/** Every test has its own ground, so that none finds another's parcels: 0.01 degrees a step. */
let step = 0;
const ground = (): [lon: number, lat: number] => {
  step += 1;
  return [106.01 + 0.005 * (step % 20), 29.71 + 0.01 * Math.floor(step / 20)];
};

beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
  const shapes: [string, ReturnType<typeof square>][] = [
    [places.villageA1, square(106.0, 29.7, 0.1)],
    [places.villageA2, square(106.1, 29.7, 0.1)],
    [places.villageB1, square(106.2, 29.7, 0.1)],
  ];
  for (const [village, shape] of shapes)
    await pool().query('update division set geom = $2::geometry where code = $1', [village, hex(shape)]);
});
afterAll(() => house?.close());

describe('who may do what with a batch', () => {
  const id = '0190a0a0-0000-7000-8000-000000000000';
  const params = { id };
  const upload = { uploadId: id };
  const writing: [string, (client: Pick<Client, 'call'>, batch?: string) => Promise<unknown>][] = [
    ['create', (c) => c.call(api.createBatch, { body: head() })],
    ['edit', (c, b = id) => c.call(api.editBatch, { params: { id: b }, body: { title: '新名', rowVersion: 1 } })],
    ['discard', (c, b = id) => c.call(api.discardBatch, { params: { id: b } })],
    ['inspect', (c, b = id) => c.call(api.inspectBatchFile, { params: { id: b }, body: upload })],
    ['preview', (c, b = id) => c.call(api.previewBatch, { params: { id: b }, body: setupOf(id, {}) })],
    ['ground', (c, b = id) => c.call(api.draftGround, { params: { id: b }, query: { row: [id] } })],
    ['draft', (c, b = id) => c.call(api.listDraft, { params: { id: b }, query: {} })],
    [
      'decide',
      (c, b = id) =>
        c.call(api.decideDraft, {
          params: { id: b, rowId: id },
          body: { decision: { choice: 'skip' }, rowVersion: 1 },
        }),
    ],
    ['draw', (c, b = id) => c.call(api.addDraft, { params: { id: b }, body: { geometry: null, point: [106, 29.8] } })],
    ['remove', (c, b = id) => c.call(api.removeDraft, { params: { id: b, rowId: id } })],
    ['store', (c, b = id) => c.call(api.storeBatch, { params: { id: b }, body: { rowVersion: 1 } })],
  ];
  const reading: typeof writing = [
    ['list', (c) => c.call(api.listBatches, { query: {} })],
    ['get', (c, b = id) => c.call(api.getBatch, { params: { id: b } })],
    ['geometry', (c, b = id) => c.call(api.batchGeometry, { params: { id: b }, query: {} })],
  ];

  it.each(writing)('%s: refuses without a session and every role that does not import', async (_name, act) => {
    expect(await code(act(house.anonymous))).toBe('notSignedIn');
    for (const person of ['leader', 'enforce', 'village', 'gridder', 'auditor', 'admin'] satisfies PersonKey[])
      expect(await code(act(await house.as(person)))).toBe('notAllowed');
  });
  it.each(reading)('%s: refuses without a session, and the administrator', async (_name, act) => {
    expect(await code(act(house.anonymous))).toBe('notSignedIn');
    expect(await code(act(await house.as('admin')))).toBe('notAllowed');
  });
  it.each([...writing, ...reading].filter(([name]) => name !== 'create' && name !== 'list'))(
    '%s: a batch that is not there, of another town or of another county is not found',
    async (_name, act) => {
      const batch = await start();
      expect(await code(act(build))).toBe('notFound');
      expect(await code(act(await house.as('buildb'), batch.id))).toBe('notFound');
      expect(await code(act(await house.as('stranger'), batch.id))).toBe('notFound');
    },
  );
  it('a town sees the county’s batch and may not change it', async () => {
    const countyClient = await house.as('county');
    const batch = await start({}, countyClient);
    expect(batch.divisionCode).toBe(places.county);
    const seen = await get(batch.id);
    expect(seen.abilities).toEqual([]);
    expect(await code(build.call(api.discardBatch, { params: { id: batch.id } }))).toBe('outsideScope');
    expect(await code(store(batch.id))).toBe('outsideScope');
  });
  it('a town makes no batch for the county or for another town', async () => {
    expect(await code(start({ divisionCode: places.county }))).toBe('outsideScope');
    expect(await code(start({ divisionCode: places.townB }))).toBe('outsideScope');
    expect((await start({ divisionCode: places.villageA1 })).divisionCode).toBe(places.villageA1);
  });
  it('the list is the own area’s, newest first, found by number and paper', async () => {
    const batch = await start({ title: '专门找的一批', docNo: '专文〔2026〕9号' });
    const { rows, total } = await build.call(api.listBatches, { query: { q: '专文' } });
    expect([total, rows[0]?.id]).toEqual([1, batch.id]);
    const other = await (await house.as('buildb')).call(api.listBatches, { query: {} });
    expect(other.rows.every(({ divisionCode }) => divisionCode !== places.townA)).toBe(true);
    expect((await build.call(api.listBatches, { query: { channel: ['audit'] } })).total).toBe(0);
    expect(params.id).toBe(id);
  });
});

describe('what a batch says of itself', () => {
  it('is numbered by year without gaps that are used again', async () => {
    const [a, b] = [await start(), await start()];
    expect(a.batchNo).toMatch(/^PC2026-\d{3}$/);
    expect(Number(b.batchNo.slice(-3))).toBe(Number(a.batchNo.slice(-3)) + 1);
    await build.call(api.discardBatch, { params: { id: a.id } });
    const c = await start();
    expect(Number(c.batchNo.slice(-3))).toBe(Number(b.batchNo.slice(-3)) + 1);
    expect((await get(a.id)).state).toBe('discarded');
  });
  it('refuses days that cannot be', async () => {
    expect((await problemOf(start({ receivedOn: '2027-01-01' }))).message).toMatch(/今天之后/);
    expect((await problemOf(start({ dueOn: '2026-05-01' }))).message).toMatch(/早于收文/);
  });
  it('is edited by one of two people; the other gets a conflict', async () => {
    const batch = await start();
    const edit = (title: string) =>
      build.call(api.editBatch, { params: { id: batch.id }, body: { title, rowVersion: batch.rowVersion } });
    const outcomes = await Promise.all([code(edit('甲')), code(edit('乙'))]);
    expect(outcomes.sort()).toEqual(['conflict', 'granted']);
  });
  it('keeps a half-done reading, so that the import goes on later', async () => {
    const batch = await start();
    const setup = setupOf(newId(), { JCBH: 'monitorNo' }, { areaUnits: { JCMJ: 'mu' } });
    const saved = await build.call(api.editBatch, {
      params: { id: batch.id },
      body: { setup, rowVersion: batch.rowVersion },
    });
    expect(saved.setup).toMatchObject({ mapping: { JCBH: 'monitorNo' }, areaUnits: { JCMJ: 'mu' } });
  });
});

describe('preview', () => {
  it('reads fields, five ways to write a day, the official area and the village', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    const shape = square(lon, lat, 0.001);
    const m2 = areaM2(flatFromGeoJson(shape));
    const days = ['20260131', '2026-01-31', '2026/1/31', '2026年1月31日', '46053'];
    const view = await preview(
      batch,
      days.map((day, i) =>
        named(`D-${step}-${i}`, square(lon + 0.0001, lat + 0.0012 * i, 0.001), {
          JCMJ: m2 * 0.0015,
          QSX: '2025-12-03',
          HSX: day,
          BZ: '疑似堆场',
          其他: '原样保留',
        }),
      ),
      { areaUnits: { JCMJ: 'mu' } },
    );
    expect(view.draft).toMatchObject({ total: 5, refused: 0, undecided: 0, storable: 5 });
    const { rows } = await draft(batch.id);
    expect(rows.map(({ attributes }) => attributes['imageDateAfter'])).toEqual(Array(5).fill('2026-01-31'));
    expect(rows[0]?.areaM2).toBeCloseTo(m2, 0);
    expect(rows[0]?.attributes['monitorArea']).toBeCloseTo(m2, 0);
    expect(rows[0]?.village).toEqual({ code: places.villageA1, name: 'villageA1', share: 1 });
    expect(rows[0]?.issues).toEqual([]);
  });

  it('says which day cannot be read, which area differs, and keeps the row', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch, [named(`U-${step}`, square(lon, lat, 0.001), { JCMJ: 1000, HSX: '31/01/2026' })], {
      areaUnits: { JCMJ: 'm2' },
    });
    const [row] = (await draft(batch.id)).rows;
    expect(row?.refused).toBe(false);
    expect(row?.issues.map((one) => one.code)).toEqual(['badDate', 'areaDiffers']);
    expect(row?.issues[0]?.at).toBe('HSX');
    expect(row?.attributes['imageDateAfter']).toBeNull();
  });

  it('asks for the unit of an area instead of guessing it', async () => {
    const [lon, lat] = ground();
    const refused = await problemOf(preview(await start(), [named('A', square(lon, lat, 0.001), { JCMJ: 15 })]));
    expect([refused.code, refused.details?.[0]?.at]).toEqual(['badInput', 'JCMJ']);
  });

  it('refuses two columns for one field and a field nobody knows', async () => {
    const batch = await start();
    const uploadId = await build.upload(geojson([named('A', square(...ground(), 0.001))]), 'a.geojson', 'geofile');
    const tried = (map: api.BatchSetup['mapping']) =>
      problemOf(
        build.call(api.previewBatch, { params: { id: batch.id }, body: setupOf(uploadId, map, { epsg: 4490 }) }),
      );
    expect((await tried({ JCBH: 'monitorNo', BZ: 'monitorNo' })).details?.[0]?.code).toBe('twice');
    expect((await tried({ JCBH: 'nonsense' })).details?.[0]?.code).toBe('target');
  });

  it('repairs a crossed shape, says what, and keeps the shape as it came', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    const view = await preview(batch, [named(`R-${step}`, bowTie(lon, lat, 0.001))]);
    expect(view.draft?.repaired).toBe(1);
    const [row] = (await draft(batch.id, 'repaired')).rows;
    expect(row?.repaired).toMatch(/自相交（106\.\d+，29\.\d+），已修复，面积/);
    await store(batch.id);
    const { rows } = await pool().query(
      'select st_isvalid(geom) as ok, st_isvalid(original_geom) as was, repaired from clue where id = $1',
      [row?.id],
    );
    expect(rows[0]).toMatchObject({ ok: true, was: false });
  });

  it('names refused rows; a wrong system refuses every row with the remedy', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    const view = await preview(batch, [
      named('F1', square(lon, lat, 0.001)),
      named('F2', null),
      named('F3', square(111.5, 35, 0.001)),
      named('F4', square(106.21, 29.71, 0.001)),
    ]);
    expect(view.draft).toMatchObject({ total: 4, refused: 3, storable: 1 });
    const { rows } = await draft(batch.id, 'refused');
    expect(rows.map((row) => [row.rowNo, row.issues.at(-1)?.code])).toEqual([
      [2, 'nullGeometry'],
      [3, 'outsideCounty'],
      [4, 'otherPlace'],
    ]);
    expect(rows[1]?.issues.at(-1)?.zh).toMatch(/坐标系、带号或坐标先后/);
  });

  it('refuses swapped longitude and latitude row by row', async () => {
    const [lon, lat] = ground();
    const swapped = square(lat, lon, 0.001);
    const view = await preview(await start(), [named('S', swapped)]);
    expect(view.draft).toMatchObject({ total: 1, refused: 1 });
  });

  it('does not touch the draft when the file cannot be read', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch, [named(`K-${step}`, square(lon, lat, 0.001))]);
    const uploadId = await build.upload(Buffer.from('PK\u0003\u0004broken'), 'x.zip', 'geofile');
    expect(
      await code(
        build.call(api.previewBatch, { params: { id: batch.id }, body: setupOf(uploadId, {}, { epsg: 4490 }) }),
      ),
    ).toMatch(/refusedFile|unreadableFile/);
    expect((await get(batch.id)).draft?.total).toBe(1);
  });

  it('remembers the mapping of the same channel and authority, and only of those', async () => {
    const [lon, lat] = ground();
    const first = await start({ authority: '记忆局' });
    await preview(first, [named(`M-${step}`, square(lon, lat, 0.001), { JCMJ: 15 })], { areaUnits: { JCMJ: 'mu' } });
    const inspect = async (authority: string) => {
      const batch = await start({ authority });
      const uploadId = await build.upload(geojson([named('x', square(lon, lat, 0.001))]), 'a.geojson', 'geofile');
      return build.call(api.inspectBatchFile, { params: { id: batch.id }, body: { uploadId } });
    };
    const again = await inspect('记忆局');
    expect([again.rememberedMapping?.['JCBH'], again.rememberedUnits]).toEqual(['monitorNo', { JCMJ: 'mu' }]);
    expect((await inspect('别的局')).rememberedMapping).toBeNull();
  });
});
