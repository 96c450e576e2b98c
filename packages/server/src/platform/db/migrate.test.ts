import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MigrationProblem, migrate, readMigrations } from './migrate.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';

let test: TestDatabase;
let directory: string;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'migrations-'));
  await test.db.pool.query('truncate migration');
  await test.db.pool.query('drop table if exists first, second');
  return () => rm(directory, { recursive: true });
});

const file = (name: string, text: string): Promise<void> => writeFile(path.join(directory, name), text);
const run = (): Promise<{ applied: string[] }> => migrate(test.engine, { directory });
const exists = async (table: string): Promise<boolean> =>
  (await test.db.pool.query('select to_regclass($1) is not null as found', [table])).rows[0].found;

describe('migrations', () => {
  it('run in order, once, and are recorded with their hash', async () => {
    await file('0002-fill-first.sql', `insert into first values ('a;b');\ninsert into first values ('$$');`);
    await file('0001-create-first.sql', '-- why\ncreate table first (t text);');
    await file('readme.txt', 'no migration');
    expect(await run()).toEqual({ applied: ['0001-create-first.sql', '0002-fill-first.sql'] });
    expect(await run()).toEqual({ applied: [] });
    await file('0003-create-second.sql', 'create table second (t text)');
    expect(await run()).toEqual({ applied: ['0003-create-second.sql'] });
    const { rows } = await test.db.pool.query(
      'select number, name, length(sha256) as l from migration order by number',
    );
    expect(rows.map(({ number, l }) => [number, l])).toEqual([
      [1, 64],
      [2, 64],
      [3, 64],
    ]);
    expect((await test.db.pool.query('select count(*)::int as n from first')).rows[0].n).toBe(2);
  });

  it('ask for a snapshot once, before a database in use is changed, and not otherwise', async () => {
    const calls: boolean[] = [];
    const upgrade = () =>
      migrate(test.engine, { directory, beforeChange: async () => calls.push(await exists('second')) });
    await file('0001-create-first.sql', 'create table first (t text)');
    await upgrade();
    await upgrade();
    expect(calls).toEqual([]);
    await file('0002-create-second.sql', 'create table second (t text)');
    await file('0003-fill-second.sql', `insert into second values ('x')`);
    await upgrade();
    expect(calls).toEqual([false]);
  });

  it('that fail leave nothing, keep those before, and name file, line, statement and reason', async () => {
    await file('0001-create-first.sql', 'create table first (t text primary key);');
    await file(
      '0002-create-second.sql',
      `create table second (t text);\n\ninsert into first values ('x');\n\n-- twice\ninsert into first values ('x');`,
    );
    const problem = await run().catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(MigrationProblem);
    expect(String(problem)).toMatch(
      /0002-create-second\.sql 第 6 行.*duplicate key[\s\S]*insert into first values \('x'\)$/,
    );
    expect([await exists('first'), await exists('second')]).toEqual([true, false]);
    expect((await test.db.pool.query('select count(*)::int as n from first')).rows[0].n).toBe(0);
    await file('0002-create-second.sql', 'create table second (t text)');
    expect(await run()).toEqual({ applied: ['0002-create-second.sql'] });
  });

  it('that were changed after they ran are refused, but other line ends are no change', async () => {
    await file('0001-create-first.sql', '-- a\ncreate table first (t text);\n');
    await run();
    await file('0001-create-first.sql', '-- a\r\ncreate table first (t text);\r\n');
    expect(await run()).toEqual({ applied: [] });
    await file('0001-create-first.sql', '-- b\ncreate table first (t text);\n');
    await expect(run()).rejects.toThrow(/0001-create-first\.sql was changed after it had run/);
  });

  it('unknown to this program mean that the database is newer', async () => {
    await file('0001-create-first.sql', 'create table first (t text)');
    await run();
    await test.db.pool.query(
      `insert into migration (number, name, sha256) values (2, '0002-from-the-future.sql', 'x')`,
    );
    await expect(run()).rejects.toThrow(/newer than this program: 0002-from-the-future/);
  });

  it('started by two servers at once run once', async () => {
    await file('0001-create-first.sql', 'create table first (t text)');
    await file('0002-fill-first.sql', `insert into first values ('x')`);
    const applied = (await Promise.all([run(), run(), run()])).flatMap((result) => result.applied).sort();
    expect(applied).toEqual(['0001-create-first.sql', '0002-fill-first.sql']);
    expect((await test.db.pool.query('select count(*)::int as n from first')).rows[0].n).toBe(1);
  });

  it.each([
    ['1-create.sql', 'select 1', /NNNN-verb-noun/],
    ['0001-create-open.sql', `select 'open`, /0001-create-open\.sql: the quote on line 1/],
  ])('badly named or written ones are refused: %s', async (name, text, why) => {
    await file(name, text);
    await expect(run()).rejects.toThrow(why);
  });

  it('with the same number are refused', async () => {
    await file('0001-a.sql', 'select 1');
    await file('0001-b.sql', 'select 1');
    await expect(run()).rejects.toThrow(/Two migrations have the number 1/);
  });

  it('of the product itself can all be read', async () => {
    const files = await readMigrations();
    expect(files.map(({ number }) => number)).toEqual(files.map((_, i) => i + 1));
  });
});

it('the command ends with 1 and the reason when it cannot migrate', () => {
  const command = fileURLToPath(new URL('../../entry/migrate.ts', import.meta.url));
  const env = { ...process.env, DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  const { status, stderr } = spawnSync(process.execPath, [command], { env, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('127.0.0.1:1');
});
