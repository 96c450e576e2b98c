import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { hexOf, type Square, square, squareM2 } from '../../testing/shapes.ts';

let house: Harness;
const pool = () => house.server.platform.db.pool;
const as = (who: PersonKey) => house.as(who);
const complaints = async (promise: Promise<unknown>): Promise<string[]> =>
  promise.then(
    () => ['done'],
    (error: unknown) => {
      if (!(error instanceof ApiProblem)) throw error;
      return error.details.length === 0 ? [error.code] : error.details.map(({ code }) => code);
    },
  );

/** Paddy in the west, house plots in the east; permanent basic farmland under the paddy's south half. */
const ground: Record<string, readonly (readonly [cls: string, net: number, shape: Square])[]> = {
  landClass: [
    ['0101', 0.9, square(106, 29.8, 0.002)],
    ['0702', 1, square(106.002, 29.8, 0.002)],
  ],
  permanentBasicFarmland: [['0101', 1, square(106, 29.8, 0.001)]],
  ecoRedLine: [['', 1, square(106.01, 29.81, 0.001)]],
};

async function addLayer(kind: string, year = 2025): Promise<void> {
  const version = newId();
  await pool().query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, activated_at, imported_by, imported_by_name)
     values ($1, $2, $1, $3, $4, $3, 'internal', 't.zip', repeat('0', 64), 'EPSG:4490', 'active', now(), 'x', 'x')`,
    [places.county, version, kind, year],
  );
  for (const [cls, net, shape] of ground[kind] ?? [])
    await pool().query(
      `insert into layer_feature (county_code, id, layer_version_id, class_code, net_factor, area_m2, geom) values ($1, $2, $3, $4, $5, $6, $7)`,
      [places.county, newId(), version, cls, net, squareM2(shape), hexOf(shape)],
    );
}

const onPaddy = square(106.0002, 29.8002, 0.0005);
const onPlots = square(106.0025, 29.8002, 0.0005);
const body = { title: '清溪村农产品加工点', use: 'industry', divisionCode: places.townA } as const;
const make = async (who: PersonKey = 'build', more: object = {}): Promise<string> =>
  (await (await as(who)).call(api.createSiteCheck, { body: { ...body, ...more } })).id;
const add = async (id: string, label: string, geometry: Square, who: PersonKey = 'build') =>
  (await as(who)).call(api.addSiteOption, { params: { id }, body: { label, geometry } });
const get = async (id: string, who: PersonKey = 'build') => (await as(who)).call(api.getSiteCheck, { params: { id } });

beforeAll(async () => {
  house = await startHarness();
  for (const kind of Object.keys(ground)) await addLayer(kind);
});
afterAll(() => house?.close());

describe('a site with alternatives', () => {
  it('is numbered, laid over the layers in use and compared', async () => {
    const id = await make();
    const one = await add(id, '方案一', onPaddy);
    expect(one).toMatchObject({ state: 'open', placeName: expect.any(String), leastId: null });
    expect(one.checkNo).toMatch(/^XZ-\d{4}-\d{4}$/);
    const [paddy] = one.options;
    expect(paddy?.result.farmGrossM2).toBeCloseTo(squareM2(onPaddy), 1);
    expect(paddy?.result.pbfM2).toBeCloseTo(squareM2(onPaddy), 1);
    expect(paddy?.layerVersions.map(({ kind }) => kind).sort()).toEqual(Object.keys(ground).sort());
    expect(paddy?.outdated).toBe(false);
    expect(Object.fromEntries((paddy?.findings ?? []).map(({ subject, level }) => [subject, level]))).toEqual({
      eco: 'ok',
      pbf: 'avoid',
      farm: 'look',
      urban: 'unknown',
    });
    const two = await add(id, '方案二', onPlots);
    expect(two.leastId).toBe(two.options.find(({ label }) => label === '方案二')?.id);
    expect(two).toMatchObject({ farmM2: 0, pbfM2: 0 });
    const { rows } = await (await as('build')).call(api.listSiteChecks, { query: { q: '加工点' } });
    expect(rows.find((row) => row.id === id)).toMatchObject({ options: 2, farmM2: 0, pbfM2: 0 });
  });

  it('is concluded with every reason that the chosen alternative needs, and reopened with one', async () => {
    const id = await make();
    await add(id, '方案一', onPaddy);
    const build = await as('build');
    const conclude = async (label: string, reasons: object = {}) => {
      const now = await get(id);
      const optionId = now.options.find((option) => option.label === label)?.id ?? '';
      return build.call(api.concludeSiteCheck, {
        params: { id },
        body: { optionId, opinion: '按此方案报批', rowVersion: now.rowVersion, ...reasons },
      });
    };
    expect(await complaints(conclude('方案一'))).toEqual(['alternatives', 'pbfReason', 'pbfReplacement']);
    await add(id, '方案二', onPlots);
    expect(await complaints(conclude('方案一'))).toEqual(['pbfReason', 'pbfReplacement', 'moreReason']);
    const done = await conclude('方案二');
    expect(done).toMatchObject({ state: 'concluded', concludedByName: '人员build', opinion: '按此方案报批' });
    expect(await complaints(add(id, '方案三', onPlots))).toEqual(['wrongState']);
    const reopened = await build.call(api.reopenSiteCheck, {
      params: { id },
      body: { reason: '业主另有一块地', rowVersion: done.rowVersion },
    });
    expect(reopened).toMatchObject({ state: 'open', chosenId: null, concludedAt: null });
    const acts = await pool().query(
      `select changes ->> 'act' as act from audit_event where subject_id = $1 order by at, id`,
      [id],
    );
    expect(acts.rows.map(({ act }) => act)).toEqual(['create', 'addOption', 'addOption', 'conclude', 'reopen']);
  });

  it('is not concluded about alternatives that changed meanwhile', async () => {
    const id = await make();
    await add(id, '方案一', onPlots);
    const seen = await add(id, '方案二', onPaddy);
    const build = await as('build');
    await build.call(api.removeSiteOption, {
      params: { id, optionId: seen.options.find(({ label }) => label === '方案二')?.id ?? '' },
    });
    await add(id, '方案三', square(106.003, 29.8002, 0.0005));
    const late = build.call(api.concludeSiteCheck, {
      params: { id },
      body: { optionId: seen.options[0]?.id ?? '', opinion: '同意', rowVersion: seen.rowVersion },
    });
    expect(await complaints(late)).toEqual(['conflict']);
  });

  it('says when a layer has a newer version, and is run again with it', async () => {
    const id = await make();
    const before = await add(id, '方案一', onPaddy);
    await addLayer('landClass', 2026);
    const [stale] = (await get(id)).options;
    expect(stale?.outdated).toBe(true);
    const again = await (await as('build')).call(api.rerunSiteOption, {
      params: { id, optionId: before.options[0]?.id ?? '' },
    });
    expect(again.options[0]).toMatchObject({ outdated: false });
    expect(again.options[0]?.layerVersions.find(({ kind }) => kind === 'landClass')?.year).toBe(2026);
  });
});

describe('a site from a file', () => {
  const upload = async (text: string, name: string): Promise<string> =>
    (await as('build')).upload(Buffer.from(text), name, 'geofile');
  it('unites its polygons; what is none is refused by name, and nothing is stored', async () => {
    const id = await make();
    const features = [onPlots, square(106.003, 29.8002, 0.0005)].map((geometry) => ({
      type: 'Feature',
      properties: {},
      geometry,
    }));
    const good = await upload(JSON.stringify({ type: 'FeatureCollection', features }), '选址.geojson');
    const build = await as('build');
    const made = await build.call(api.addSiteOption, { params: { id }, body: { label: '文件', uploadId: good } });
    expect(made.options[0]).toMatchObject({ source: 'file', fileName: '选址.geojson' });
    expect(made.options[0]?.result.subjectM2).toBeCloseTo(squareM2(onPlots) * 2, 0);
    const bad = await upload('这不是图形文件', '选址.geojson');
    const refused = build.call(api.addSiteOption, { params: { id }, body: { label: '坏的', uploadId: bad } });
    expect(await complaints(refused)).not.toEqual(['done']);
    expect((await get(id)).options).toHaveLength(1);
  });
});

describe('refusals', () => {
  it('of bad outlines, doubles and a county in one site', async () => {
    const id = await make();
    const build = await as('build');
    const call = (body: object) =>
      complaints(build.call(api.addSiteOption, { params: { id }, body: { label: '甲', ...body } }));
    expect(await call({})).toEqual(['badInput']);
    expect(await call({ geometry: { type: 'Polygon', coordinates: [[]] } })).toEqual(['badInput']);
    expect(await call({ geometry: square(106, 29.8, 0.6) })).toEqual(['tooLarge']);
    expect(await call({ geometry: onPlots })).toEqual(['done']);
    expect(await call({ geometry: onPlots })).toEqual(['duplicate']);
  });

  it('of people without the right, and of what lies outside the own area', async () => {
    const id = await make();
    expect(await complaints(house.anonymous.call(api.listSiteChecks, { query: {} }))).toEqual(['notSignedIn']);
    expect(await complaints(make('village'))).toEqual(['notAllowed']);
    expect(await complaints(make('build', { divisionCode: places.townB }))).toEqual(['outsideScope']);
    expect(await complaints(add(id, '甲', onPlots, 'auditor'))).toEqual(['notAllowed']);
    expect(await complaints(get(id, 'villageb'))).toEqual(['notFound']);
    expect((await (await as('villageb')).call(api.listSiteChecks, { query: {} })).total).toBe(0);
    expect((await get(id, 'county')).id).toBe(id);
    expect((await get(id, 'auditor')).abilities).toEqual([]);
  });
});
