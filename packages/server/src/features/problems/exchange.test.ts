import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readExchangeTxt } from '@shoutian/domain/exchange';
import { areaM2, flatFromGeoJson, flatFromRings, flatFromWkb, gaussZone, toEwkb, toGauss } from '@shoutian/domain/geo';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { plantProblem } from './testing.ts';

let house: Harness;
const ring = (lon: number, lat: number, size: number): [number, number][] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
];
const outline = (lon: number, holed = false): string =>
  Buffer.from(
    toEwkb(flatFromRings([[ring(lon, 29.8, 0.001), ...(holed ? [ring(lon + 0.0003, 29.8003, 0.0003)] : [])]])),
  ).toString('hex');
const ids: string[] = [];
/** Debian's gdal-bin; where it is not installed the tests that need it are skipped. */
const hasOgr = spawnSync('ogr2ogr', ['--version']).status === 0;

beforeAll(async () => {
  house = await startHarness();
  ids.push(
    await plantProblem(house, { title: '甲，仓库', geom: outline(106.1, true) }),
    await plantProblem(house, { title: '乙停车场', geom: outline(106.2) }),
    await plantProblem(house, { title: '丙没有图形' }),
    await plantProblem(house, { title: '丁在另一镇', division_code: places.townB, geom: outline(106.3) }),
  );
});
afterAll(() => house?.close());

async function fetchTxt(who: PersonKey, query = '') {
  const client = await house.as(who);
  const answer = await house.server.app.inject({
    method: 'GET',
    url: `/api/problems/export-outlines${query}`,
    headers: { cookie: client.cookie },
  });
  return { status: answer.statusCode, bytes: answer.rawPayload, headers: answer.headers };
}
const gbk = (bytes: Buffer): string => new TextDecoder('gbk', { fatal: true }).decode(bytes);

it('gives the outlines of the own area in the exchange format, in GBK, to the millimetre', async () => {
  const { status, bytes, headers } = await fetchTxt('build');
  expect(status).toBe(200);
  expect(String(headers['content-disposition'])).toContain(encodeURIComponent('问题图形_'));
  const file = readExchangeTxt(gbk(bytes));
  expect(file.warnings).toEqual([]);
  expect(file.system).toMatchObject({ datum: 'cgcs2000', zoneWidth: 3, zone: 35 });
  expect(file.parcels.map(({ attributes, rings }) => [attributes.name, rings.length])).toEqual([
    ['甲 仓库', 2],
    ['乙停车场', 1],
  ]);
  const zone = gaussZone(4523);
  if (!zone) throw new Error('no zone');
  const { e, n } = toGauss(zone, 106.1, 29.8);
  const first = file.parcels[0]?.rings[0]?.points.find(({ east }) => Math.abs(east - e) < 0.001);
  expect(first?.north).toBeCloseTo(n, 2);
});

it('gives what was ticked, in the zone and encoding that were asked', async () => {
  const { bytes } = await fetchTxt('build', `?ids=${ids[1]}&epsg=4534&encoding=utf8&count=vertices&area=ellipsoidal`);
  const file = readExchangeTxt(bytes.toString('utf8'));
  expect(file.parcels.map(({ attributes }) => [attributes.name, attributes.count])).toEqual([['乙停车场', '4']]);
  expect(file.system.zone).toBe(25);
  expect(file.parcels[0]?.rings[0]?.points[0]?.east).toBeGreaterThan(1e6);
});

/** All positions of a geometry, however deep they lie. */
const positions = (coordinates: unknown): number[][] =>
  !Array.isArray(coordinates)
    ? []
    : typeof coordinates[0] === 'number'
      ? [coordinates as number[]]
      : coordinates.flatMap(positions);

/** What GDAL makes of an exported file: each feature's geometry as the plane or the sphere has it. */
function ogr(
  bytes: Buffer,
  name: string,
  ...more: string[]
): { properties: Record<string, unknown>; geometry: { type: string; coordinates: unknown } }[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-out-'));
  try {
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    const text = execFileSync('ogr2ogr', ['-f', 'GeoJSON', '/vsistdout/', ...more, file], { encoding: 'utf8' });
    return JSON.parse(text).features;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('gives GeoJSON of the same ground, with its figures and who took it out', async () => {
  const { bytes, headers } = await fetchTxt('build', '?format=geojson');
  expect(headers['content-type']).toContain('application/geo+json');
  const file = JSON.parse(bytes.toString());
  expect(file.exported).toContain('人员build');
  expect(file.features.map((one: { properties: { 名称: string } }) => one.properties.名称)).toEqual([
    '甲，仓库',
    '乙停车场',
  ]);
  const [holed] = file.features;
  expect(holed.geometry.coordinates[0]).toHaveLength(2);
  expect(areaM2(flatFromGeoJson(holed.geometry))).toBeCloseTo(
    areaM2(flatFromWkb(Buffer.from(outline(106.1, true), 'hex'))),
    2,
  );
});

it.skipIf(!hasOgr)('gives KML and DXF that GDAL reads, holes, numbers and metres included', async () => {
  const kml = ogr((await fetchTxt('build', '?format=kml')).bytes, 'a.kml');
  expect(kml.map(({ properties }) => properties['编号'])).toHaveLength(2);
  const shape = kml[0]?.geometry as Parameters<typeof flatFromGeoJson>[0];
  expect(areaM2(flatFromGeoJson(shape))).toBeCloseTo(areaM2(flatFromWkb(Buffer.from(outline(106.1, true), 'hex'))), 1);
  const dxf = ogr((await fetchTxt('build', `?format=dxf&ids=${ids[1]}`)).bytes, 'a.dxf', '-lco', 'RFC7946=NO');
  const zone = gaussZone(4523);
  const corner = zone && toGauss(zone, 106.2, 29.8);
  const line = dxf.find(({ geometry }) => geometry.type !== 'Point');
  const near = positions(line?.geometry.coordinates).filter(
    ([e = 0, n = 0]) => Math.hypot(e - (corner?.e ?? 0), n - (corner?.n ?? 0)) < 0.001,
  );
  expect(near.length).toBeGreaterThan(0);
  const { rows } = await house.server.platform.db.pool.query('select problem_no from problem where id = $1', [ids[1]]);
  expect(dxf.map(({ properties }) => properties['Text'])).toContain(rows[0].problem_no);
});

it('says what is missing or wrong', async () => {
  const saying = async (query: string) => {
    const { status, bytes } = await fetchTxt('build', query);
    return [status, bytes.toString()];
  };
  expect(await saying(`?ids=${ids[2]}`)).toEqual([422, expect.stringContaining('都没有图形')]);
  expect(await saying('?epsg=4326')).toEqual([400, expect.stringContaining('不是 2000 国家大地坐标系的分带')]);
});

it('is refused without a session and to roles that do not export, and every export is on record', async () => {
  const anonymous = await house.server.app.inject({ method: 'GET', url: '/api/problems/export-outlines' });
  expect(anonymous.statusCode).toBe(401);
  expect((await fetchTxt('village')).status).toBe(403);
  const { rows } = await house.server.platform.db.pool.query(
    `select changes ->> 'format' as format, changes ->> 'epsg' as epsg from audit_event where action = 'problem.export' order by at`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(2);
  expect(rows[0]).toEqual({ format: 'txt', epsg: '4523' });
});
