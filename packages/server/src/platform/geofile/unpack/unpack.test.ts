import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { GeofileError } from '../errors.ts';
import { gbk, square, writeShapefile } from '../testing/shapefile-writer.ts';
import { makeZip, type ZipEntry } from '../testing/zip-writer.ts';
import type { Unpacked, UploadFile } from '../types.ts';
import { type UnpackOptions, unpackUpload } from './index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-unpack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function upload(name: string, data: Uint8Array): UploadFile {
  const file = path.join(folder, `upload-${readdirSync(folder).length}`);
  writeFileSync(file, data);
  return { path: file, name };
}

function unpack(files: UploadFile | UploadFile[], options: Partial<UnpackOptions> = {}): Promise<Unpacked> {
  const workDir = path.join(folder, `work-${readdirSync(folder).length}`);
  mkdirSync(workDir);
  return unpackUpload(files, { workDir, ...options });
}

const unpackZip = (entries: ZipEntry[], options: Partial<UnpackOptions> = {}) =>
  unpack(upload('卫片.zip', makeZip(entries)), options);

async function refusal(promise: Promise<unknown>): Promise<GeofileError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GeofileError)) throw new Error(`expected a refusal, got ${error}`);
  expect(`${error.zh}${error.en}`).not.toMatch(/[{}]\w*[{}]/);
  return error;
}

/** Members of a small shapefile under another stem. */
function members(stem: string | Uint8Array, extensions: readonly string[] = ['shp', 'shx', 'dbf', 'prj']): ZipEntry[] {
  const base = path.join(folder, 'source');
  writeShapefile(base, {
    shapes: [[square(35600000, 3300000, 100)]],
    fields: [{ name: 'DLBM', type: 'C', width: 5 }],
    rows: [['0101']],
  });
  return extensions.map((ext) => ({
    name: Buffer.concat([Buffer.from(stem), Buffer.from(`.${ext}`)]),
    data: readFileSync(`${base}.${ext.toLowerCase()}`),
  }));
}

test('a zip of Chinese Windows: GBK names, back-slashes, folders', async () => {
  const { datasets } = await unpackZip(members(gbk('卫片\\图斑')));
  expect(datasets.map(({ name, driver, missing }) => [name, driver, missing])).toEqual([
    ['卫片/图斑.shp', 'shapefile', []],
  ]);
  expect(path.basename(datasets[0]?.file ?? '')).toBe('图斑.shp');
});

test('members in mixed case belong together', async () => {
  const [shp, ...rest] = members('Senate', ['SHP']);
  const { datasets } = await unpackZip([...(shp ? [shp] : []), ...rest, ...members('senate', ['shx', 'DBF', 'Prj'])]);
  expect(datasets.map(({ missing }) => missing)).toEqual([[]]);
});

test('missing companions are named, not fatal', async () => {
  const { datasets } = await unpackZip(members('a', ['shp']));
  expect(datasets[0]?.missing).toEqual(['shx', 'dbf', 'prj']);
  expect(datasets[0]?.notices.map(({ code }) => code)).toEqual(['shxRebuilt', 'dbfMissing', 'prjMissing']);
});

test('a .shx that is no .shx counts as missing', async () => {
  const entries = members('a').map((entry) =>
    `${Buffer.from(entry.name)}`.endsWith('.shx') ? { ...entry, data: Buffer.from('garbage') } : entry,
  );
  const { datasets } = await unpackZip(entries);
  expect(datasets[0]?.missing).toEqual(['shx']);
});

test('loose files given together, and one zip inside a zip, but not two', async () => {
  const loose = members('图斑').map((entry) => upload(`${Buffer.from(entry.name)}`, entry.data));
  expect((await unpack(loose)).datasets).toHaveLength(1);
  const inner = makeZip(members('a'));
  expect((await unpackZip([{ name: 'inner.zip', data: inner }])).datasets[0]?.name).toBe('inner.zip/a.shp');
  const twice = await refusal(unpackZip([{ name: 'x.zip', data: makeZip([{ name: 'y.zip', data: inner }]) }]));
  expect(twice.code).toBe('nothingInside');
});

test.each(['../evil.shp', 'a/../../evil.shp', '/etc/evil.shp', 'C:\\evil.shp', '..\\evil.shp'])(
  'a member called %s refuses the archive',
  async (name) => {
    const error = await refusal(unpackZip([...members('a'), { name, data: Buffer.from('x') }]));
    expect(error.code).toBe('zipTraversal');
    expect(existsSync(path.join(folder, 'evil.shp'))).toBe(false);
  },
);

