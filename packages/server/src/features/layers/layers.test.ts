import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson, flatFromRings, toEwkb } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wkbPolygon, writeGeoPackage } from '../../platform/geofile/testing/gpkg-writer.ts';
import { gbk } from '../../platform/geofile/testing/shapefile-writer.ts';
import { makeZip } from '../../platform/geofile/testing/zip-writer.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { bowTie, dltb, gaussSquare, type Parcel, zippedShapefile } from './testing.ts';
import { decodeTile } from './tiles/testing.ts';

let harness: Harness;
let county: Client;
const shared = path.resolve(import.meta.dirname, '../../../../../../shared/data');

const parcel = (no: string, code: string, name: string, lon: number, more: Partial<Parcel> = {}): Parcel => ({
  rings: [gaussSquare(lon, 29.8, 100)],
  no,
  code,
  name,
  m2: '10000.00',
  ...more,
});
const parcels: Parcel[] = [
  parcel('1', '0101', '水田', 106.001, { kcxs: '0.1250' }),
  parcel('2', ' 0103', '旱地', 106.003, { m2: '12000.00' }),
  parcel('3', '0702', '农村宅基地', 106.005, { village: '999901101202' }),
];

beforeAll(async () => {
  harness = await startHarness();
  county = await harness.as('county');
  await harness.server.platform.db.pool.query('update division set geom = $2::geometry where code = $1', [
    places.county,
    Buffer.from(
      toEwkb(
        flatFromRings([
          [
            [
              [105.9, 29.7],
              [106.2, 29.7],
              [106.2, 29.95],
              [105.9, 29.95],
              [105.9, 29.7],
            ],
          ],
        ]),
      ),
    ).toString('hex'),
  ]);
});
afterAll(() => harness.close());

const pool = () => harness.server.platform.db.pool;
const upload = (bytes: Uint8Array, name: string, who: Client = county) => who.upload(bytes, name, 'geofile');

async function look(bytes: Uint8Array, name: string, kind: api.LayerVersionView['kind'] = 'landClass') {
  const uploadId = await upload(bytes, name);
  const seen = await county.call(api.inspectLayerFile, { body: { uploadId, kind } });
  const layer = seen.datasets[0]?.layers[0];
  if (!layer) throw new Error('no layer');
  return { uploadId, seen, layer };
}

type Body = Parameters<typeof county.call<typeof api.importLayer>>[1]['body'];
let year = 2000;
const request = (
  uploadId: string,
  layer: { name: string; proposedMapping: Record<string, string | null> },
  more: Partial<Body> = {},
) => ({
  body: {
    uploadId,
    kind: 'landClass' as const,
    dataset: 0,
    layer: layer.name,
    year: year++,
    title: '测试图层',
    secrecy: 'internal' as const,
    epsg: null,
    mapping: layer.proposedMapping,
    ...more,
  },
});

/** Imports as a person who agrees to every proposal, and returns the version as it stands when the job has ended. */
async function bring(bytes: Uint8Array, name: string, more: Partial<Body> = {}) {
  const { uploadId, layer } = await look(bytes, name, more.kind ?? 'landClass');
  const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer, more));
  await harness.runJobs();
  const job = await county.call(api.getJob, { params: { id: jobId } });
  const version = await county.call(api.getLayer, { params: { id: layerVersionId } });
  return { job, version, layerVersionId, jobId };
}
const rowsOf = async (id: string) =>
  (
    await pool().query<{
      class_code: string;
      net_factor: number;
      label: string;
      place_code: string;
      stated_m2: number | null;
      area_m2: number;
      attrs: Record<string, string>;
      repaired: string | null;
      valid: boolean;
    }>(
      'select class_code, net_factor, label, place_code, stated_m2, area_m2, attrs, repaired, st_isvalid(geom) as valid from layer_feature where layer_version_id = $1 order by fid',
      [id],
    )
  ).rows;

