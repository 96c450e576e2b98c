import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, type PersonKey, places } from '../../testing/harness.ts';
import { type Desk, dltb, gaussSquare, type ImportBody, openDesk, parcel, parcels, request } from './testing.ts';
import { decodeTile } from './tiles/testing.ts';

let desk: Desk;
let county: Client;
let harness: Harness;
beforeAll(async () => {
  desk = await openDesk();
  ({ county, harness } = desk);
});
afterAll(() => harness.close());
const pool = () => desk.pool;
const upload: Desk['upload'] = (...given) => desk.upload(...given);
const look: Desk['look'] = (...given) => desk.look(...given);
const bring: Desk['bring'] = (...given) => desk.bring(...given);

describe('what is refused before it begins', () => {
  const refuse = async (more: Partial<ImportBody>, code: string, words: RegExp) => {
    const { uploadId, layer } = await look(dltb(parcels), 'a.zip');
    const problem = county.call(api.importLayer, request(uploadId, layer, more));
    await expect(problem).rejects.toMatchObject({ code, message: expect.stringMatching(words) });
  };
  it('secret material', () => refuse({ secrecy: 'secret' }, 'secretMaterial', /涉密/));
  it('Beijing 1954 and Xi’an 1980', async () => {
    await refuse({ epsg: 2423 }, 'refusedFile', /北京/);
    await refuse({ epsg: 4610 }, 'refusedFile', /西安/);
  });
  it('a required field without a column, as when the .dbf is missing', async () => {
    const { uploadId, layer } = await look(dltb(parcels, { without: ['dbf'] }), 'a.zip');
    expect(layer.unmatched).toEqual(['landCode']);
    await expect(county.call(api.importLayer, request(uploadId, layer))).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('地类编码'),
    });
  });
  it('two columns for one field', () =>
    refuse({ mapping: { DLBM: 'landCode', DLMC: 'landCode' } }, 'badInput', /两列/));
  it('somebody else’s upload', async () => {
    const { uploadId, layer } = await look(dltb(parcels), 'a.zip');
    const other = await harness.as('build');
    await expect(other.call(api.importLayer, request(uploadId, layer))).rejects.toMatchObject({ code: 'notFound' });
  });
  it('a town that imports for the county or takes boundaries', async () => {
    const town = await harness.as('build');
    const uploadId = await upload(dltb(parcels), 'a.zip', town);
    const layer = { name: 'DLTB', proposedMapping: { DLBM: 'landCode' } };
    await expect(
      town.call(api.importLayer, request(uploadId, layer, { divisionCode: places.county })),
    ).rejects.toMatchObject({ code: 'outsideScope' });
    await expect(
      town.call(api.importLayer, request(uploadId, { ...layer, proposedMapping: {} }, { kind: 'division' })),
    ).rejects.toMatchObject({ code: 'outsideScope' });
  });
  it('roles that do not import or retire, and nobody', async () => {
    const { uploadId, layer } = await look(dltb(parcels), 'a.zip');
    const anyId = { params: { id: uploadId } };
    for (const who of ['village', 'gridder', 'auditor', 'leader', 'enforce'] as PersonKey[]) {
      const person = await harness.as(who);
      await expect(person.call(api.importLayer, request(uploadId, layer))).rejects.toMatchObject({
        code: 'notAllowed',
      });
      await expect(person.call(api.inspectLayerFile, { body: { uploadId, kind: 'landClass' } })).rejects.toMatchObject({
        code: 'notAllowed',
      });
      await expect(person.call(api.retireLayer, { ...anyId, body: { reason: 'x' } })).rejects.toMatchObject({
        code: 'notAllowed',
      });
    }
    const nobody = { code: 'notSignedIn' };
    await expect(harness.anonymous.call(api.listLayers, { query: {} })).rejects.toMatchObject(nobody);
    await expect(harness.anonymous.call(api.getLayer, anyId)).rejects.toMatchObject(nobody);
    await expect(harness.anonymous.call(api.listBoundaries, {})).rejects.toMatchObject(nobody);
    await expect(harness.anonymous.call(api.identify, { query: { lng: 1, lat: 1 } })).rejects.toMatchObject(nobody);
    await expect(
      harness.anonymous.call(api.getTile, { params: { id: uploadId, z: 14, x: 1, y: 1 } }),
    ).rejects.toMatchObject(nobody);
  });
});

