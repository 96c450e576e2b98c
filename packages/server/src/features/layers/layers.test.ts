import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wkbPolygon, writeGeoPackage } from '../../platform/geofile/testing/gpkg-writer.ts';
import { gbk } from '../../platform/geofile/testing/shapefile-writer.ts';
import { makeZip } from '../../platform/geofile/testing/zip-writer.ts';
import { type Client, type Harness, places } from '../../testing/harness.ts';
import {
  bowTie,
  type Desk,
  dltb,
  gaussSquare,
  openDesk,
  parcel,
  parcels,
  request,
  zippedShapefile,
} from './testing.ts';

const shared = path.resolve(import.meta.dirname, '../../../../../../shared/data');

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
const rowsOf: Desk['rowsOf'] = (...given) => desk.rowsOf(...given);

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
