import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { GeofileError } from './errors.ts';
import { readFeatures } from './read.ts';
import { readHere } from './testing/in-process.ts';
import { gbk, square, writeShapefile } from './testing/shapefile-writer.ts';
import type { Dataset } from './types.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-hostile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const E = 35600000;
const N = 3300000;
const crs = { epsg: 4523 };

function dataset(file: string): Dataset {
  return { driver: 'shapefile', name: file, file: path.join(folder, file), bytes: 0, missing: [], notices: [] };
}

/** Small, repeatable and good enough to break files with (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Breaks bytes in one of five ways: a flipped byte, a run of noise, a cut, a huge number, a repeated piece. */
function mutate(bytes: Buffer, next: () => number): Buffer {
  const at = Math.floor(next() * bytes.length);
  const copy = Buffer.from(bytes);
  switch (Math.floor(next() * 5)) {
    case 0:
      copy[at] = Math.floor(next() * 256);
      return copy;
    case 1:
      for (let i = at; i < Math.min(copy.length, at + 12); i++) copy[i] = Math.floor(next() * 256);
      return copy;
    case 2:
      return copy.subarray(0, at);
    case 3:
      if (at + 4 <= copy.length) copy.writeUInt32LE(next() < 0.5 ? 0x7fffffff : 0xffffffff, at);
      return copy;
    default:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.floor(at / 2), at), copy.subarray(at)]);
  }
}

/** What an error of ours says when it is really a bug of ours. */
const BUG = /undefined|not a function|cannot read|outside the bounds|out of range|invalid (typed )?array/i;

test('four hundred broken shapefiles: an answer each time, never a crash, never a wait', {
  timeout: 120_000,
}, async () => {
  const shapes = [
    [square(E, N, 50), [...square(E + 5, N + 5, 9)].reverse()],
    null,
    [square(E + 60, N, 50)],
    [square(E, N + 60, 50), square(E + 60, N + 60, 50)],
  ];
  const fields = [
    { name: gbk('名称'), type: 'C', width: 12 },
    { name: 'MJ', type: 'N', width: 9, decimals: 2 },
    { name: 'RQ', type: 'D', width: 8 },
  ] as const;
  writeShapefile(path.join(folder, 'good'), {
    shapes,
    fields,
    rows: shapes.map(() => [gbk('水田旱地'), '  1234.50', '20240131']),
  });
  const parts = ['shp', 'shx', 'dbf'] as const;
  const good = parts.map((ext) => readFileSync(path.join(folder, `good.${ext}`)));
  const next = random(20240131);
  const seen = { read: 0, refused: 0 };
  let slowest = 0;
  for (let round = 0; round < 400; round++) {
    const victim = Math.floor(next() * 3);
    parts.forEach((ext, i) => {
      const bytes = good[i] ?? Buffer.alloc(0);
      writeFileSync(path.join(folder, `bad.${ext}`), i === victim ? mutate(mutate(bytes, next), next) : bytes);
    });
    const started = performance.now();
    try {
      const { rows } = await readHere(dataset('bad.shp'), { crs }, round % 3 === 0 ? 'gdal' : 'auto');
      for (const { areas } of rows) for (const area of areas) expect(Number.isNaN(area)).toBe(false);
      seen.read++;
    } catch (error) {
      if (!(error instanceof GeofileError)) throw error;
      expect(`${error.details['reason']}`).not.toMatch(BUG);
      seen.refused++;
    }
    slowest = Math.max(slowest, performance.now() - started);
  }
  expect(seen.read).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(50);
  expect(slowest).toBeLessThan(10_000);
});

/** A shapefile of wavy circles, one per number of vertices, written without a million little arrays. */
function circles(stem: string, counts: readonly number[]): void {
  writeShapefile(path.join(folder, stem), {
    shapes: counts.map(() => null),
    fields: [{ name: 'ID', type: 'N', width: 6 }],
    rows: counts.map((_, i) => [`${i}`]),
  });
  const shx = readFileSync(path.join(folder, `${stem}.shx`));
  const pieces = [readFileSync(path.join(folder, `${stem}.shp`)).subarray(0, 100)];
  let offset = 100;
  counts.forEach((count, i) => {
    const record = Buffer.alloc(56 + 16 * count);
    record.writeInt32BE(i + 1, 0);
    record.writeInt32BE((record.length - 8) / 2, 4);
    record.writeInt32LE(5, 8);
    record.writeInt32LE(1, 44);
    record.writeInt32LE(count, 48);
    for (let k = 0; k < count; k++) {
      const angle = (-2 * Math.PI * (k % (count - 1))) / (count - 1);
      const radius = 4000 + 300 * Math.sin(40 * angle);
      record.writeDoubleLE(E + radius * Math.cos(angle), 56 + 16 * k);
      record.writeDoubleLE(N + radius * Math.sin(angle), 64 + 16 * k);
    }
    shx.writeInt32BE(offset / 2, 100 + 8 * i);
    shx.writeInt32BE((record.length - 8) / 2, 104 + 8 * i);
    offset += record.length;
    pieces.push(record);
  });
  writeFileSync(path.join(folder, `${stem}.shp`), Buffer.concat(pieces));
  writeFileSync(path.join(folder, `${stem}.shx`), shx);
}

test('two million vertices pass within the memory limit; one feature that is too much is named', {
  timeout: 120_000,
}, async () => {
  circles('big', [700_000, ...Array.from({ length: 130 }, () => 10_000)]);
  const before = process.memoryUsage().rss;
  let peak = before;
  const issues: string[] = [];
  let usable = 0;
  let areas = 0;
  const limits = { heapMb: 64, verticesPerFeature: 500_000 };
  for await (const batch of readFeatures(dataset('big.shp'), { crs, limits })) {
    peak = Math.max(peak, process.memoryUsage().rss);
    issues.push(...batch.issues.map(({ zh }) => zh));
    for (const row of batch.rows) {
      if (row.refused) continue;
      usable++;
      areas += row.areaM2 ?? 0;
    }
  }
  expect(issues).toEqual(['第 1 个图斑有 700000 个点，超过 500000 个，未导入；请拆分后再传。']);
  expect(usable).toBe(130);
  // π(4000² + 300²/2) in the plane; the ellipsoid takes 0.02 % at this distance from the meridian.
  expect(areas / 130 / (Math.PI * (4000 ** 2 + 300 ** 2 / 2))).toBeCloseTo(0.99977, 3);
  expect((peak - before) / 2 ** 20).toBeLessThan(300);
});