describe('looking into a file', () => {
  it('says what a GBK shapefile without .cpg holds and proposes fields with examples', async () => {
    const { seen, layer } = await look(dltb(parcels), '地类图斑2025.zip');
    expect(seen.datasets[0]).toMatchObject({
      driver: 'shapefile',
      name: '地类图斑/DLTB.shp',
      encoding: { used: 'GB18030' },
    });
    expect(layer).toMatchObject({
      featureCount: 3,
      geometry: 'polygon',
      crs: { epsg: 4523 },
      mustAskCrs: false,
      inCounty: true,
      outcome: 'ok',
      unmatched: [],
      personalFields: [],
      unitDoubts: [],
    });
    expect(layer.proposedMapping).toMatchObject({
      DLBM: 'landCode',
      TBBH: 'parcelNo',
      ZLDWDM: 'seatUnitCode',
      TBMJ: 'parcelM2',
      KCXS: 'ridgeFactor',
    });
    expect(layer.fields.find(({ name }) => name === 'DLMC')?.samples).toEqual(['水田', '旱地', '农村宅基地']);
  });

  it('asks for the coordinate system where none is given, with the candidates that fall into the county', async () => {
    const { uploadId, layer } = await look(dltb(parcels, { without: ['prj'] }), 'a.zip');
    expect(layer).toMatchObject({ crs: null, mustAskCrs: true, inCounty: null });
    expect(layer.crsCandidates[0]).toMatchObject({ epsg: 4523, inCounty: true });
    const { layerVersionId, jobId } = await county.call(api.importLayer, request(uploadId, layer));
    await harness.runJobs();
    expect((await county.call(api.getJob, { params: { id: jobId } })).error).toMatchObject({ code: 'missing' });
    expect((await county.call(api.getLayer, { params: { id: layerVersionId } })).state).toBe('failed');
  });

  it('doubts a unit that does not fit the geometry', async () => {
    const inMu = parcels.map((one) => ({ ...one, m2: '15.00' }));
    const { layer } = await look(dltb(inMu), 'a.zip');
    expect(layer.unitDoubts).toEqual([{ field: 'TBMJ', likely: 'mu', agreeing: 3, of: 3 }]);
  });

  it('counts the classes of a column and proposes ours', async () => {
    const uploadId = await upload(dltb(parcels), 'a.zip');
    const ask = (field: string) =>
      county.call(api.listClassValues, { body: { uploadId, dataset: 0, layer: 'DLTB', field } });
    const answer = await ask('DLMC');
    expect(answer.complete).toBe(true);
    expect(answer.values).toContainEqual({ value: '水田', count: 1, proposed: '0101' });
    await expect(ask('NONE')).rejects.toMatchObject({ code: 'badInput' });
  });

  const bad: [name: string, bytes: () => Uint8Array, code: string, words: RegExp][] = [
    ['a truncated zip', () => dltb(parcels).subarray(0, 700), 'unreadableFile', /损坏|没有传完整/],
    [
      'a path out of the zip',
      () => makeZip([{ name: '../../etc/x.shp', data: Buffer.from('x') }]),
      'refusedFile',
      /指向包外/,
    ],
    [
      'a zip bomb',
      () => makeZip([{ name: 'a.shp', data: Buffer.alloc(200 << 20) }]),
      'refusedFile|tooLarge',
      /压缩比|超过/,
    ],
    ['no geodata', () => makeZip([{ name: 'a.txt', data: Buffer.from('x') }]), 'refusedFile', /没有可用的空间数据/],
    [
      'a damaged GeoJSON',
      () => Buffer.from('{"type":"FeatureCollection","features":[{'),
      'unreadableFile|refusedFile',
      /./,
    ],
  ];
  it.each(bad)('refuses %s with a sentence', async (name, bytes, code, words) => {
    const uploadId = await upload(bytes(), name.includes('GeoJSON') ? 'a.geojson' : 'a.zip');
    const problem = await county.call(api.inspectLayerFile, { body: { uploadId, kind: 'landClass' } }).then(
      () => undefined,
      (error: api.ApiProblem) => error,
    );
    expect(problem?.code).toMatch(new RegExp(`^(${code})$`));
    expect(problem?.message).toMatch(words);
  });

  it('leaves no unpacked files behind', async () => {
    const { readdirSync } = await import('node:fs');
    const work = path.join(harness.server.platform.config.dataDir, 'work');
    expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
  });
});

