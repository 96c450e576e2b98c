import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, quietLog, type TestDatabase } from '../db/testing.ts';
import { openEngine } from './index.ts';
import { temporaryFolder } from './testing.ts';

const FIXTURE = fileURLToPath(new URL('./kill.fixture.ts', import.meta.url));
const onServer = (process.env['TEST_DATABASE_URL'] ?? '') !== '';
/** Whom a round kills. On a server there is only the writer to kill: the server is not ours. */
const ROUNDS = onServer
  ? (['server', 'server', 'server', 'server', 'server', 'server'] as const)
  : (['both', 'server', 'database', 'both', 'database', 'server', 'both'] as const);

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let server: TestDatabase | undefined;
beforeAll(async () => {
  temporary = await temporaryFolder();
  if (onServer) server = await openTestDatabase();
});
afterAll(async () => {
  await server?.close();
  await temporary.remove();
});

interface Writer {
  process: ChildProcess;
  databasePid: number;
  acknowledged: number[];
}

async function startWriter(): Promise<Writer> {
  const args = [FIXTURE, temporary.folder, ...(server === undefined ? [] : [server.engine.connectionString])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: number[] = [];
  const databasePid = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the writer ended early with code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, value] = line.split(' ');
      if (word === 'ready') resolve(Number(value));
      else acknowledged.push(Number(value));
    });
  });
  return { process: child, databasePid, acknowledged };
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
    else child.stdout?.once('close', resolve);
  });
}

async function stored(): Promise<{ n: string; halves: number }[]> {
  const engine = server?.engine ?? (await openEngine({ dataDir: temporary.folder, log: quietLog }));
  const client = new pg.Client({ connectionString: engine.connectionString });
  await client.connect();
  const { rows } = await client.query('select n, count(*)::int as halves from acked group by n');
  await client.end();
  if (server === undefined) await engine.close();
  return rows;
}

it('no acknowledged row is lost, and no transaction is half there, however often it is killed', async () => {
  const all: number[] = [];
  for (const victim of ROUNDS) {
    const writer = await startWriter();
    await sleep(100 + Math.random() * 500);
    if (victim === 'database') {
      const before = writer.acknowledged.length;
      process.kill(writer.databasePid, 'SIGKILL');
      // The server starts its database again and goes on by itself.
      await expect.poll(() => writer.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + 20);
    }
    writer.process.kill('SIGKILL');
    if (victim === 'both') process.kill(writer.databasePid, 'SIGKILL');
    await ended(writer.process);
    expect(writer.acknowledged.length).toBeGreaterThan(0);
    all.push(...writer.acknowledged);
  }
  const rows = await stored();
  const present = new Set(rows.map((row) => Number(row.n)));
  expect(all.filter((n) => !present.has(n))).toEqual([]);
  expect(rows.filter((row) => row.halves !== 2)).toEqual([]);
}, 180_000);
