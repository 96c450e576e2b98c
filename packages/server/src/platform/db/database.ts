import type pg from 'pg';
import type { BulkLoadRequest, Engine, EngineLog } from '../engine/index.ts';
import { openPool } from './pool.ts';
import { type CallerContext, refuseInsideTransaction, runTransaction, type Tx } from './transaction.ts';

/** The open database as the platform and the features use it. */
export interface Db {
  /** Owner's rights and plain column names: for sign-in, the job queue and what runs before a person is known. */
  readonly pool: pg.Pool;
  /** See runTransaction. */
  withTransaction<T>(context: CallerContext, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** For jobs: the whole county, person `system`. */
  withSystem<T>(countyCode: string, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Rows into a staging table, outside any transaction. Throws NestedTransaction inside one. */
  bulkLoad(request: BulkLoadRequest): Promise<{ rows: number }>;
  close(): Promise<void>;
}

const DEFAULT_POOL_SIZE = 10;

/** Opens the pool and the query builder over an engine; the engine stays open when this is closed. */
export function openDatabase(engine: Engine, options: { log: EngineLog; poolSize?: number }): Db {
  const { log } = options;
  const pool = openPool(engine, log, options.poolSize ?? DEFAULT_POOL_SIZE);
  return {
    pool,
    withTransaction: (context, fn) => runTransaction(pool, log, context, fn),
    withSystem: (countyCode, fn) =>
      runTransaction(pool, log, { countyCode, scopeCode: countyCode, personId: 'system' }, fn),
    async bulkLoad(request) {
      refuseInsideTransaction('a bulk load');
      return engine.bulkLoad(request);
    },
    close: () => pool.end(),
  };
}
