import type pg from 'pg';
import type { Db } from './database.ts';
import { type CallerContext, ENTER, type Tx } from './transaction.ts';

/**
 * Lends a database whose transactions are all parts of one real transaction: what `fn` does through it becomes visible
 * whole, or not at all. Each part enters with its own caller, so role, scope and row-level security hold as ever; parts
 * run one after the other, and their after-commit work runs when the part ends. A part that fails ends everything:
 * `fn` must let its error through.
 *
 * For long tellings on an empty database. It holds the one embedded session for as long as `fn` takes.
 */
export async function together<T>(db: Db, countyCode: string, fn: (lent: Db) => Promise<T>): Promise<T> {
  return db.withSystem(countyCode, (outer) => fn(lentDb(outer)));
}

function lentDb(outer: Tx): Db {
  const inTurn = turnstile();
  let entered = '';
  const part = async <R>(context: CallerContext, fn: (tx: Tx) => Promise<R>): Promise<R> => {
    const after: (() => void | Promise<void>)[] = [];
    const result = await inTurn(async () => {
      const caller = [context.countyCode, context.scopeCode, context.personId];
      // Not waited for: where it fails, so does every statement behind it.
      if (caller.join() !== entered) outer.post(ENTER, caller);
      entered = caller.join();
      return fn({
        context,
        db: outer.db,
        steadyDb: outer.steadyDb,
        query: outer.query,
        prepared: outer.prepared,
        post: outer.post,
        onCommit: (hook) => after.push(hook),
      });
    });
    for (const hook of after) await hook();
    return result;
  };
  // Of a pool, work that runs outside a transaction uses `query` alone, and with the owner's rights.
  const pool = {
    query: (text: string, values?: unknown[]) =>
      inTurn(async () => {
        entered = '';
        await outer.query('reset role');
        return { rows: await outer.query(text, values) };
      }),
  };
  return {
    pool: pool as unknown as pg.Pool,
    withTransaction: part,
    withSystem: (countyCode, fn) => part({ countyCode, scopeCode: countyCode, personId: 'system' }, fn),
    bulkLoad: () => Promise.reject(new Error('not lent: bulk loads run outside any transaction')),
    close: () => Promise.resolve(),
  };
}

/** Runs functions one after the other, in the order they came. */
function turnstile(): <R>(fn: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (fn) => {
    const mine = last.then(fn, fn);
    last = mine.catch(() => undefined);
    return mine;
  };
}
