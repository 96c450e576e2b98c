import { getSession, listOverlays, runBatchOverlay, runOverlay, tryOverlay } from '@shoutian/domain/api';
import { flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looseWork, systemActor } from '../../platform/http/container.ts';
import { newId } from '../../platform/ids.ts';
import { type Harness, places, startHarness } from '../../testing/harness.ts';
import { hexOf, square, squareM2 } from '../../testing/shapes.ts';
import { overlayer } from './index.ts';
import { readGround } from './queries/ground.ts';

let harness: Harness;
const clueId = newId();
const batchId = newId();
const clueShape = square(106.0005, 29.8005, 0.001);

/** West half paddy with ridges (net 0.9), east half house plots; permanent basic farmland over the west half's south. */
const land = [
  { kind: 'landClass', cls: '0101', net: 0.9, shape: square(106, 29.8, 0.001) },
  { kind: 'landClass', cls: '0702', net: 1, shape: square(106.001, 29.8, 0.001) },
  { kind: 'permanentBasicFarmland', cls: '0101', net: 1, shape: square(106.0005, 29.8005, 0.0005) },
] as const;

beforeAll(async () => {
  harness = await startHarness();
  const { pool } = harness.server.platform.db;
  const county = places.county;
  for (const kind of ['landClass', 'permanentBasicFarmland'] as const) {
    const version = newId();
    await pool.query(
      `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, imported_by, imported_by_name)
       values ($1, $2, $1, $3, 2025, '测试', 'internal', 't.zip', repeat('0', 64), 'EPSG:4490', 'active', 'x', 'x')`,
      [county, version, kind],
    );
    for (const feature of land.filter((one) => one.kind === kind)) {
      await pool.query(
        `insert into layer_feature (county_code, id, layer_version_id, class_code, net_factor, area_m2, geom) values ($1, $2, $3, $4, $5, $6, $7)`,
        [county, newId(), version, feature.cls, feature.net, squareM2(feature.shape), hexOf(feature.shape)],
      );
    }
  }
  await pool.query(`update division set geom = $2 where code = $1`, [
    places.villageA1,
    hexOf(square(105.99, 29.79, 0.02)),
  ]);
  await pool.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state, created_by, created_by_name)
     values ($1, $2, $3, 'B1', '测试批次', 'satelliteEnforcement', 'image', '2026-11-01', 'stored', 'x', 'x')`,
    [county, batchId, places.townA],
  );
  await pool.query(
    `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, geom, state, state_since, created_by)
     values ($1, $2, $3, $4, 'C1', 'satelliteEnforcement', 'image', $5, 'registered', now(), 'x')`,
    [county, clueId, places.townA, batchId, hexOf(clueShape)],
  );
});
afterAll(() => harness?.close());

describe('套合', () => {
  it('gives areas by class, gross and net, and what is permanent basic farmland in each', async () => {
    const build = await harness.as('build');
    const { result, layerVersions, method } = await build.call(runOverlay, { params: { kind: 'clues', id: clueId } });
    const paddy = result.landClasses?.find(({ classCode }) => classCode === '0101');
    const quarter = squareM2(square(106.0005, 29.8005, 0.0005));
    expect(result.subjectM2).toBeCloseTo(squareM2(clueShape), 3);
    expect(paddy?.unionM2).toBeCloseTo(quarter, 2);
    expect(paddy?.netM2).toBeCloseTo(quarter * 0.9, 2);
    expect(paddy?.pbfM2).toBeCloseTo(quarter, 2);
    expect(result.landClasses?.find(({ classCode }) => classCode === '0702')?.pbfM2).toBe(0);
    expect(result.farmGrossM2).toBeCloseTo(quarter, 2);
    expect(result.pbfM2).toBeCloseTo(quarter, 2);
    expect(result.uncoveredM2).toBeCloseTo(result.subjectM2 - result.coveredM2, 6);
    expect(method).toContain('ellipsoidal');
    expect(layerVersions.map(({ kind }) => kind).sort()).toEqual(['landClass', 'permanentBasicFarmland']);
  });

  it('says unknown, not zero, for a layer that nobody loaded', async () => {
    const build = await harness.as('build');
    const { rows } = await build.call(listOverlays, { params: { kind: 'clues', id: clueId } });
    expect(rows[0]?.result.eco).toBeNull();
    expect(rows[0]?.result.approved).toBeNull();
  });

  it('finds the village by the largest share and moves the clue there', async () => {
    const { rows } = await harness.server.platform.db.pool.query(
      'select division_code, farm_m2, pbf_m2, overlay_id from clue where id = $1',
      [clueId],
    );
    expect(rows[0]).toMatchObject({ division_code: places.villageA1 });
    expect(rows[0]?.farm_m2).toBeGreaterThan(0);
  });

  it('keeps the old snapshot when it is run again', async () => {
    const build = await harness.as('build');
    await build.call(runOverlay, { params: { kind: 'clues', id: clueId } });
    const { rows } = await build.call(listOverlays, { params: { kind: 'clues', id: clueId } });
    expect(rows.length).toBe(2);
    expect(Date.parse(rows[0]?.runAt ?? '')).toBeGreaterThanOrEqual(Date.parse(rows[1]?.runAt ?? ''));
  });

  it('sends an outline of 2,000 vertices once, and counts it under every subject', async () => {
    const { pool } = harness.server.platform.db;
    const version = newId();
    const [lon, lat, r] = [106.05, 29.85, 0.01];
    const ring = Array.from({ length: 2000 }, (_, i): [number, number] => {
      const angle = (2 * Math.PI * i) / 2000;
      return [lon + r * Math.cos(angle), lat + r * Math.sin(angle)];
    });
    const disc = { type: 'Polygon' as const, coordinates: [[...ring, ring[0] as [number, number]]] };
    await pool.query(
      `insert into layer_version (county_code, id, division_code, kind, year, title, secrecy, file_name, file_sha256, source_crs, state, imported_by, imported_by_name)
       values ($1, $2, $1, 'ecoRedLine', 2025, '红线', 'internal', 't.zip', repeat('0', 64), 'EPSG:4490', 'active', 'x', 'x')`,
      [places.county, version],
    );
    await pool.query(
      `insert into layer_feature (county_code, id, layer_version_id, class_code, net_factor, area_m2, geom) values ($1, $2, $3, '', 1, 1, $4)`,
      [places.county, newId(), version, hexOf(disc)],
    );
    const ids = Array.from({ length: 12 }, () => newId());
    for (const [i, id] of ids.entries())
      await pool.query(
        `insert into clue (county_code, id, division_code, batch_id, clue_no, channel, discovery_method, geom, state, state_since, created_by)
         values ($1, $2, $3, $4, $5, 'satelliteEnforcement', 'image', $6, 'dispatched', now(), 'x')`,
        [places.county, id, places.townA, batchId, `L${i}`, hexOf(square(106.045 + 0.0005 * i, 29.85, 0.0004))],
      );
    const actor = systemActor(places.county);
    const work = looseWork(harness.server.platform.db, actor, new Date());
    const ground = await work.transaction(({ tx }) => readGround(tx, places.county, 'clue', ids));
    expect(ground.outlines.length).toBeLessThan(2 * toEwkb(flatFromGeoJson(disc)).length);
    await overlayer(harness.server.platform).all(work, 'clue', ids);
    const { rows } = await pool.query<{ eco: number; m2: number }>(
      'select eco_m2 as eco, area_m2 as m2 from clue where id = any ($1::uuid[])',
      [ids],
    );
    expect(rows).toHaveLength(12);
    for (const { eco, m2 } of rows) expect(eco).toBeCloseTo(m2, 3);
    await pool.query('delete from clue where id = any ($1::uuid[])', [ids]);
    await pool.query('delete from layer_feature where layer_version_id = $1', [version]);
    await pool.query('delete from layer_version where id = $1', [version]);
  });

  it('runs a batch as a job with its count', async () => {
    const build = await harness.as('build');
    const { jobId } = await build.call(runBatchOverlay, { params: { id: batchId } });
    await harness.runJobs();
    const { rows } = await harness.server.platform.db.pool.query(
      'select state, result, done, total from job where id = $1',
      [jobId],
    );
    expect(rows[0]).toMatchObject({ state: 'done', result: { overlaid: 1 }, done: 1, total: 1 });
  });

  it('tries a drawn shape and stores nothing', async () => {
    const village = await harness.as('village');
    const before = await harness.server.platform.db.pool.query('select count(*) as n from overlay_snapshot');
    const result = await village.call(tryOverlay, { body: { geometry: clueShape } });
    expect(result.farmGrossM2).toBeGreaterThan(1000);
    const after = await harness.server.platform.db.pool.query('select count(*) as n from overlay_snapshot');
    expect(after.rows[0]).toEqual(before.rows[0]);
  });

  it('agrees with PostGIS on random pairs of ragged shapes', async () => {
    const village = await harness.as('village');
    await village.call(getSession, {});
    const { pool } = harness.server.platform.db;
    const { intersectionArea, flatFromWkb } = await import('@shoutian/domain/geo');
    const { rows } = await pool.query<{ a: Buffer; b: Buffer; m2: number }>(
      `with star as (
         select i, (0.0004 + 0.0006 * r.v[k + 1]) as radius, k, 106 + (i % 7) * 0.0004 as lon, 29.8 + (i % 5) * 0.0004 as lat
         from generate_series(1, 120) i,
           lateral (select array(select abs(sin(i * 12.9898 + j * 78.233) * 43758.5453) - floor(abs(sin(i * 12.9898 + j * 78.233) * 43758.5453)) from generate_series(0, 23) j) as v) r,
           generate_series(0, 23) k
       ), shape as (
         select i, st_makevalid(st_setsrid(st_makepolygon(st_addpoint(l, st_startpoint(l))), 4490)) as g
         from (select i, st_makeline(st_point(lon + radius * cos(k * pi() / 12), lat + radius * sin(k * pi() / 12)) order by k) as l from star group by i) s
       )
       select a.g::bytea as a, b.g::bytea as b, st_area(st_intersection(a.g, b.g)::geography) as m2
       from shape a join shape b on b.i = a.i + 60`,
    );
    expect(rows.length).toBe(60);
    for (const { a, b, m2 } of rows) {
      // Two planes (degrees for the cut, the ellipsoid for the area) agree to 2e-5 at this size.
      expect(Math.abs(intersectionArea(flatFromWkb(a), flatFromWkb(b)) - m2)).toBeLessThanOrEqual(0.5 + 2e-5 * m2);
    }
  });
});

describe('套合: who may', () => {
  it('refuses without a session, to readers, and outside the own area', async () => {
    const call = { params: { kind: 'clues' as const, id: clueId } };
    await expect(harness.anonymous.call(runOverlay, call)).rejects.toMatchObject({ status: 401 });
    await expect((await harness.as('auditor')).call(runOverlay, call)).rejects.toMatchObject({ status: 403 });
    await expect((await harness.as('village')).call(runOverlay, call)).rejects.toMatchObject({ status: 403 });
    await expect((await harness.as('buildb')).call(runOverlay, call)).rejects.toMatchObject({ status: 404 });
    await expect((await harness.as('stranger')).call(runOverlay, call)).rejects.toMatchObject({ status: 404 });
    await expect((await harness.as('village2')).call(listOverlays, call)).rejects.toMatchObject({ status: 404 });
  });

  it('refuses a shape of half a province with a sentence', async () => {
    const build = await harness.as('build');
    await expect(build.call(tryOverlay, { body: { geometry: square(105, 29, 1) } })).rejects.toMatchObject({
      status: 413,
      message: /平方公里/,
    });
  });
});
