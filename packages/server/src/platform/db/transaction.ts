import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { EngineLog } from '../engine/index.ts';
import { Line } from './line.ts';
import { prepare } from './prepared.ts';
import type { Database } from './schema.gen.ts';
import { DatabaseProblem, toDatabaseProblem } from './sqlstate.ts';

/** In whose name a transaction runs. Row-level security reads nothing else. */
export interface CallerContext {
  /** Six digits; one county per transaction. */
  countyCode: string;
  /** Division code of the person's area: rows whose `division_code` starts with it are visible. */
  scopeCode: string;
  personId: string;
}

/** One open transaction in the application role. */
export interface Tx {
  readonly context: CallerContext;
  /** Kysely with camelCase names; keys inside json values are left alone. */
  readonly db: Kysely<Database>;
  /** As `db`, for statements of few forms that run often (see `prepared`): rows read and changed by key. */
  readonly steadyDb: Kysely<Database>;
  /**
   * SQL by hand; rows come with the column names of the statement. Statements that do not need each other are asked
   * together (`Promise.all`) and wait for the database once.
   */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * As `query`, for a statement of fixed text that runs often: parsed and planned once a connection. Only where one plan
   * is right for all values: rows found by key, not lists with optional conditions.
   */
  prepared<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /**
   * As `prepared`, for a write whose answer nobody needs (audit, notices): it goes out with what follows. Its failure
   * fails the transaction, at the next answer or at the commit.
   */
  post(text: string, values: readonly unknown[]): void;
  /** Runs after the commit, in order. Nothing may be sent before; a failure there is logged and changes nothing. */
  onCommit(fn: () => void | Promise<void>): void;
}

/** A transaction was opened, or a connection taken, while one was open: on the embedded database it would wait forever. */
export class NestedTransaction extends Error {
  override readonly name = 'NestedTransaction';
}

/** First statement of every transaction: role and caller. */
export const ENTER = 'select public.app_enter($1, $2, $3)';

const MAX_RETRIES = 3;

interface Scope {
  open: boolean;
}

const scopes = new AsyncLocalStorage<Scope>();

/** Throws NestedTransaction when called from code that runs inside a transaction. */
export function refuseInsideTransaction(what: string): void {
  if (scopes.getStore()?.open)
    throw new NestedTransaction(`${what} inside a transaction: use the transaction's own tx`);
}

/**
 * Runs `fn` in one transaction whose first statement sets role and context. Commits when it resolves, rolls back when
 * it throws. A serialization failure or deadlock runs it again, three times at most, so `fn` must be repeatable.
 * Throws DatabaseProblem for what the database refused, NestedTransaction when one is open already, and whatever `fn`
 * throws.
 */
export async function runTransaction<T>(
  pool: pg.Pool,
  log: EngineLog,
  context: CallerContext,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  refuseInsideTransaction('a second transaction');
  for (let attempt = 0; ; attempt += 1) {
    const hooks: (() => void | Promise<void>)[] = [];
    try {
      const result = await once(pool, context, hooks, fn);
      await runHooks(hooks, log);
      return result;
    } catch (error) {
      const problem = toDatabaseProblem(error);
      if (problem === undefined) throw error;
      if (problem.code !== 'retry' || attempt === MAX_RETRIES) throw problem;
      await sleep(20 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

async function once<T>(
  pool: pg.Pool,
  context: CallerContext,
  hooks: (() => void | Promise<void>)[],
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const line = new Line(client);
  let lost: Error | undefined;
  try {
    prepare(ENTER);
    const caller = [context.countyCode, context.scopeCode, context.personId];
    line.begin([{ text: 'begin' }, { text: ENTER, values: caller }]);
    const result = await inScope(() => fn(txOf(line, context, hooks)));
    if (!(await line.commit()))
      throw new DatabaseProblem('unexpected', 'a statement of this transaction had failed: nothing was stored');
    return result;
  } catch (error) {
    await line.rollback().catch((failure: Error) => {
      lost = failure;
    });
    throw error;
  } finally {
    // A connection whose state is not known is closed, not lent again.
    client.release(lost);
  }
}

async function inScope<T>(fn: () => Promise<T>): Promise<T> {
  const scope: Scope = { open: true };
  return scopes.run(scope, fn).finally(() => {
    scope.open = false;
  });
}

function txOf(line: Line, context: CallerContext, hooks: (() => void | Promise<void>)[]): Tx {
  const query = async <R>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
    (await line.ask(text, values)).rows;
  return {
    context,
    get db() {
      return line.kysely;
    },
    get steadyDb() {
      return line.steady;
    },
    query,
    prepared(text, values) {
      prepare(text);
      return query(text, values);
    },
    post(text, values) {
      prepare(text);
      line.post(text, values);
    },
    onCommit: (hook) => hooks.push(hook),
  };
}

async function runHooks(hooks: readonly (() => void | Promise<void>)[], log: EngineLog): Promise<void> {
  for (const hook of hooks) {
    try {
      await hook();
    } catch (error) {
      log.error({ err: error }, 'work after a commit failed; the commit stands');
    }
  }
}
