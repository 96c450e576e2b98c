import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Engine, type EngineLog, openEngine } from '../engine/index.ts';
import { type Db, openDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { makeMigratedTemplate, migrationsHash } from './migrated-template.ts';

/** A database of a test's own. */
export interface TestDatabase {
  engine: Engine;
  kind: Engine['kind'];
  db: Db;
  close(): Promise<void>;
}

/** Says nothing but what went wrong. */
export const quietLog: EngineLog = {
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => console.error(message, fields),
};

/**
 * Opens an empty, fully migrated database: on the server that TEST_DATABASE_URL names, else embedded. Call it once
 * per test file and close it at the end. Embedded it costs about 3 s, and 15 s the first time after a migration has
 * changed.
 */
export async function openTestDatabase(options: { log?: EngineLog } = {}): Promise<TestDatabase> {
  const log = options.log ?? quietLog;
  const server = process.env['TEST_DATABASE_URL'];
  const { engine, remove } =
    server === undefined || server === '' ? await openEmbedded(log) : await openOnServer(server, log);
  const db = openDatabase(engine, { log });
  const close = async (): Promise<void> => {
    await db.close();
    await engine.close();
    await remove();
  };
  return { engine, kind: engine.kind, db, close };
}

interface Opened {
  engine: Engine;
  remove: () => Promise<void>;
}

async function openEmbedded(log: EngineLog): Promise<Opened> {
  const template = await makeMigratedTemplate(log);
  const dataDir = await mkdtemp(path.join(tmpdir(), 'shoutian-test-'));
  const engine = await openEngine({ dataDir, log, template });
  return { engine, remove: () => rm(dataDir, { recursive: true, force: true }) };
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function openOnServer(url: string, log: EngineLog): Promise<Opened> {
  const name = `shoutian_test_${randomBytes(6).toString('hex')}`;
  const template = `shoutian_migrated_${await migrationsHash()}`;
  const inDatabase = (database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  await onServer(url, async (client) => {
    // Test files run in several processes: one of them makes the template, the others wait for it.
    await client.query('select pg_advisory_lock(hashtext($1))', [template]);
    const known = await client.query('select 1 from pg_database where datname = $1', [template]);
    if (known.rowCount === 0) {
      const making = `${template}_new`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making}`);
      const engine = await openEngine({ databaseUrl: inDatabase(making), dataDir: tmpdir(), log });
      await migrate(engine, { log });
      await engine.close();
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  const engine = await openEngine({ databaseUrl: inDatabase(name), dataDir: tmpdir(), log });
  return {
    engine,
    remove: () =>
      onServer(url, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}
