import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Engine, EngineLog } from '../engine/index.ts';
import { DatabaseProblem } from './sqlstate.ts';
import { refuseInsideTransaction } from './transaction.ts';
import { valueTypes } from './value-types.ts';

/** Makes the pool refuse a second connection to code inside a transaction; `pool.query` comes through here too. */
function guard(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => unknown;
  pool.connect = ((...given: unknown[]) => {
    refuseInsideTransaction('a second connection');
    return connect(...given);
  }) as pg.Pool['connect'];
}

/** Opens the pool. A connection lost while idle is logged and replaced; unhandled it would end the process. */
export function openPool(engine: Engine, log: EngineLog, size: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: engine.connectionString,
    max: Math.min(size, engine.maxConnections),
    types: valueTypes,
    connectionTimeoutMillis: 60_000,
    application_name: 'shoutian',
    // JIT costs 0.5–1.5 s a spatial query; a transaction left open blocks others. The embedded gate keeps its own limit.
    ...(engine.kind === 'postgres' ? { options: '-c jit=off -c idle_in_transaction_session_timeout=60000' } : {}),
  });
  guard(pool);
  // A connection lost while in use and between two statements speaks up on the client; unheard it would end the process.
  pool.on('connect', (client) =>
    client.on('error', (error) => log.warn({ err: error }, 'a database connection was lost')),
  );
  pool.on('error', (error) => log.warn({ err: error }, 'an idle database connection was lost'));
  return pool;
}

/**
 * The pool as Kysely sees it, with one addition: PostgreSQL answers COMMIT in a failed transaction with ROLLBACK and
 * no error. Whoever swallowed the failing statement must hear that nothing was stored.
 */
export function strictCommits(pool: pg.Pool): PostgresPool {
  return {
    connect: async () => strictClient(await pool.connect()),
    end: () => pool.end(),
    options: pool.options,
  };
}

const strict = new WeakMap<pg.PoolClient, PostgresPoolClient>();

function strictClient(client: pg.PoolClient): PostgresPoolClient {
  const known = strict.get(client);
  if (known !== undefined) return known;
  const query = async (sql: unknown, values?: readonly unknown[]): Promise<unknown> => {
    const result = await client.query(sql as string, values === undefined ? undefined : [...values]);
    if (sql === 'commit' && result.command !== 'COMMIT') {
      throw new DatabaseProblem('unexpected', 'a statement of this transaction had failed: nothing was stored');
    }
    return result;
  };
  const wrapped = { query: query as PostgresPoolClient['query'], release: () => client.release() };
  strict.set(client, wrapped);
  return wrapped;
}
