import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietLog } from '../db/testing.ts';
import { type Engine, FolderInUse, openEngine, restoreSnapshot, SnapshotProblem } from './index.ts';
import { expiredSnapshots, type SnapshotInfo } from './snapshots.ts';
import { temporaryFolder } from './testing.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let dataDir: string;
beforeAll(async () => {
  temporary = await temporaryFolder();
  dataDir = path.join(temporary.folder, 'database');
});
afterAll(() => temporary.remove());

/** The command an administrator uses; the engine's folder lies in the data folder as `database`. */
const command = (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [path.join(import.meta.dirname, '../../entry/snapshots.ts'), ...args], {
    env: { ...process.env, DATABASE_URL: '', SHOUTIAN_DATA_DIR: path.dirname(dataDir) },
  });

const open = (): Promise<Engine> => openEngine({ dataDir, log: quietLog });

async function query(engine: Engine, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: engine.connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('a snapshot', () => {
  let taken: SnapshotInfo;

  it('taken under writes holds whole transactions only, up to one moment', async () => {
    const engine = await open();
    await query(engine, 'create table pairs (n integer, half text)');
    let going = true;
    let written = 0;
    const writing = (async () => {
      const client = new pg.Client({ connectionString: engine.connectionString });
      await client.connect();
      for (; going; written += 1) {
        await client.query('begin');
        await client.query(`insert into pairs values (${written}, 'a')`);
        await client.query(`insert into pairs values (${written}, 'b')`);
        await client.query('commit');
      }
      await client.end();
    })();
    await expect.poll(() => written).toBeGreaterThan(20);
    const before = written;
    taken = await engine.snapshot();
    const after = written;
    await expect.poll(() => written).toBeGreaterThan(after + 20);
    going = false;
    await writing;
    expect(await engine.listSnapshots()).toEqual([taken]);
    await query(engine, 'drop table pairs');
    await engine.close();

    const aside = await restoreSnapshot(dataDir, taken.name);
    expect(existsSync(path.join(aside, 'PG_VERSION'))).toBe(true);
    const restored = await open();
    const rows = (await query(restored, 'select n, count(*)::int as halves from pairs group by n order by n')) as {
      n: number;
      halves: number;
    }[];
    expect(rows.length).toBeGreaterThanOrEqual(before);
    expect(rows.length).toBeLessThanOrEqual(after);
    expect(rows.every((row, i) => row.n === i && row.halves === 2)).toBe(true);
    await restored.close();
  }, 90_000);

  it('is not taken twice when nothing was written in between', async () => {
    const engine = await open();
    const first = await engine.snapshot();
    await query(engine, 'select count(*) from pairs');
    expect(await engine.snapshot()).toEqual(first);
    await query(engine, 'create table more (id integer)');
    expect((await engine.snapshot()).name).not.toBe(first.name);
    await engine.close();
  }, 60_000);

  it('that was broken off never counts and is cleared away at the next start', async () => {
    const folder = path.join(dataDir, 'snapshots');
    const known = (await readdir(folder)).length;
    await mkdir(path.join(folder, '.partial-2026-01-01T00-00-00-000Z', 'database'), { recursive: true });
    await mkdir(path.join(folder, '2026-01-01T00-00-00-000Z', 'database'), { recursive: true });
    await mkdir(path.join(folder, '2026-01-02T00-00-00-000Z'));
    await writeFile(path.join(folder, '2026-01-02T00-00-00-000Z', 'snapshot.json'), '{"at":"2026-01-0');
    const engine = await open();
    expect(await engine.listSnapshots()).toHaveLength(known);
    expect((await readdir(folder)).filter((name) => name.startsWith('.partial'))).toEqual([]);
    await engine.close();
    await expect(restoreSnapshot(dataDir, '2026-01-01T00-00-00-000Z')).rejects.toThrow(SnapshotProblem);
  }, 60_000);

  it('is listed and put back by a command, which says what it cannot do', async () => {
    const engine = await open();
    const [latest] = await engine.listSnapshots();
    await query(engine, 'create table later (id integer)');
    await engine.close();
    expect((await command()).stdout).toContain(latest?.name);
    await expect(command('restore', 'never')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('never'),
    });
    await expect(command('drop')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('restore') });
    expect((await command('restore', latest?.name ?? '')).stdout).toContain('before-restore');
    const restored = await open();
    expect(await query(restored, `select to_regclass('later') as later`)).toEqual([{ later: null }]);
    await restored.close();
  }, 90_000);

  it('is not put back under a running server', async () => {
    const engine = await open();
    await expect(restoreSnapshot(dataDir, taken.name)).rejects.toThrow(FolderInUse);
    expect(await query(engine, 'select 1 as one')).toEqual([{ one: 1 }]);
    await engine.close();
  }, 60_000);

  it('is taken at the start and by the clock when so configured', async () => {
    const before = (await readdir(path.join(dataDir, 'snapshots'))).length;
    const engine = await openEngine({ dataDir, log: quietLog, snapshots: { everyMinutes: 0.02, keep: 50 } });
    await expect
      .poll(async () => (await engine.listSnapshots()).length, { timeout: 20_000 })
      .toBeGreaterThan(before - 2);
    const first = (await engine.listSnapshots())[0]?.name;
    await query(engine, 'create table later (id integer)');
    await expect.poll(async () => (await engine.listSnapshots())[0]?.name, { timeout: 20_000 }).not.toBe(first);
    await engine.close();
  }, 60_000);
});

describe('which snapshots are thrown away', () => {
  const at = (...moments: string[]): SnapshotInfo[] =>
    moments.map((moment) => ({
      name: moment,
      at: `2026-${moment}:00:00.000Z`,
      bytes: 1,
      files: 1,
      walPosition: moment,
    }));
  const gone = (snapshots: SnapshotInfo[], keep: number): string[] =>
    expiredSnapshots(snapshots, keep).map(({ name }) => name);

  it('none while there is room', () => {
    expect(gone(at('03-02T10', '03-02T09', '03-01T10'), 3)).toEqual([]);
  });

  it('those between, so that yesterday survives a day of many restarts', () => {
    const loop = at('03-03T14', '03-03T13', '03-03T12', '03-03T11', '03-02T18', '03-02T09', '03-01T18');
    expect(gone(loop, 4)).toEqual(['03-03T12', '03-03T11', '03-02T09']);
  });

  it('the oldest when all are of one day', () => {
    expect(gone(at('03-03T14', '03-03T13', '03-03T12', '03-03T11'), 3)).toEqual(['03-03T11']);
  });
});