describe('versions', () => {
  it('keeps one of a kind, year and area in force; the older one retires only when asked', async () => {
    const first = await bring(dltb(parcels), 'a.zip', { year: 1995, title: '一版' });
    const { uploadId, layer } = await look(dltb(parcels), 'b.zip');
    await expect(county.call(api.importLayer, request(uploadId, layer, { year: 1995 }))).rejects.toMatchObject({
      code: 'duplicate',
      message: expect.stringContaining('一版'),
    });
    const second = await bring(dltb(parcels.slice(1)), 'b.zip', { year: 1995, title: '二版', replace: true });
    expect(second.version.state).toBe('active');
    expect((await county.call(api.getLayer, { params: { id: first.layerVersionId } })).state).toBe('retired');
    const other = await bring(dltb(parcels), 'c.zip', { year: 1996 });
    expect(other.version.state).toBe('active');
    const listed = await county.call(api.listLayers, { query: { kind: ['landClass'], pageSize: 200 } });
    const ids = listed.rows.map(({ id }) => id);
    expect(ids).toContain(second.layerVersionId);
    expect(ids).not.toContain(first.layerVersionId);
    const all = await county.call(api.listLayers, { query: { state: 'all', q: '一版' } });
    expect(all.rows.map(({ id }) => id)).toEqual([first.layerVersionId]);
  });

  it('retires with a reason, once, and only where it may', async () => {
    const { layerVersionId } = await bring(dltb(parcels), 'a.zip', { year: 1990 });
    const params = { id: layerVersionId };
    const retire = (who: Client) => who.call(api.retireLayer, { params, body: { reason: '资料有误' } });
    await expect(retire(await harness.as('stranger'))).rejects.toMatchObject({ code: 'notAllowed' });
    await retire(county);
    await expect(retire(county)).rejects.toMatchObject({ code: 'wrongState' });
    await expect(
      county.call(api.retireLayer, { params: { id: '00000000-0000-7000-8000-000000000000' }, body: { reason: 'x' } }),
    ).rejects.toMatchObject({ code: 'notFound' });
    await expect(county.call(api.getTile, { params: { ...params, z: 14, x: 13018, y: 6766 } })).rejects.toMatchObject({
      code: 'notFound',
    });
    const { rows } = await pool().query(
      `select action, reason from audit_event where subject_id = $1 order by at, id`,
      [layerVersionId],
    );
    expect(rows).toEqual([
      { action: 'layer.import', reason: null },
      { action: 'layer.import', reason: null },
      { action: 'layer.retire', reason: '资料有误' },
    ]);
  });

  it('shows nothing to another county', async () => {
    const { layerVersionId } = await bring(dltb(parcels), 'a.zip');
    const stranger = await harness.as('stranger');
    const params = { id: layerVersionId };
    await expect(stranger.call(api.getLayer, { params })).rejects.toMatchObject({ code: 'notFound' });
    await expect(stranger.call(api.getTile, { params: { ...params, z: 14, x: 13018, y: 6766 } })).rejects.toMatchObject(
      {
        code: 'notFound',
      },
    );
    expect((await stranger.call(api.identify, { query: { lng: 106.0012, lat: 29.8003 } })).rows).toEqual([]);
    expect((await stranger.call(api.listLayers, { query: { state: 'all' } })).rows).toEqual([]);
  });
});