test('a link is skipped', async () => {
  const { ignored } = await unpackZip([
    ...members('a'),
    { name: 'passwd.json', data: Buffer.from('/etc/passwd'), mode: 0o120777 },
  ]);
  expect(ignored.map(({ name, reason }) => [name, reason.code])).toEqual([['passwd.json', 'ignoredLink']]);
});

test('bombs: by ratio, by what they announce, by lying about it, by number', async () => {
  const zeros = Buffer.alloc(80 << 20);
  expect((await refusal(unpackZip([{ name: 'a.geojson', data: zeros }]))).code).toBe('zipBomb');
  const unpackedBytes = 1 << 20;
  expect(
    (await refusal(unpackZip([{ name: 'a.geojson', data: Buffer.alloc(2 << 20) }], { limits: { unpackedBytes } })))
      .code,
  ).toBe('zipTooBig');
  expect(
    (
      await refusal(
        unpackZip([{ name: 'a.geojson', data: Buffer.alloc(2 << 20), claimedSize: 10 }], { limits: { unpackedBytes } }),
      )
    ).code,
  ).toBe('zipDamaged');
  const many = Array.from({ length: 30 }, (_, i) => ({ name: `f${i}.json`, data: Buffer.from('{}') }));
  expect((await refusal(unpackZip(many, { limits: { entries: 20 } }))).code).toBe('zipTooManyEntries');
});

test('an encrypted member, a cut archive, other archives', async () => {
  expect((await refusal(unpackZip([{ name: 'a.shp', data: Buffer.from('x'), flags: 1 }]))).code).toBe('zipEncrypted');
  const whole = makeZip(members('a'));
  expect((await refusal(unpack(upload('a.zip', whole.subarray(0, whole.length - 40))))).code).toBe('zipDamaged');
  expect((await refusal(unpack(upload('a.zip', Buffer.from('not a zip'))))).code).toBe('zipDamaged');
  expect((await refusal(unpack(upload('a.zip', Buffer.from('526172211a0700', 'hex'))))).code).toBe('archiveKind');
});

test.each([
  ['列表.json', '[{"type":"Feature"}]', 'jsonArrayRoot'],
  ['配置.json', '{"type":"config"}', 'jsonNotGeo'],
  ['a.dbf', '\x03', 'tableWithoutGeometry'],
  ['a.prj', 'PROJCS[]', 'companionWithoutShp'],
  ['a.shp', 'not a shapefile', 'damaged'],
  ['a.gpkg', 'not sqlite', 'damaged'],
  ['a.kml', '<kml/>', 'unsupportedFormat'],
  ['a.parquet', 'PAR1', 'unsupportedFormat'],
  ['a.docx', 'word', 'nothingInside'],
  ['a.geojson', '', 'emptyFile'],
])('%s with %s is refused as %s', async (name, content, code) => {
  expect((await refusal(unpack(upload(name, Buffer.from(content))))).code).toBe(code);
});

test('what is refused beside something good is listed with its reason', async () => {
  const { datasets, ignored } = await unpackZip([
    ...members('a'),
    { name: 'b.json', data: Buffer.from('[{"type":"Feature"}]') },
    { name: 'readme.txt', data: Buffer.from('x') },
  ]);
  expect(datasets).toHaveLength(1);
  expect(ignored.map(({ name, reason }) => [name, reason.code])).toEqual([
    ['b.json', 'ignoredRefused'],
    ['readme.txt', 'ignoredKind'],
  ]);
  expect(ignored[0]?.reason.zh).toContain('JSON 数组');
});

test('GeoJSON that is GBK becomes UTF-8 and says so; the upload itself stays', async () => {
  const bytes = Buffer.concat([
    Buffer.from('{"type":"FeatureCollection","name":"'),
    gbk('图斑'),
    Buffer.from('","features":[]}'),
  ]);
  const file = upload('a.geojson', bytes);
  const { datasets } = await unpack(file);
  expect(readFileSync(datasets[0]?.file ?? '', 'utf8')).toContain('图斑');
  expect(datasets[0]?.notices.map(({ code }) => code)).toEqual(['jsonTranscoded']);
  expect(readFileSync(file.path)).toEqual(bytes);
});

test('an abort is a cancellation', async () => {
  const error = await refusal(unpackZip(members('a'), { signal: AbortSignal.abort() }));
  expect(error.code).toBe('cancelled');
});
