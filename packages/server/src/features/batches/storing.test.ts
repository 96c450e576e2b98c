import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { codeOf as code, geojson, hex, problemOf, setupOf, square, type TestFeature } from './testing.ts';

let house: Harness;
let build: Client;
const pool = () => house.server.platform.db.pool;
const start = (channel: api.BatchView['channel'] = 'satelliteEnforcement') =>
  build.call(api.createBatch, {
    body: { title: '测试批次', channel, discoveryMethod: 'imagery', receivedOn: '2026-05-20', dueOn: '2026-08-20' },
  });
const get = (id: string) => build.call(api.getBatch, { params: { id } });
const draft = (id: string, only: 'all' | 'undecided' | 'refused' | 'duplicates' = 'all') =>
  build.call(api.listDraft, { params: { id }, query: { only, pageSize: 200 } });
const previewOf = (id: string, body: api.BatchSetup) => build.call(api.previewBatch, { params: { id }, body });
const named = (no: string, geometry: TestFeature['geometry']): TestFeature => ({ properties: { JCBH: no }, geometry });
async function preview(id: string, features: readonly TestFeature[]): Promise<api.BatchView> {
  const uploadId = await build.upload(geojson(features), '图斑.geojson', 'geofile');
  return previewOf(id, setupOf(uploadId, { JCBH: 'monitorNo' }, { epsg: 4490 }));
}
const confirm = async (id: string, acceptRefused = false) =>
  build.call(api.storeBatch, { params: { id }, body: { acceptRefused, rowVersion: (await get(id)).rowVersion } });
let step = 0;
const ground = (): [lon: number, lat: number] => {
  step += 1;
  return [106.01 + 0.005 * (step % 16), 29.71 + 0.01 * Math.floor(step / 16)];
};
const cluesOf = async (batchId: string): Promise<number> =>
  (await pool().query('select count(*)::int as n from clue where batch_id = $1', [batchId])).rows[0]?.n;

beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
  await pool().query('update division set geom = $2::geometry where code = $1', [
    places.villageA1,
    hex(square(106.0, 29.7, 0.1)),
  ]);
});
afterAll(() => house?.close());

