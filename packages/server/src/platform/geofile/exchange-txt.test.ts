import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { flatFromWkb, gaussZone, planarAreaM2, toGauss } from '@shoutian/domain/geo';
import { afterAll, describe, expect, it } from 'vitest';
import type { GeofileError } from './errors.ts';
import { assessDataset, encodeGbk, inspectDataset, readFeatures, unpackUpload } from './index.ts';
import type { Dataset, FeatureRow, Inspection } from './types.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-txt-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
async function open(bytes: Buffer | string, name = '地块.txt'): Promise<{ dataset: Dataset; inspection: Inspection }> {
  made += 1;
  const file = path.join(folder, `${made}.txt`);
  writeFileSync(file, bytes);
  const { datasets } = await unpackUpload({ path: file, name }, { workDir: path.join(folder, `w${made}`) });
  const [dataset] = datasets;
  if (!dataset) throw new Error('no dataset');
  return { dataset, inspection: await inspectDataset(dataset) };
}
async function rowsOf(dataset: Dataset, epsg: number): Promise<FeatureRow[]> {
  const rows: FeatureRow[] = [];
  for await (const batch of readFeatures(dataset, { crs: { epsg } })) rows.push(...batch.rows);
  return rows;
}

const text = `[属性描述]
坐标系=2000国家大地坐标系
几度分带=3
带号=35
[地块坐标]
11,3.0492,1,示例地块一,面,,设施农用地,1202,@
J1,1,3300000.000,35600000.000
J2,1,3300000.000,35600200.000
J3,1,3300150.000,35600200.000
J4,1,3300180.000,35600120.000
J5,1,3300150.000,35600000.000
J1,1,3300000.000,35600000.000
J6,2,3300050.000,35600050.000
J7,2,3300100.000,35600050.000
J8,2,3300100.000,35600100.000
J9,2,3300050.000,35600100.000
J6,2,3300050.000,35600050.000
5,0.0100,2,岛,面,,,0101,@
J1,1,3300300.000,35600000.000
J2,1,3300300.000,35600010.000
J3,1,3300310.000,35600010.000
J4,1,3300310.000,35600000.000
`;