describe('when an import does not come to its end', () => {
  const many = Array.from({ length: 3000 }, (_, i) =>
    parcel(`${i}`, '0103', '旱地', 106 + (i % 60) * 0.002, {
      rings: [gaussSquare(106 + (i % 60) * 0.002, 29.8 + Math.floor(i / 60) * 0.002, 100)],
    }),
  );
  const countOf = async (id: string) =>
    (await pool().query<{ n: number }>('select count(*) as n from layer_feature where layer_version_id = $1', [id]))
      .rows[0]?.n;

  it('leaves nothing after a cancel in the middle, and goes on when told to', async () => {
    const { uploadId, layer } = await look(dltb(many), 'a.zip');
    const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer));
    const platform = harness.server.platform;
    const load = platform.db.bulkLoad.bind(platform.db);
    // Stops between two batches, after the first one is in the database.
    platform.db.bulkLoad = async (ask) => {
      async function* stopping() {
        for await (const batch of ask.batches) {
          yield batch;
          platform.jobs.abort(jobId);
        }
      }
      return load({ ...ask, batches: stopping() });
    };
    await harness.runJobs();
    platform.db.bulkLoad = load;
    expect((await county.call(api.getJob, { params: { id: jobId } })).state).toBe('cancelled');
    expect(await countOf(layerVersionId)).toBe(0);
    const failed = await county.call(api.getLayer, { params: { id: layerVersionId } });
    expect(failed).toMatchObject({ state: 'failed', featureCount: 0 });
    expect(failed.report.notices[0]?.code).toBe('cancelled');
    await county.call(api.resumeJob, { params: { id: jobId } });
    await harness.runJobs();
    expect((await county.call(api.getLayer, { params: { id: layerVersionId } })).state).toBe('active');
    expect(await countOf(layerVersionId)).toBe(3000);
  });

  it('a process that died is taken up again, and no row is there twice', async () => {
    const { uploadId, layer } = await look(dltb(many), 'a.zip');
    const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer));
    // What a killed process leaves: a running job without a heartbeat and half of the rows.
    await pool().query(`update job set state = 'running', heartbeat_at = now() - interval '5 minutes' where id = $1`, [
      jobId,
    ]);
    await pool().query(
      `insert into layer_feature (county_code, id, layer_version_id, area_m2, geom)
       select $1, gen_random_uuid(), $2, 1, st_makeenvelope(106, 29, 106.1, 29.1, 4490) from generate_series(1, 500)`,
      [places.county, layerVersionId],
    );
    const hidden = await county.call(api.identify, { query: { lng: 106.05, lat: 29.05 } });
    expect(hidden.rows).toEqual([]);
    await harness.server.platform.jobs.run(places.county, jobId);
    expect((await county.call(api.getJob, { params: { id: jobId } })).state).toBe('done');
    expect(await countOf(layerVersionId)).toBe(3000);
    await pool().query(`update job set state = 'running', heartbeat_at = now() - interval '5 minutes' where id = $1`, [
      jobId,
    ]);
    await harness.server.platform.jobs.run(places.county, jobId);
    expect(await countOf(layerVersionId)).toBe(3000);
  });

  it('a job cancelled while it waited shows its version as failed', async () => {
    const { uploadId, layer } = await look(dltb(parcels), 'a.zip');
    const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer));
    expect((await county.call(api.getLayer, { params: { id: layerVersionId } })).state).toBe('loading');
    await county.call(api.cancelJob, { params: { id: jobId } });
    expect((await county.call(api.getLayer, { params: { id: layerVersionId } })).state).toBe('failed');
  });
});

describe('tiles', () => {
  const fetchTile = async (id: string, z: number, x: number, y: number, headers: Record<string, string> = {}) =>
    harness.server.app.inject({
      method: 'GET',
      url: `/api/layers/${id}/tiles/${z}/${x}/${y}.mvt`,
      headers: { cookie: county.cookie, ...headers },
    });
  const tileOf = (lon: number, lat: number, z: number): [number, number] => {
    const sin = Math.sin((lat * Math.PI) / 180);
    return [
      Math.floor(((lon + 180) / 360) * 2 ** z),
      Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * 2 ** z),
    ];
  };

  it('are drawn from the active version, the same from disk, 304 by version, empty beside it', async () => {
    const { layerVersionId } = await bring(dltb(parcels), 'a.zip');
    const [x, y] = tileOf(106.0035, 29.8004, 14);
    const answer = await fetchTile(layerVersionId, 14, x, y);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain('vector-tile');
    const tile = decodeTile(answer.rawPayload);
    expect(tile.name).toBe('features');
    expect(tile.features.map(({ properties }) => properties['c']).toSorted()).toEqual(['0101', '0103', '0702']);
    expect(tile.features.map(({ properties }) => properties['l']).toSorted()).toEqual(['1', '2', '3']);
    const again = await fetchTile(layerVersionId, 14, x, y);
    expect(again.rawPayload.equals(answer.rawPayload)).toBe(true);
    const etag = String(answer.headers['etag']);
    expect((await fetchTile(layerVersionId, 14, x, y, { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await fetchTile(layerVersionId, 14, x + 40, y)).rawPayload.length).toBe(0);
    expect((await fetchTile(layerVersionId, 20, 1, 1)).statusCode).toBe(404);
    const overview = decodeTile((await fetchTile(layerVersionId, 8, ...tileOf(106.0035, 29.8004, 8))).rawPayload);
    expect(overview.features.length).toBeGreaterThan(0);
  });
});
