import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quietLog } from '../db/testing.ts';
import { type EngineConfig, EngineProblem, openEngine } from './index.ts';
import { PgliteEngine } from './pglite-engine.ts';
import { temporaryFolder } from './testing.ts';

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: PgliteEngine;
const heard: string[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, message: string) => void heard.push(message),
};

beforeAll(async () => {
  temporary = await temporaryFolder();
  engine = new PgliteEngine({ dataDir: temporary.folder, log });
  await engine.open();
});
afterAll(async () => {
  await engine.close();
  await temporary.remove();
});

async function one<T>(sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: engine.connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0] as T;
  } finally {
    await client.end();
  }
}

it('has the extensions the schema stands on, and PostGIS knows the official reference system', async () => {
  expect(
    await one(
      `select array_agg(extname order by extname)::text from pg_extension where extnamespace = 'public'::regnamespace`,
    ),
  ).toBe('{btree_gist,pg_trgm,postgis}');
  expect(await one(`select round(st_x(st_transform(st_setsrid(st_point(35500000, 3500000), 4523), 4490)))::int`)).toBe(
    105,
  );
});

it('says how it is', async () => {
  expect(await engine.health()).toMatchObject({ ok: true, kind: 'pglite', restarts: 0, waitingClients: 0 });
});

it('lets no second server into the same folder, and tells who has it', async () => {
  const holder = JSON.parse(await readFile(path.join(temporary.folder, 'database.lock'), 'utf8'));
  expect(holder).toMatchObject({ pid: engine.childPid, serverPid: process.pid });
  // Another server is another process; a process that only opens the folder stands for it.
  const script = path.join(temporary.folder, 'second.ts');
  await writeFile(
    script,
    `import { openEngine } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
     const log = { info() {}, warn() {}, error() {} };
     await openEngine({ dataDir: ${JSON.stringify(temporary.folder)}, log }).then(() => process.send('opened'), (e) => process.send(e.message));
     process.disconnect();`,
  );
  const second = fork(script, { execArgv: [] });
  const answer = await new Promise<string>((resolve) => second.once('message', (message) => resolve(String(message))));
  expect(answer).toContain(`进程 ${process.pid}`);
  expect(await one('select 1')).toBe(1);
});

it('takes over the lock of a killed server whose number another process has now', async () => {
  const folder = path.join(temporary.folder, 'stale');
  await mkdir(folder);
  // This very process runs, but did not start at the tick named here.
  await writeFile(
    path.join(folder, 'database.lock'),
    JSON.stringify({ pid: process.pid, serverPid: 1, started: '12' }),
  );
  const other = await openEngine({ dataDir: folder, log: quietLog });
  await other.close();
  expect(existsSync(path.join(folder, 'database.lock'))).toBe(false);
});

it('starts a database that died again, once, on the same address, and says so', async () => {
  const address = engine.connectionString;
  await one('create table survives (id integer)');
  // Overflows WebAssembly's stack: the session is past repair, and must not leave its clients waiting.
  await one(
    'create function runaway(n integer) returns integer language plpgsql as $$ begin return runaway(n + 1); end $$',
  );
  await expect(one('select runaway(1)')).rejects.toThrow();
  await expect.poll(async () => (await engine.health()).ok, { timeout: 20_000 }).toBe(false);
  await expect.poll(async () => (await engine.health()).ok, { timeout: 20_000 }).toBe(true);
  expect(engine.connectionString).toBe(address);
  expect(await one(`select to_regclass('survives') is not null`)).toBe(true);
  expect(heard.at(-1)).toMatch(/正在重新启动一次/);

  process.kill(engine.childPid ?? 0, 'SIGKILL');
  await expect.poll(async () => (await engine.health()).detail ?? '', { timeout: 20_000 }).toMatch(/已停止重启/);
  await sleep(100);
  await expect(engine.snapshot()).rejects.toThrow(EngineProblem);
});

it('names the host, and never the password, of a server it cannot reach', async () => {
  const config: EngineConfig = { databaseUrl: 'postgres://me:hidden@127.0.0.1:1/none', dataDir: temporary.folder, log };
  const problem = await openEngine(config).then(
    () => undefined,
    (error: Error) => error,
  );
  expect(problem).toBeInstanceOf(EngineProblem);
  expect(problem?.message).toContain('127.0.0.1:1');
  expect(problem?.message).not.toContain('hidden');
});
