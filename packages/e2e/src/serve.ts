/**
 * Starts the shipped server for the browser tests: a data folder of its own and, with TEST_DATABASE_URL, a fresh
 * database on that server, dropped at the end. The demonstration county is loaded, as after `npm start`.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

const root = path.resolve(import.meta.dirname, '../../..');
const dataDir = mkdtempSync(path.join(tmpdir(), 'shoutian-e2e-'));
const port = process.env['SHOUTIAN_E2E_PORT'] ?? '6212';
const admin = process.env['TEST_DATABASE_URL'];
const name = `shoutian_e2e_${randomBytes(4).toString('hex')}`;

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const database: Record<string, string> = {};
if (admin) {
  await onServer(`create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  database['DATABASE_URL'] = url.href;
}

const server = spawn(process.execPath, ['packages/server/src/entry/http.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    ...database,
    PORT: port,
    SHOUTIAN_DATA_DIR: dataDir,
    SHOUTIAN_DEMO: 'true',
    SHOUTIAN_LOG_LEVEL: 'error',
    SHOUTIAN_SNAPSHOT_MINUTES: '0',
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal));
server.on('exit', (code) => {
  rmSync(dataDir, { recursive: true, force: true });
  const done = (): never => process.exit(code ?? 0);
  if (admin) onServer(`drop database if exists ${name} with (force)`).then(done, done);
  else done();
});
