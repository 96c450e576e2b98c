import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { GeofileError } from './errors.ts';
import { inspectDataset, type Reader, readCopy, readFeatures } from './read.ts';
import { readerPids } from './reader-process.ts';
import { readCopyRows } from './testing/copy-reader.ts';
import { wkbPolygon, writeGeoPackage } from './testing/gpkg-writer.ts';
import { gbk, type RingCoordinates, square, type TestShapefile, writeShapefile } from './testing/shapefile-writer.ts';
import type { Dataset, FeatureIssue, FeatureRow, GeofileDriver, ReadOptions } from './types.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-read-'));
const E = 35600000;
const N = 3300000;
const zone35 = { crs: { epsg: 4523 } };

// Each test leaves no reader behind.
afterEach(() => expect(readerPids()).toEqual([]));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataset(file: string, driver: GeofileDriver, missing: Dataset['missing'] = []): Dataset {
  return { driver, name: path.basename(file), file: path.join(folder, file), bytes: 0, missing, notices: [] };
}

function shapefile(stem: string, file: Partial<TestShapefile>): Dataset {
  const shapes = file.shapes ?? [[square(E, N, 100)]];
  const fields = file.fields ?? [{ name: 'DLBM', type: 'C', width: 6 }];
  const rows = file.rows ?? shapes.map((_, i) => [`${i}`]);
  writeShapefile(path.join(folder, stem), { ...file, shapes, fields, rows });
  return dataset(`${stem}.shp`, 'shapefile', [...(file.without ?? [])]);
}

async function all(
  source: Dataset,
  options: ReadOptions = zone35,
  reader: Reader = 'auto',
): Promise<{ rows: FeatureRow[]; issues: FeatureIssue[] }> {
  const rows: FeatureRow[] = [];
  const issues: FeatureIssue[] = [];
  for await (const batch of readFeatures(source, options, reader)) {
    rows.push(...batch.rows);
    issues.push(...batch.issues);
  }
  return { rows, issues };
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GeofileError)) throw new Error(`expected a refusal, got ${error}`);
  expect(`${error.zh}${error.en}`).not.toMatch(/\{\w+\}/);
  return error.code;
}

const many = (n: number): RingCoordinates[][] =>
  Array.from({ length: n }, (_, i) => [square(E + 60 * (i % 200), N + 60 * Math.floor(i / 200), 50)]);

test('a GBK shapefile without .cpg: names, values, system, area, and what is looked at first', async () => {
  const source = shapefile('图斑', {
    fields: [
      { name: gbk('名称'), type: 'C', width: 20 },
      { name: 'JCMJ', type: 'N', width: 10, decimals: 2 },
      { name: 'QSX', type: 'D', width: 8 },
    ],
    rows: [[gbk('演示镇水田'), '   15.00', '20240131']],
  });
  const { encoding, layers } = await inspectDataset(source);
  expect(encoding?.used).toBe('GB18030');
  expect(layers[0]).toMatchObject({
    name: '图斑',
    featureCount: 1,
    geometry: 'polygon',
    crs: { epsg: 4523, kind: 'cgcs2000Gauss' },
    bbox: [E, N, E + 100, N + 100],
  });
  expect(layers[0]?.fields.map(({ name, type, samples }) => [name, type, samples])).toEqual([
    ['名称', 'text', ['演示镇水田']],
    ['JCMJ', 'real', ['15.00']],
    ['QSX', 'date', ['2024-01-31']],
  ]);
  expect(layers[0]?.sampleCoordinates[0]).toEqual([E, N]);
  for (const reader of ['auto', 'gdal'] as const) {
    const { rows, issues } = await all(source, zone35, reader);
    expect(issues).toEqual([]);
    expect(rows[0]).toMatchObject({
      fid: 0,
      refused: false,
      surelyValid: true,
      attributes: { 名称: '演示镇水田', QSX: '2024-01-31' },
    });
    expect(Number(rows[0]?.attributes['JCMJ'])).toBe(15);
    expect(rows[0]?.areaM2).toBeCloseTo(9997.68, 0);
    expect(rows[0]?.bbox?.[0]).toBeCloseTo(106.03447, 4);
  }
});