describe('坐标交换 TXT as an upload', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'UTF-8'],
    ['GBK', encodeGbk(text), 'GB18030'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'UTF-16LE'],
  ])('in %s is read where it belongs, holes and all', async (_what, bytes, used) => {
    const { dataset, inspection } = await open(bytes);
    expect([dataset.driver, inspection.encoding?.used]).toEqual(['exchangeTxt', used]);
    const [layer] = inspection.layers;
    expect(layer).toMatchObject({ featureCount: 2, geometry: 'polygon', crs: { epsg: 4523, kind: 'cgcs2000Gauss' } });
    expect(layer?.notices.map(({ zh }) => zh)).toEqual(['第 22 行：地块「岛」第 1 圈没有闭合，已闭合。']);
    expect(layer?.fields.map(({ name, samples }) => [name, samples[0]])).toEqual([
      ['界址点数', '11'],
      ['地块面积', '3.0492'],
      ['地块编号', '1'],
      ['地块名称', '示例地块一'],
      ['记录图形属性', '面'],
      ['地块用途', '设施农用地'],
      ['地类编码', '1202'],
    ]);
    const rows = await rowsOf(dataset, 4523);
    expect(rows.map(({ refused, attributes }) => [refused, attributes['地类编码']])).toEqual([
      [false, '1202'],
      [false, '0101'],
    ]);
    const shape = flatFromWkb(rows[0]?.geometry ?? new Uint8Array(0));
    expect([shape.partEnds.length, shape.ringEnds.length]).toEqual([1, 2]);
    const zone = gaussZone(4523);
    if (!zone) throw new Error('no zone');
    const { e, n } = toGauss(zone, shape.xy[0] ?? 0, shape.xy[1] ?? 0);
    expect([[e, n].some((v) => Math.abs(v - 35600000) < 0.001 || Math.abs(v - 3300000) < 0.001)]).toEqual([true]);
  });

  it('asks for the system where eastings have no zone and the header none', async () => {
    const bare = text.replace('带号=35', '带号=').replaceAll(',35600', ',600');
    const { dataset, inspection } = await open(bare);
    expect(inspection.layers[0]?.crs).toBeNull();
    expect(assessDataset(dataset, inspection)).toMatchObject({ outcome: 'report', needs: 'crs' });
    // The zone of the header is enough where it is there.
    expect((await open(text.replaceAll(',35600', ',600'))).inspection.layers[0]?.crs?.epsg).toBe(4544);
  });

  it('refuses another zone than stated, old datums, and what it cannot read, with the place', async () => {
    const codeOf = (bytes: string): Promise<string> =>
      open(bytes).then(
        ({ dataset, inspection }) => assessDataset(dataset, inspection).outcome,
        (error: GeofileError) => `${error.code}: ${error.zh}`,
      );
    expect(await codeOf(text.replace('带号=35', '带号=36'))).toMatch(/^txtZone: .*第 36 带.*带号 35/);
    expect(await codeOf(text.replace('2000国家大地坐标系', '1980西安坐标系'))).toBe('refuse');
    expect(await codeOf(text.replace('J3,1,3300150.000', 'J3,1,33OO150.000'))).toMatch(/^txtUnreadable: .*第 9 行/);
    await expect(open('会议记录：无', '记录.txt')).rejects.toMatchObject({ code: 'nothingInside' });
  });

  it('of 卫片执法 comes in degrees', async () => {
    const { dataset, inspection } = await open(
      '[地块坐标]\n4,图斑一,面,公共基础设施,@\nJ1,1,106.1,29.8\nJ2,1,106.101,29.8\nJ3,1,106.101,29.801\nJ1,1,106.1,29.8\n',
    );
    expect(inspection.layers[0]).toMatchObject({
      crs: null,
      sampleCoordinates: expect.arrayContaining([[106.1, 29.8]]),
    });
    const [row] = await rowsOf(dataset, 4490);
    expect(row?.areaM2).toBeGreaterThan(5000);
  });
});

const real = path.resolve(import.meta.dirname, '../../../../../../shared/data/guotu_txt');
const files = existsSync(real) ? readdirSync(real).filter((name) => name.endsWith('.txt')) : [];

describe.skipIf(files.length === 0)('real 坐标交换 files', () => {
  it.each(files.length === 0 ? ['none'] : files)(
    '%s: one parcel, in its zone, with the area it states',
    async (name) => {
      const workDir = path.join(folder, `real-${name}`);
      const { datasets } = await unpackUpload({ path: path.join(real, name), name }, { workDir });
      const [dataset] = datasets;
      if (!dataset) throw new Error('no dataset');
      const inspection = await inspectDataset(dataset);
      const [layer] = inspection.layers;
      expect(layer?.crs?.kind).toBe('cgcs2000Gauss');
      const zone = gaussZone(layer?.crs?.epsg ?? 0);
      expect(zone).toMatchObject({ width: 3, zone: name.startsWith('hangzhou') ? 40 : 38, prefixed: true });
      const rows = await rowsOf(dataset, layer?.crs?.epsg ?? 0);
      expect(rows).toHaveLength(1);
      const [row] = rows;
      if (!row?.geometry || !zone) throw new Error('not read');
      // These files state the area in the plane; far from the meridian the official one differs by 0.04 %.
      const { xy } = flatFromWkb(row.geometry);
      const ring = Array.from({ length: xy.length / 2 }, (_, i) => toGauss(zone, xy[2 * i] ?? 0, xy[2 * i + 1] ?? 0));
      const stated = Number(row.attributes['地块面积'] ?? '');
      if (stated > 0) expect(planarAreaM2([[ring]]) / 10_000).toBeCloseTo(stated, 3);
      expect(row.areaM2).toBeGreaterThan(50);
    },
  );
});