describe('importing', () => {
  it('brings a survey in: class, net factor, village, number, the rest as it came, sums and the area check', async () => {
    const bytes = dltb(parcels);
    const { job, version, layerVersionId } = await bring(bytes, '地类图斑2025.zip');
    expect(job).toMatchObject({ state: 'done', result: { features: 3, refused: 0, repaired: 0 } });
    expect(version).toMatchObject({
      state: 'active',
      featureCount: 3,
      refusedCount: 0,
      sourceCrs: 'EPSG:4523',
      fileName: '地类图斑2025.zip',
      fileSha256: createHash('sha256').update(bytes).digest('hex'),
      importedByName: '人员county',
      abilities: ['layer.retire'],
    });
    expect(version.report.areaDifferences?.compared).toBe(3);
    // 100 m in the plane of the zone are not exactly 100 m on the ground, and 12,000 is wrong by far.
    expect(version.report.areaDifferences?.beyondTolerance).toBeGreaterThan(0);
    const rows = await rowsOf(layerVersionId);
    expect(rows[0]).toMatchObject({
      class_code: '0101',
      net_factor: 0.875,
      label: '1',
      place_code: '999901101201',
      stated_m2: 10000,
      attrs: { DLMC: '水田', BZ: '备注' },
    });
    expect(rows[1]).toMatchObject({ class_code: '0103', net_factor: 1 });
    expect(rows[2]?.place_code).toBe('999901101202');
    expect(rows.every(({ area_m2 }) => Math.abs(area_m2 - 10_000) < 30)).toBe(true);
    expect(version.areaM2).toBeCloseTo(
      rows.reduce((sum, row) => sum + row.area_m2, 0),
      6,
    );
    const at = await county.call(api.identify, { query: { lng: 106.0012, lat: 29.8003 } });
    expect(at.rows).toContainEqual(
      expect.objectContaining({ kind: 'landClass', classCode: '0101', label: '1', year: version.year }),
    );
  });

  it('takes a deduction given in percent, and areas in 亩 once they were confirmed', async () => {
    const given = parcels.map((one) => ({ ...one, m2: '15.00', kcxs: '12.5' }));
    const { layerVersionId } = await bring(dltb(given), 'a.zip', { areaUnit: 'mu' });
    const [row] = await rowsOf(layerVersionId);
    expect(row?.net_factor).toBe(0.875);
    expect(row?.stated_m2).toBeCloseTo(10_000, 6);
  });

  it('names refused features, repairs crossing ones and says what it did', async () => {
    const given = [
      ...parcels,
      parcel('4', '0103', '旱地', 106.007, { rings: null }),
      parcel('5', '0103', '旱地', 106.009, { rings: [bowTie(106.009, 29.8, 100)] }),
      parcel('6', 'forest', '林', 106.011),
    ];
    const { version, layerVersionId } = await bring(dltb(given), 'a.zip');
    expect(version).toMatchObject({ featureCount: 5, refusedCount: 1, repairedCount: 1 });
    expect(version.report.refused).toMatchObject([{ code: 'nullGeometry', zh: expect.stringContaining('没有图形') }]);
    expect(version.report.repaired[0]?.what).toMatch(/^第 5 个图斑：.*自相交.*已修复/);
    expect(version.report.notices.map(({ code }) => code)).toContain('unknownClass');
    const rows = await rowsOf(layerVersionId);
    expect(rows.every(({ valid }) => valid)).toBe(true);
    expect(rows.find(({ label }) => label === '5')?.repaired).toMatch(/自相交/);
    expect(rows.find(({ label }) => label === '5')?.area_m2).toBeCloseTo(5000, -2);
  });

  it('warns when the confirmed system puts the layer outside the county', async () => {
    const { version } = await bring(dltb(parcels, { without: ['prj'] }), 'a.zip', { epsg: 4524 });
    expect(version.report.notices).toContainEqual(
      expect.objectContaining({ code: 'outsideCounty', zh: expect.stringContaining('3 个图斑在本县范围 20 公里以外') }),
    );
  });

  it('keeps personal columns out of the database, whatever they are called', async () => {
    const id = '11010519491231002X';
    const phone = '13900001234';
    const field = (name: string, width = 30) => ({ name, type: 'C' as const, width });
    const bytes = zippedShapefile(
      {
        shapes: [[gaussSquare(106.02, 29.8, 100)]],
        fields: [
          field('YJJBNTTBBH', 20),
          field('DLBM', 5),
          field('ZRRZJHM'),
          field('ZRRMC'),
          field('BZ1'),
          field('BZ2'),
        ],
        rows: [['PBF0001', '0103', id, gbk('张三丰'), id, phone]],
      },
      'YJJBNTBHTB',
    );
    const { uploadId, seen, layer } = await look(bytes, '永农.zip', 'permanentBasicFarmland');
    expect(layer.personalFields.toSorted()).toEqual(['BZ1', 'BZ2', 'ZRRMC', 'ZRRZJHM']);
    expect(JSON.stringify(seen)).not.toMatch(new RegExp(`${id}|${phone}|张三丰`));
    const stubborn = { ...layer, proposedMapping: { ...layer.proposedMapping, ZRRZJHM: 'remark' } };
    const refused = await county.call(api.importLayer, request(uploadId, stubborn, { kind: 'permanentBasicFarmland' }));
    await harness.runJobs();
    expect((await county.call(api.getJob, { params: { id: refused.jobId } })).error?.message).toContain('个人信息');
    const { version, layerVersionId } = await bring(bytes, '永农.zip', { kind: 'permanentBasicFarmland' });
    expect(version.report.droppedFields.toSorted()).toEqual(['BZ1', 'BZ2', 'ZRRMC', 'ZRRZJHM']);
    expect(await rowsOf(layerVersionId)).toMatchObject([{ class_code: '0103', label: 'PBF0001', attrs: {} }]);
    const { rows: tables } = await pool().query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const { rows } = await pool().query(`select 1 from ${name} t where t::text like any ($1::text[]) limit 1`, [
        [`%${id}%`, `%${phone}%`, '%张三丰%'],
      ]);
      expect(rows, name).toEqual([]);
    }
  });

  it('reads GeoPackage and GeoJSON alike', async () => {
    const ring: [number, number][] = [
      [106.03, 29.8],
      [106.031, 29.8],
      [106.031, 29.801],
      [106.03, 29.801],
      [106.03, 29.8],
    ];
    const folder = mkdtempSync(path.join(tmpdir(), 'shoutian-gpkg-'));
    writeGeoPackage(path.join(folder, 'a.gpkg'), {
      layer: 'DLTB',
      epsg: 4490,
      columns: ['DLBM', 'TBBH'],
      rows: [{ wkb: wkbPolygon(ring), values: ['0103', '7'] }],
    });
    const gpkg = readFileSync(path.join(folder, 'a.gpkg'));
    rmSync(folder, { recursive: true });
    const geojson = Buffer.from(
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: { 地类编码: '0103', 图斑编号: '7' },
            geometry: { type: 'Polygon', coordinates: [ring] },
          },
        ],
      }),
    );
    const [a, b] = [await bring(gpkg, 'a.gpkg'), await bring(geojson, 'a.geojson')];
    const [first] = await rowsOf(a.layerVersionId);
    expect(first).toMatchObject({ class_code: '0103', label: '7' });
    expect(await rowsOf(b.layerVersionId)).toEqual([first]);
    expect(first?.area_m2).toBeCloseTo(areaM2(flatFromGeoJson({ type: 'Polygon', coordinates: [ring] })), 6);
  });

  it('maps the classes of another system and reports what it could not', async () => {
    const given = [
      parcel('1', 'arabl', '', 106.04),
      parcel('2', 'house', '', 106.042),
      parcel('3', 'other', '', 106.044),
    ];
    const { version, layerVersionId } = await bring(dltb(given), 'a.zip', {
      classMapping: { arabl: '0103', house: '0702' },
    });
    expect((await rowsOf(layerVersionId)).map(({ class_code }) => class_code)).toEqual(['0103', '0702', '']);
    expect(version.report.adjusted).toMatchObject([{ fid: expect.any(Number), code: 'unmappedValue' }]);
    expect(version.report.notices.map(({ code }) => code)).toContain('noClass');
  });

  it('takes boundaries into the divisions, enclaves included, and leaves differing names alone', async () => {
    const bytes = zippedShapefile(
      {
        shapes: [[gaussSquare(106.001, 29.8, 500)], [gaussSquare(106.05, 29.8, 100)], [gaussSquare(106.07, 29.8, 100)]],
        fields: [
          { name: 'XZQDM', type: 'C', width: 19 },
          { name: 'XZQMC', type: 'C', width: 40 },
        ],
        rows: [
          [places.villageA1, gbk('新名村')],
          [`${places.villageA1}0000000`, gbk('新名村')],
          ['999901199299', gbk('没有的村')],
        ],
      },
      'CJDCQ',
    );
    const { version } = await bring(bytes, '村界.zip', { kind: 'division' });
    expect(version).toMatchObject({ state: 'active', featureCount: 1 });
    expect(version.report.notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['unknownDivision', 'nameDiffers']),
    );
    const { rows } = await (await harness.as('village')).call(api.listBoundaries, {});
    expect(rows).toMatchObject([
      { code: places.villageA1, name: places.villageA1.length ? expect.any(String) : '', level: 'village' },
    ]);
    expect(rows[0]?.geometry?.coordinates).toHaveLength(2);
  });
});

