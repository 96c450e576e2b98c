import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompiledQuery, type Kysely, type Transaction } from 'kysely';
import type { EngineLog } from '../engine/index.ts';
import type { Database } from './schema.gen.ts';
import { toDatabaseProblem } from './sqlstate.ts';

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
  readonly db: Transaction<Database>;
  /** SQL by hand; rows come with the column names of the statement. */
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Runs after the commit, in order. Nothing may be sent before; a failure there is logged and changes nothing. */
  onCommit(fn: () => void | Promise<void>): void;
}

/** A transaction was opened, or a connection taken, while one was open: on the embedded database it would wait forever. */
export class NestedTransaction extends Error {
  override readonly name = 'NestedTransaction';
}

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
  kysely: Kysely<Database>,
  log: EngineLog,
  context: CallerContext,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  refuseInsideTransaction('a second transaction');
  for (let attempt = 0; ; attempt += 1) {
    const hooks: (() => void | Promise<void>)[] = [];
    try {
      const result = await once(kysely, context, hooks, fn);
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
  kysely: Kysely<Database>,
  context: CallerContext,
  hooks: (() => void | Promise<void>)[],
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const scope: Scope = { open: false };
  return scopes.run(scope, () =>
    kysely.transaction().execute(async (db) => {
      scope.open = true;
      const plain = db.withoutPlugins();
      const query = async <R>(text: string, values: readonly unknown[] = []): Promise<R[]> =>
        (await plain.executeQuery<R>(CompiledQuery.raw(text, [...values]))).rows;
      try {
        await query('select public.app_enter($1, $2, $3)', [context.countyCode, context.scopeCode, context.personId]);
        return await fn({ context, db, query, onCommit: (hook) => hooks.push(hook) });
      } finally {
        scope.open = false;
      }
    }),
  );
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
