import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { inspectDataset, readFeatures } from './read.ts';
import { ReaderProcess, readerPids } from './reader-process.ts';
import { square, writeShapefile } from './testing/shapefile-writer.ts';
import { FrameReader, frameOf } from './worker/frames.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'geofile-process-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shapes = Array.from({ length: 6000 }, (_, i) => [square(35600000 + 60 * (i % 200), 3300000 + 60 * (i >> 8), 50)]);
writeShapefile(path.join(folder, 'a'), {
  shapes,
  fields: [{ name: 'DLBM', type: 'C', width: 6 }],
  rows: shapes.map((_, i) => [`${i}`]),
});
const file = path.join(folder, 'a.shp');
const source = { driver: 'shapefile' as const, name: 'a.shp', file, bytes: 0, missing: [], notices: [] };
const crs = { epsg: 4523 };

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('frames come out as they went in, however the pipe cuts them', () => {
  const sent = [
    { message: { kind: 'alive' }, beside: new Uint8Array(0) },
    {
      message: { kind: 'batch', rows: [1, null, '水田'] },
      beside: Uint8Array.from({ length: 3000 }, (_, i) => i % 251),
    },
    { message: { kind: 'done' }, beside: new Uint8Array(0) },
  ];
  const bytes = Buffer.concat(sent.flatMap(({ message, beside }) => frameOf(message, beside)));
  for (const cut of [1, 3, 8, 9, 1000, bytes.length]) {
    const got: unknown[] = [];
    const reader = new FrameReader((message, beside) => got.push({ message, beside }));
    for (let at = 0; at < bytes.length; at += cut) reader.push(bytes.subarray(at, at + cut));
    expect(got, `pieces of ${cut}`).toEqual(sent);
  }
  expect(() => new FrameReader(() => undefined).push(Buffer.from('<html><body>'))).toThrow(RangeError);
});

test('cancelling ends the process at once, with batches still waiting', async () => {
  const stop = new AbortController();
  let pids: number[] = [];
  let batches = 0;
  const reading = async () => {
    for await (const _batch of readFeatures(source, { crs, signal: stop.signal })) {
      batches += 1;
      pids = readerPids();
      // Long enough for more batches to arrive; none of them is handed out any more.
      await sleep(200);
      stop.abort();
    }
  };
  await expect(reading()).rejects.toMatchObject({ code: 'cancelled' });
  expect(batches).toBe(1);
  expect(pids).toHaveLength(1);
  expect(pids.filter(lives)).toEqual([]);
});

test('a consumer that stops reading holds the reader, not the memory of the server', async () => {
  let seen = 0;
  for await (const batch of readFeatures(source, { crs })) {
    if (seen === 0) {
      const before = process.memoryUsage().arrayBuffers;
      await sleep(500);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 2 ** 20);
      expect(readerPids().filter(lives)).toHaveLength(1);
    }
    seen += batch.rows.length;
  }
  expect(seen).toBe(6000);
});

test('who looked at a file reads it; another file gets a reader of its own', async () => {
  const given = vi.spyOn(ReaderProcess.prototype, 'give');
  const other = path.join(folder, 'b');
  writeShapefile(other, {
    shapes: shapes.slice(0, 2),
    fields: [{ name: 'DLBM', type: 'C', width: 6 }],
    rows: [['1'], ['2']],
  });
  const second = { ...source, name: 'b.shp', file: `${other}.shp` };
  const rowsOf = async (dataset: typeof source): Promise<number> => {
    let rows = 0;
    for await (const batch of readFeatures(dataset, { crs })) rows += batch.rows.length;
    return rows;
  };
  await inspectDataset(source);
  await inspectDataset(second);
  expect([await rowsOf(second), await rowsOf(source)]).toEqual([2, 6000]);
  const [first, looked, read, again] = given.mock.contexts;
  expect(read).toBe(looked);
  expect(new Set([first, looked, again]).size).toBe(3);
  given.mockRestore();
});

test('signals of the process group leave a reader alone: the server says when it ends', async () => {
  let rows = 0;
  for await (const batch of readFeatures(source, { crs })) {
    if (rows === 0)
      for (const pid of readerPids()) for (const signal of ['SIGINT', 'SIGTERM']) process.kill(pid, signal);
    rows += batch.rows.length;
  }
  expect(rows).toBe(6000);
});

test('a reader whose server was killed ends by itself, even in the midst of work', { timeout: 20_000 }, async () => {
  const fixture = fileURLToPath(new URL('./testing/orphan.fixture.ts', import.meta.url));
  const server = spawn(process.execPath, [fixture, 'server'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(server.stdout, 'data')) as [Buffer];
  const pid = Number(`${said}`);
  await sleep(2500);
  expect(lives(pid)).toBe(true);
  server.kill('SIGKILL');
  for (let waited = 0; lives(pid) && waited < 10_000; waited += 100) await sleep(100);
  expect(lives(pid)).toBe(false);
});