describe('what is refused before it begins', () => {
  const refuse = async (more: Partial<Body>, code: string, words: RegExp) => {
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

describe.skipIf(!existsSync(shared))('files that nobody here made', () => {
  it('the French cadastre: 4,241 parcels, areas and neighbours kept', async () => {
    const bytes = readFileSync(path.join(shared, 'parcels/cadastre_fr/cadastre-91216-parcelles.json'));
    const { uploadId, layer } = await look(bytes, 'cadastre.geojson');
    expect(layer).toMatchObject({ featureCount: 4241, inCounty: false, unmatched: ['landCode'] });
    const { layerVersionId } = await county.call(
      api.importLayer,
      request(uploadId, layer, { mapping: { numero: 'parcelNo', section: 'landCode' } }),
    );
    await harness.runJobs();
    const version = await county.call(api.getLayer, { params: { id: layerVersionId } });
    expect(version).toMatchObject({ state: 'active', featureCount: 4241, refusedCount: 0 });
    const { rows } = await pool().query<{ sum: number; geodesic: number }>(
      'select sum(area_m2) as sum, sum(st_area(st_transform(geom, 4326)::geography)) as geodesic from layer_feature where layer_version_id = $1',
      [layerVersionId],
    );
    expect(rows[0]?.sum).toBeCloseTo(version.areaM2, 3);
    expect(Math.abs((rows[0]?.sum ?? 0) / (rows[0]?.geodesic ?? 1) - 1)).toBeLessThan(1e-6);
  });

  it('Liechtenstein 2013 with its classes mapped', async () => {
    const bytes = readFileSync(path.join(shared, 'parcels/osm_liechtenstein/liechtenstein_2013_multipolygons.gpkg'));
    const { uploadId, layer } = await look(bytes, 'li.gpkg');
    const classes = await county.call(api.listClassValues, {
      body: { uploadId, dataset: 0, layer: layer.name, field: 'landuse' },
    });
    expect(classes.values.map(({ value }) => value)).toEqual(expect.arrayContaining(['farmland', 'residential']));
    const { layerVersionId } = await county.call(
      api.importLayer,
      request(uploadId, layer, {
        mapping: { landuse: 'landCode', name: 'parcelNo' },
        classMapping: { farmland: '0103', meadow: '0403', forest: '0301', residential: '0702', '*': '12' },
      }),
    );
    await harness.runJobs();
    const version = await county.call(api.getLayer, { params: { id: layerVersionId } });
    expect(version).toMatchObject({ state: 'active', featureCount: 4104 });
    const { rows } = await pool().query<{ n: number }>(
      `select count(*) as n from layer_feature where layer_version_id = $1 and class_code = '0103'`,
      [layerVersionId],
    );
    expect(rows[0]?.n).toBe(classes.values.find(({ value }) => value === 'farmland')?.count);
  });

  it('county boundaries in GBK with a Chinese field name: invalid ones are repaired', async () => {
    const stem = path.join(shared, 'formats/gbk_derived/chongqing_counties_gbk_ldid_only');
    const zip = makeZip(
      ['shp', 'shx', 'dbf', 'prj'].map((extension) => ({
        name: `a.${extension}`,
        data: readFileSync(`${stem}.${extension}`),
      })),
    );
    const { version, layerVersionId } = await bring(zip, 'gbk.zip', { kind: 'ecoRedLine' });
    expect(version).toMatchObject({ state: 'active', featureCount: 38, repairedCount: 4 });
    const rows = await rowsOf(layerVersionId);
    expect(rows.every(({ valid }) => valid)).toBe(true);
    expect(JSON.stringify(rows.map(({ attrs }) => attrs))).toContain('铜梁');
  });
});