describe('storing', () => {
  it('waits for refused rows to be accepted as such, then stores the rest and accounts for every row', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('s1', square(lon, lat, 0.001)), named('s2', null)]);
    const refused = await problemOf(confirm(batch.id));
    expect([refused.code, refused.details?.[0]?.code]).toEqual(['missing', 'refused']);
    expect(refused.message).toMatch(/有 1 行被拒收。补好文件再传，或只收其余 1 行。整批没有入库/);
    await confirm(batch.id, true);
    await house.runJobs();
    const stored = await get(batch.id);
    expect(stored).toMatchObject({ state: 'stored', clueCount: 1, outcome: { stored: 1, refused: 1 }, draft: null });
    expect((await draft(batch.id, 'refused')).total).toBe(1);
    const { rows } = await pool().query(
      'select clue_no, state, due_on, division_code, overlay_id is not null as overlaid from clue where batch_id = $1',
      [batch.id],
    );
    expect(rows).toEqual([
      {
        clue_no: `${batch.batchNo.replace('PC', 'XS')}-0001`,
        state: 'registered',
        due_on: '2026-08-20',
        division_code: places.villageA1,
        overlaid: true,
      },
    ]);
    const shown = await build.call(api.batchGeometry, { params: { id: batch.id }, query: {} });
    expect(shown.features).toHaveLength(1);
  });

  it('tells the other desks of the town, not the one who stored it, and writes one line of record', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('n1', square(lon, lat, 0.001))]);
    await confirm(batch.id);
    await house.runJobs();
    const { rows } = await pool().query('select person_id, title from notice where subject_id = $1', [batch.id]);
    expect(rows.map((row) => row.person_id).sort()).toEqual([house.idOf('build2'), house.idOf('industry')].sort());
    expect(rows[0]?.title).toMatch(/1 条线索待分发/);
    const { rows: audit } = await pool().query(
      `select changes ->> 'step' as step from audit_event where subject_id = $1 order by at, id`,
      [batch.id],
    );
    expect(audit.map((row) => row.step)).toEqual(['create', 'preview', 'store']);
  });

  it('one of two people stores; the other gets a conflict, and there is one set of clues', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('t1', square(lon, lat, 0.001))]);
    const { rowVersion } = await get(batch.id);
    const colleague = await house.as('build2');
    const body = { acceptRefused: false, rowVersion };
    const outcomes = await Promise.all(
      [build, colleague].map((who) => code(who.call(api.storeBatch, { params: { id: batch.id }, body }))),
    );
    expect(outcomes.sort()).toEqual(['conflict', 'granted']);
    await house.runJobs();
    expect(await cluesOf(batch.id)).toBe(1);
  });

  it('refuses to change a draft that is being stored', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('u1', square(lon, lat, 0.001)), named('u1', square(lon, lat + 0.003, 0.001))]);
    const [row] = (await draft(batch.id, 'undecided')).rows;
    const decide = (choice: 'skip') =>
      build.call(api.decideDraft, {
        params: { id: batch.id, rowId: row?.id ?? '' },
        body: { decision: { choice }, rowVersion: row?.rowVersion ?? 0 },
      });
    await decide('skip');
    await confirm(batch.id);
    expect((await get(batch.id)).state).toBe('storing');
    expect(await code(decide('skip'))).toBe('wrongState');
    expect(await code(preview(batch.id, [named('v', square(lon, lat, 0.001))]))).toBe('wrongState');
    expect(await code(build.call(api.discardBatch, { params: { id: batch.id } }))).toBe('wrongState');
    await house.runJobs();
    expect(await cluesOf(batch.id)).toBe(1);
  });

  it('asks again when another batch brought the same ground in between; nothing is stored', async () => {
    const [lon, lat] = ground();
    const [first, second] = [await start(), await start('audit')];
    await preview(first.id, [named('w1', square(lon, lat, 0.001))]);
    await preview(second.id, [named('w2', square(lon, lat, 0.001))]);
    await confirm(first.id);
    await house.runJobs();
    const { jobId } = await confirm(second.id);
    await house.runJobs();
    const { rows } = await pool().query('select state, error from job where id = $1', [jobId]);
    expect(rows[0]).toMatchObject({ state: 'failed', error: { code: 'conflict' } });
    const again = await get(second.id);
    expect(again).toMatchObject({ state: 'draft', draft: { undecided: 1 } });
    expect(await cluesOf(second.id)).toBe(0);
  });

  it('a job that dies before the commit leaves nothing and stores everything when it is taken up again', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('x1', square(lon, lat, 0.001)), named('x2', square(lon, lat + 0.002, 0.001))]);
    const { jobId } = await confirm(batch.id);
    // What a killed process leaves: a running job without a heartbeat, its transaction rolled back.
    await pool().query(
      `update job set state = 'running', heartbeat_at = now() - interval '5 minutes', attempts = 1 where id = $1`,
      [jobId],
    );
    expect(await cluesOf(batch.id)).toBe(0);
    expect((await get(batch.id)).state).toBe('storing');
    await house.server.platform.jobs.run(places.county, jobId);
    expect(await cluesOf(batch.id)).toBe(2);
    expect((await get(batch.id)).state).toBe('stored');
  });

  it('a job that dies after the commit goes on with the overlay and stores nothing twice', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('y1', square(lon, lat, 0.001)), named('y2', square(lon, lat + 0.002, 0.001))]);
    const { jobId } = await confirm(batch.id);
    await house.runJobs();
    await pool().query('update clue set overlay_id = null where batch_id = $1', [batch.id]);
    await pool().query(
      `update job set state = 'running', heartbeat_at = now() - interval '5 minutes', result = null, checkpoint = '{}' where id = $1`,
      [jobId],
    );
    await house.server.platform.jobs.run(places.county, jobId);
    expect(await cluesOf(batch.id)).toBe(2);
    const { rows } = await pool().query(
      'select count(*)::int as n from clue where batch_id = $1 and overlay_id is not null',
      [batch.id],
    );
    expect(rows[0]?.n).toBe(2);
    const { rows: notices } = await pool().query('select count(*)::int as n from notice where subject_id = $1', [
      batch.id,
    ]);
    expect(notices[0]?.n).toBe(2);
  });

  it('a failure in the middle of storing leaves a draft, whole', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch.id, [named('z1', square(lon, lat, 0.001))]);
    await pool().query(
      `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, state, state_since, created_by)
      values ($1, gen_random_uuid(), $1, $2, $3, 'audit', 'other', 'registered', now(), 'x')`,
      [places.county, batch.id, `${batch.batchNo.replace('PC', 'XS')}-0001`],
    );
    await confirm(batch.id);
    await house.runJobs();
    expect((await get(batch.id)).state).toBe('draft');
    expect((await draft(batch.id)).total).toBe(1);
    await pool().query('delete from clue where batch_id = $1', [batch.id]);
    await confirm(batch.id);
    await house.runJobs();
    expect((await get(batch.id)).state).toBe('stored');
  });
});

