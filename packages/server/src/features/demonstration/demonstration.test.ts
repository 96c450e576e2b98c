import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { passwordComplaints } from '../../platform/identity/password.ts';
import { type Harness, startHarness } from '../../testing/harness.ts';
import { loadDemonstration, scenes } from './index.ts';
import { demoPassword, demoPeople } from './people.ts';

let house: Harness;
let told = 0;
let took = 0;
const sql = async (text: string): Promise<Record<string, unknown>[]> =>
  (await house.server.platform.db.pool.query(text)).rows;

beforeAll(async () => {
  house = await startHarness({ empty: true });
  scenes.push({ due: async () => told === 0, tell: async () => void told++ });
  const before = await house.anonymous.call(api.listDemoLogins, {}).catch((problem: unknown) => problem);
  expect(before).toMatchObject({ code: 'notFound' });
  // What a killed earlier try leaves: features of a version nobody wrote down.
  await sql(`insert into layer_feature (county_code, id, layer_version_id, area_m2, geom)
    values ('999901', gen_random_uuid(), gen_random_uuid(), 1, st_geomfromtext('POINT(106 29.8)', 4490))`);
  const start = performance.now();
  expect(await loadDemonstration(house.server.platform)).toBe(true);
  took = performance.now() - start;
});
afterAll(() => house.close());

it('loads in seconds, once, and tells its scenes once', async () => {
  // 3 s on a quiet 2-core machine; the suite shares it.
  expect(took).toBeLessThan(12_000);
  expect(await loadDemonstration(house.server.platform)).toBe(false);
  expect(told).toBe(1);
  expect(await sql('select code, demonstration from county')).toEqual([{ code: '999901', demonstration: true }]);
});

it('stores land that PostGIS finds valid, under versions marked as a demonstration, and clears what a killed try left', async () => {
  const rows =
    await sql(`select v.kind, v.feature_count, count(*) as features, count(*) filter (where not st_isvalid(f.geom)) as invalid,
      min(v.title) as title, bool_and(v.state = 'active') as active, bool_and(st_covers(v.bounds, f.geom)) as bounded
    from layer_version v join layer_feature f on f.county_code = v.county_code and f.layer_version_id = v.id group by v.kind, v.feature_count order by v.kind`);
  expect(rows.map((row) => row['kind'])).toEqual([
    'approvedLand',
    'ecoRedLine',
    'facilityAgriLand',
    'landClass',
    'permanentBasicFarmland',
    'urbanGrowthBoundary',
  ]);
  for (const row of rows) {
    expect(row).toMatchObject({ invalid: 0, active: true, bounded: true, features: row['feature_count'] });
    expect(row['title']).toMatch(/（演示）$/);
  }
  expect(
    await sql(
      'select count(*) as strays from layer_feature f where not exists (select 1 from layer_version v where v.id = f.layer_version_id)',
    ),
  ).toEqual([{ strays: 0 }]);
});

it('agrees with PostGIS on every parcel’s area, and gives every place a valid boundary', async () => {
  const [row] = await sql(`select max(abs(area_m2 - st_area(geom::geography)) / area_m2) as worst from layer_feature`);
  expect(Number(row?.['worst'])).toBeLessThan(1e-5);
  expect(
    await sql(
      'select count(*) as places from division where st_isvalid(geom) and st_covers(geom, label_point) and boundary_name is null',
    ),
  ).toEqual([{ places: 15 }]);
});

it('lists ten logins that work, with a password of this installation alone', async () => {
  const { rows, password } = await house.anonymous.call(api.listDemoLogins, {});
  expect(rows).toHaveLength(10);
  expect(new Set(rows.flatMap((row) => row.roles)).size).toBe(9);
  for (const { username } of demoPeople) expect(passwordComplaints(password, username)).toEqual([]);
  expect(demoPassword('another installation')).not.toBe(password);
  for (const username of ['zhoujia', 'liyi', 'wangding']) {
    const answer = await house.server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      headers: { 'content-type': 'application/json', origin: house.server.platform.config.publicUrl },
      payload: JSON.stringify({ username, password }),
    });
    expect([username, answer.statusCode]).toEqual([username, 200]);
  }
});