test('every trouble of a feature is said, the rest is read; both readers agree', async () => {
  const nan = square(E, N, 50).map(([x, y], i): [number, number] => [i === 2 ? Number.NaN : x, y]);
  const source = shapefile('trouble', {
    shapes: [
      null,
      [square(E, N, 50).slice(0, 4)],
      [square(E, N, 50).slice(0, 2)],
      [nan],
      [
        [
          [E, N],
          [E + 9, N + 9],
          [E + 9, N],
          [E, N + 9],
          [E, N],
        ],
      ],
      [square(106, 29, 1)],
      [square(E, N, 50), [...square(E + 5, N + 5, 9)].reverse()],
      [square(E, N, 50)],
    ],
  });
  for (const reader of ['auto', 'gdal'] as const) {
    const { rows, issues } = await all(source, zone35, reader);
    // GDAL closes rings without a word.
    const closed = reader === 'gdal' ? [] : [[1, 'ringClosed', false]];
    expect(issues.map(({ fid, code, refused }) => [fid, code, refused])).toEqual([
      [0, 'nullGeometry', true],
      ...closed,
      [2, 'ringTooShort', true],
      [3, 'nonFinite', true],
      [4, 'selfCrossing', false],
      [5, 'outsideCrs', true],
    ]);
    expect(issues[0]?.zh).toBe('第 1 个图斑没有图形，未导入。');
    expect(rows.map(({ refused }) => refused)).toEqual([true, false, true, true, false, true, false, false]);
    expect(rows.map(({ surelyValid }) => surelyValid)).toEqual([false, true, false, false, false, false, false, true]);
    expect(rows[6]?.areaM2).toBeCloseTo((50 * 50 - 9 * 9) * 0.99977, 0);
    expect(rows[0]?.attributes['DLBM']).toBe('0');
  }
});

test('companions missing: .shx is rebuilt, .dbf gives shapes alone', async () => {
  const { rows } = await all(shapefile('noshx', { without: ['shx'], shapes: many(3) }));
  expect(rows.map(({ attributes }) => attributes['DLBM'])).toEqual(['0', '1', '2']);
  const bare = await all(shapefile('nodbf', { without: ['dbf', 'prj'], shapes: many(3) }));
  expect(bare.rows.map(({ refused }) => refused)).toEqual([false, false, false]);
  const { layers } = await inspectDataset(dataset('nodbf.shp', 'shapefile', ['dbf', 'prj']));
  expect(layers[0]?.crs).toBeNull();
});

test('files cut short are refused with what is missing', async () => {
  const shp = shapefile('cutshp', { shapes: many(20) });
  truncateSync(shp.file, 1500);
  expect(await codeOf(all(shp))).toBe('damaged');
  const dbf = shapefile('cutdbf', { shapes: many(20) });
  truncateSync(dbf.file.replace('.shp', '.dbf'), 100);
  await expect(all(dbf)).rejects.toThrow('.dbf 应有 20 条记录，只有 5 条完整');
});

test('GeoPackage and GeoJSON come out like the shapefile', async () => {
  const ring = square(106, 29.8, 0.001);
  const rows = [
    { wkb: wkbPolygon(ring), values: ['0101', '水\n田\t\\'] },
    { wkb: null, values: ['0103', null] },
  ];
  writeGeoPackage(path.join(folder, 'a.gpkg'), { layer: '地类图斑', epsg: 4490, columns: ['DLBM', 'DLMC'], rows });
  const { layers } = await inspectDataset(dataset('a.gpkg', 'geopackage'));
  expect(layers[0]).toMatchObject({
    name: '地类图斑',
    featureCount: 2,
    geometry: 'polygon',
    crs: { epsg: 4490, kind: 'cgcs2000' },
  });
  const read = await all(dataset('a.gpkg', 'geopackage'), {
    layer: '地类图斑',
    crs: { epsg: 4490 },
    excludedFields: ['DLBM'],
  });
  expect(read.rows[0]?.attributes).toEqual({ DLMC: '水\n田\t\\' });
  expect(read.rows[0]?.areaM2).toBeCloseTo(10716.744, 3);
  expect(read.issues.map(({ code }) => code)).toEqual(['nullGeometry']);
  const feature = { type: 'Feature', properties: { DLBM: '0101' }, geometry: { type: 'Polygon', coordinates: [ring] } };
  const point = { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [106, 29] } };
  writeFileSync(
    path.join(folder, 'a.geojson'),
    JSON.stringify({ type: 'FeatureCollection', features: [feature, point] }),
  );
  const json = await all(dataset('a.geojson', 'geojson'), { crs: { epsg: 4490 } });
  expect(json.rows[0]?.geometry).toEqual(read.rows[0]?.geometry);
  expect(json.issues.map(({ code }) => code)).toEqual(['wrongType']);
});