describe('drawn by hand', () => {
  const draw = (id: string, body: api.InputOf<typeof api.addDraft>['body']) =>
    build.call(api.addDraft, { params: { id }, body });

  it('goes through the same checks: village, repair, duplicates within the draft', async () => {
    const [lon, lat] = ground();
    const batch = await start('patrol');
    const one = await draw(batch.id, { geometry: square(lon, lat, 0.001), point: null, remark: '新挖的坑' });
    expect(one).toMatchObject({ byHand: true, undecided: false, village: { code: places.villageA1 } });
    expect(one.areaM2).toBeCloseTo(areaM2(flatFromGeoJson(square(lon, lat, 0.001))), 1);
    const two = await draw(batch.id, { geometry: square(lon + 0.0001, lat, 0.001), point: null });
    expect(two.matches[0]).toMatchObject({ kind: 'draft', id: one.id, no: '手绘 1', decide: true });
    expect(two.matches[0]?.geometry).not.toBeNull();
    const place = await draw(batch.id, { geometry: null, point: [lon + 0.003, lat + 0.003], locationText: '渠边' });
    expect(place).toMatchObject({ point: [lon + 0.003, lat + 0.003], areaM2: null, refused: false });
    const onMap = await build.call(api.batchGeometry, { params: { id: batch.id }, query: { withMatches: true } });
    expect(onMap.features.find(({ id }) => id === place.id)).toMatchObject({ geometry: null, point: place.point });
    const covered = await build.call(api.draftGround, { params: { id: batch.id }, query: { row: [one.id, place.id] } });
    // No layer was loaded: unknown, never zero.
    expect(covered.rows).toEqual([{ id: one.id, farmM2: null, pbfM2: null }]);
    const other = await start('patrol');
    const strange = await build.call(api.draftGround, { params: { id: other.id }, query: { row: [one.id] } });
    expect(strange.rows).toEqual([]);
    await build.call(api.removeDraft, { params: { id: batch.id, rowId: two.id } });
    await confirm(batch.id);
    await house.runJobs();
    const { rows } = await pool().query(
      'select clue_no, location_text, remark from clue where batch_id = $1 order by 1',
      [batch.id],
    );
    const no = batch.batchNo.replace('PC', 'XS');
    expect(rows).toEqual([
      { clue_no: `${no}-H1`, location_text: '', remark: '新挖的坑' },
      { clue_no: `${no}-H3`, location_text: '渠边', remark: null },
    ]);
  });

  it('refuses nothing, no area, and ground of another place; rows of a file are not removed', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    expect(await code(draw(batch.id, { geometry: null, point: null }))).toBe('missing');
    const flat = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [lon, lat],
          [lon + 0.001, lat],
          [lon, lat],
        ],
      ],
    };
    expect(await code(draw(batch.id, { geometry: flat, point: null }))).toBe('badInput');
    expect(await code(draw(batch.id, { geometry: square(110, 35, 0.001), point: null }))).toBe('refusedFile');
    await preview(batch.id, [named('f', square(lon, lat, 0.001))]);
    const [row] = (await draft(batch.id)).rows;
    expect(await code(build.call(api.removeDraft, { params: { id: batch.id, rowId: row?.id ?? '' } }))).toBe(
      'wrongState',
    );
  });
});
