import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Engine, EngineLog } from '../engine/index.ts';
import { distributionOf, distributionStatements } from './distribution.ts';
import { markLeakproof } from './leakproof.ts';
import { type Statement, splitSql, UnfinishedSql } from './split-sql.ts';

/** Where the product's migrations lie. */
export const MIGRATIONS_DIRECTORY = fileURLToPath(new URL('../../../../../db/migrations/', import.meta.url));

/** One migration file, read and hashed. */
export interface MigrationFile {
  number: number;
  name: string;
  /** SHA-256 of the text with LF line ends: a checkout on Windows must not count as a change. */
  sha256: string;
  text: string;
}

/** A migration could not be read or run. The message names file, line, statement and reason. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem';
}

/** Reads all migration files in order. Throws MigrationProblem for a wrong name or a number used twice. */
export async function readMigrations(directory = MIGRATIONS_DIRECTORY): Promise<MigrationFile[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const files: MigrationFile[] = [];
  for (const name of names) {
    const match = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name);
    if (match === null)
      throw new MigrationProblem(
        `迁移文件名应为 NNNN-动词-名词.sql：${name}。 A migration is named NNNN-verb-noun.sql.`,
      );
    const number = Number(match[1]);
    if (files.at(-1)?.number === number)
      throw new MigrationProblem(`迁移编号重复：${name}。 Two migrations have the number ${number}.`);
    const text = (await readFile(path.join(directory, name), 'utf8')).replaceAll('\r\n', '\n');
    files.push({ number, name, sha256: createHash('sha256').update(text).digest('hex'), text });
  }
  return files;
}

/**
 * Brings the database to the present schema: each file in one transaction, one statement per call, recorded with its
 * hash in the table `migration`; then sees to it that indexes can be used. Returns the names of the files that ran.
 * Throws MigrationProblem when a file fails (nothing of it stays), when one that ran has changed since, and when the
 * database is newer than the program.
 * `beforeChange` runs once before a database that is in use gets its first change: the place for a snapshot.
 */
export async function migrate(
  engine: Engine,
  options: { directory?: string; log?: EngineLog; beforeChange?: () => Promise<unknown> } = {},
): Promise<{ applied: string[] }> {
  const files = await readMigrations(options.directory);
  const client = new pg.Client({ connectionString: engine.connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    if (await isPresent(client, files)) {
      if (options.directory === undefined) await markLeakproof(client, options.log);
      return { applied: [] };
    }
    await makeLedger(client);
    const citus = (await client.query("select 1 from pg_extension where extname = 'citus'")).rowCount === 1;
    if (await isUpgrade(client, files)) await options.beforeChange?.();
    const applied: string[] = [];
    for (const file of files) {
      if (!(await applyFile(client, file, citus))) continue;
      applied.push(file.name);
      options.log?.info({ migration: file.name }, 'migration applied');
    }
    await refuseNewerDatabase(client, files);
    if (options.directory === undefined) await markLeakproof(client, options.log);
    return { applied };
  } finally {
    await client.end();
  }
}

/** Whether just these files ran, unchanged: what nearly every start finds, in one question. */
async function isPresent(client: pg.Client, files: readonly MigrationFile[]): Promise<boolean> {
  const ran = await client
    .query<{ number: number; sha256: string }>('select number, sha256 from public.migration order by number')
    .catch(() => undefined);
  return (
    ran?.rows.length === files.length &&
    files.every(({ number, sha256 }, i) => ran.rows[i]?.number === number && ran.rows[i]?.sha256 === sha256)
  );
}

/** Whether something ran before and something is still to run. */
async function isUpgrade(client: pg.Client, files: readonly MigrationFile[]): Promise<boolean> {
  const { rows } = await client.query<{ number: number }>('select number from public.migration');
  const done = new Set(rows.map(({ number }) => number));
  return done.size > 0 && files.some(({ number }) => !done.has(number));
}

async function makeLedger(client: pg.Client): Promise<void> {
  const sql = `create table if not exists public.migration (
    number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`;
  // Two servers meeting on an empty database: "if not exists" does not look before it leaps, and the later one is told
  // of a duplicate type. The second time it finds the table.
  await client.query(sql).catch(() => client.query(sql));
}

async function applyFile(client: pg.Client, file: MigrationFile, citus: boolean): Promise<boolean> {
  await client.query('begin');
  try {
    // Two servers starting at once: the second waits here and then finds the work done.
    await client.query('lock table public.migration in exclusive mode');
    const known = await client.query<{ sha256: string }>('select sha256 from public.migration where number = $1', [
      file.number,
    ]);
    const before = known.rows[0];
    if (before !== undefined) {
      await client.query('rollback');
      if (before.sha256 === file.sha256) return false;
      throw new MigrationProblem(
        `${file.name} 在执行之后被改动过。已执行的迁移不能修改，请恢复原文件，另写新的迁移。 ${file.name} was changed after it had run: restore it and write a new migration.`,
      );
    }
    for (const statement of statementsOf(file)) await runStatement(client, file, statement, citus);
    await client.query('insert into public.migration (number, name, sha256) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.sha256,
    ]);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

function statementsOf(file: MigrationFile): Statement[] {
  try {
    return splitSql(file.text);
  } catch (error) {
    if (error instanceof UnfinishedSql) throw new MigrationProblem(`${file.name}: ${error.message}`);
    throw error;
  }
}

async function runStatement(
  client: pg.Client,
  file: MigrationFile,
  statement: Statement,
  citus: boolean,
): Promise<void> {
  const distribution = distributionOf(statement.text);
  const sql = [statement.text, ...(citus && distribution !== undefined ? distributionStatements(distribution) : [])];
  for (const text of sql) {
    try {
      await client.query(text);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const detail = error instanceof pg.DatabaseError && error.detail !== undefined ? ` (${error.detail})` : '';
      throw new MigrationProblem(
        `迁移失败：${file.name} 第 ${statement.line} 行：${reason}${detail}。该文件未留下任何改动。 Migration failed, nothing of the file was kept.\n${excerpt(text)}`,
        { cause: error },
      );
    }
  }
}

function excerpt(text: string): string {
  const code = text.replace(/^(\s*--[^\n]*\n)+/, '');
  return code.length > 400 ? `${code.slice(0, 400)} …` : code;
}

async function refuseNewerDatabase(client: pg.Client, files: readonly MigrationFile[]): Promise<void> {
  const last = files.at(-1)?.number ?? 0;
  const newer = await client.query<{ name: string }>(
    'select name from public.migration where number > $1 order by number',
    [last],
  );
  const first = newer.rows[0];
  if (first !== undefined) {
    throw new MigrationProblem(
      `数据库比程序新（已执行 ${first.name}）。请使用较新的程序版本。 The database is newer than this program: ${first.name} has run already.`,
    );
  }
}