test('another plane goes through PROJ, by code or by WKT; an unknown one is refused; old datums need official parameters', async () => {
  const feature = {
    type: 'Feature',
    properties: {},
    geometry: { type: 'Polygon', coordinates: [square(500000, 3300000, 100)] },
  };
  writeFileSync(path.join(folder, 'utm.geojson'), JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  const source = dataset('utm.geojson', 'geojson');
  const byCode = await all(source, { crs: { epsg: 32648 } });
  expect(byCode.rows[0]?.bbox?.[0]).toBeCloseTo(105, 6);
  const wkt =
    'PROJCS["UTM",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",105],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]';
  expect((await all(source, { crs: { wkt } })).rows[0]?.bbox).toEqual(byCode.rows[0]?.bbox);
  expect(await codeOf(all(source, { crs: { epsg: 999999 } }))).toBe('crsUnknown');
  expect(await codeOf(all(source, { crs: { epsg: 2379 } }))).toBe('crsObsolete');
});

test('COPY batches hold every accepted feature once, in order', async () => {
  const source = shapefile('copy', { shapes: [...many(4500), null] });
  const columns = [
    { column: 'code', from: 'field', field: 'DLBM', type: 'int4' },
    { column: 'geom', from: 'geometry' },
  ] as const;
  const codes: (number | undefined)[] = [];
  let batches = 0;
  let last = { read: 0, refused: 0 };
  for await (const batch of readCopy(source, { ...zone35, columns })) {
    const rows = readCopyRows(batch.bytes);
    expect(rows).toHaveLength(batch.rows);
    codes.push(...rows.map(([code]) => code?.readInt32BE()));
    last = batch;
    batches++;
  }
  expect(batches).toBe(3);
  expect(codes).toEqual(Array.from({ length: 4500 }, (_, i) => i));
  expect(last).toMatchObject({ read: 4501, refused: 1, issuesTotal: 1 });
});

test('what the caller asks for and is not there is named', async () => {
  const source = shapefile('ask', {});
  expect(await codeOf(all(source, { ...zone35, layer: 'nope' }))).toBe('layerMissing');
  const columns = [{ column: 'x', from: 'field', field: 'TBBH', type: 'text' }] as const;
  expect(await codeOf(readCopy(source, { ...zone35, columns }).next())).toBe('fieldMissing');
  expect(await codeOf(all(source, { ...zone35, encoding: 'KOI8' }))).toBe('encodingUnknown');
  expect(await codeOf(all(source, { ...zone35, limits: { features: 0 } }))).toBe('tooManyFeatures');
});

test('a reader that dies, starves or says nothing becomes a message; so does a caller who leaves', async () => {
  const source = shapefile('die', { shapes: many(6000) });
  const dying = async (signal: NodeJS.Signals) => {
    for await (const _batch of readFeatures(source, zone35)) for (const pid of readerPids()) process.kill(pid, signal);
  };
  for (const signal of ['SIGKILL', 'SIGABRT'] as const)
    await expect(dying(signal)).rejects.toMatchObject({ code: 'readerDied', details: { reason: signal } });
  // One batch of rows holds 24 MB of text.
  const wide = shapefile('wide', {
    shapes: many(500),
    fields: Array.from({ length: 200 }, (_, i) => ({ name: `F${i}`, type: 'C' as const, width: 240 })),
    rows: many(500).map((_, row) => Array.from({ length: 200 }, (_, i) => `${row}/${i}`.padEnd(240, 'x'))),
  });
  expect(await codeOf(all(wide, { ...zone35, limits: { heapMb: 16 } }))).toBe('outOfMemory');
  expect((await all(wide)).rows).toHaveLength(500);
  expect(await codeOf(all(source, { ...zone35, limits: { stallMs: 1 } }))).toBe('hung');
  expect(await codeOf(all(source, { ...zone35, limits: { totalMs: 1 } }))).toBe('timedOut');
  const stop = new AbortController();
  const aborted = async () => {
    for await (const _batch of readFeatures(source, { ...zone35, signal: stop.signal })) stop.abort();
  };
  expect(await codeOf(aborted())).toBe('cancelled');
  expect(await codeOf(all(source, { ...zone35, signal: AbortSignal.abort() }))).toBe('cancelled');
  for await (const batch of readFeatures(source, zone35)) {
    expect(batch.rows.length).toBeGreaterThan(0);
    break;
  }
});

test('a slow consumer is waited for: the clock counts the reader, not the database', async () => {
  const source = shapefile('slow', { shapes: many(5000) });
  const started = performance.now();
  await all(source);
  // Three times what this machine just needed, so that a busy one does not fail the test.
  const patience = 3 * (performance.now() - started) + 1000;
  let rows = 0;
  for await (const batch of readFeatures(source, { ...zone35, limits: { stallMs: patience, totalMs: patience } })) {
    if (rows === 0) await new Promise((resolve) => setTimeout(resolve, patience + 300));
    rows += batch.rows.length;
  }
  expect(rows).toBe(5000);
});

test('more readers than slots wait their turn', async () => {
  const source = shapefile('slots', { shapes: many(600) });
  const counts = await Promise.all(Array.from({ length: 5 }, () => all(source)));
  expect(counts.map(({ rows }) => rows.length)).toEqual([600, 600, 600, 600, 600]);
});
