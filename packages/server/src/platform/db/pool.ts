import pg from 'pg';
import type { Engine, EngineLog } from '../engine/index.ts';
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

/** Makes the pool; it connects when it is first asked. A connection lost while idle is logged and replaced; unhandled it would end the process. */
export function openPool(engine: Engine, log: EngineLog, size: number): pg.Pool {
  // The embedded database tells its port when it is open, which may be after the pool was made.
  class Client extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super({ ...config, connectionString: engine.connectionString });
    }
  }
  const pool = new pg.Pool({
    Client,
    max: Math.min(size, engine.maxConnections),
    types: valueTypes,
    connectionTimeoutMillis: 60_000,
    application_name: 'shoutian',
    // Statements go out without waiting for the answers before them (Line).
    pipeline: true,
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
