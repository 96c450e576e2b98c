/** Opens the engine, writes pairs of rows as fast as it can, and says on standard output which were acknowledged. */
import { openPool } from '../db/pool.ts';
import { openEngine } from './index.ts';
import { PgliteEngine } from './pglite-engine.ts';

const [dataDir = '', databaseUrl] = process.argv.slice(2);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const engine = await openEngine({ dataDir, log, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
const pool = openPool(engine, log, 4);
await pool.query('create table if not exists acked (n bigint, half text, primary key (n, half))');
console.log(`ready ${engine instanceof PgliteEngine ? engine.childPid : 0}`);

async function write(n: number): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query('begin');
    await client.query('insert into acked values ($1, $2)', [n, 'a'.repeat(200)]);
    await client.query('insert into acked values ($1, $2)', [n, 'b'.repeat(200)]);
    await client.query('commit');
    broken = false;
    process.stdout.write(`ack ${n}\n`);
  } finally {
    client.release(broken);
  }
}

async function writer(from: number): Promise<never> {
  for (let n = from; ; n += 4) {
    try {
      await write(n);
    } catch {
      // The database was killed under us: go on with the next number as soon as it is back.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

const start = Date.now() * 1000;
await Promise.all([0, 1, 2, 3].map((lane) => writer(start + lane)));
