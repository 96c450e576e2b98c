import type { Duplex } from 'node:stream';
import {
  CamelCasePlugin,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';
import { prepare, preparedName } from './prepared.ts';
import type { Database } from './schema.gen.ts';

const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

/**
 * One connection during one transaction. Statements go out as they are asked, without waiting for the answers before
 * them: several reads that do not need each other cost one wait. They run in the order in which they were asked.
 */
export class Line {
  readonly #client: pg.PoolClient;
  #opening: Promise<unknown> = Promise.resolve();
  #open = true;
  #posted: Promise<unknown>[] = [];
  #failure: unknown;
  #kysely: Kysely<Database> | undefined;
  #steady: Kysely<Database> | undefined;
  #corked = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Sends the statements that open the transaction; no answer to any later one is given out unless they succeed. */
  begin(statements: readonly { text: string; values?: readonly unknown[] }[]): void {
    this.#opening = Promise.all(statements.map(({ text, values }) => this.#send(text, values)));
    // Whoever asks first hears of a failure.
    this.#opening.catch(() => undefined);
  }

  async ask(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    this.#refuseAfterEnd();
    const answer = this.#send(text, values);
    // Met below, or not at all where the transaction never opened.
    answer.catch(() => undefined);
    await this.#opening;
    try {
      return await answer;
    } catch (error) {
      // After a failure the database only says that there was one.
      throw this.#failure ?? error;
    }
  }

  /** A write whose answer nobody needs. Its failure is thrown by the next answer, or by the commit. */
  post(text: string, values: readonly unknown[]): void {
    this.#refuseAfterEnd();
    const answer = this.#send(text, values).catch((error: unknown) => {
      this.#failure ??= error;
    });
    this.#posted.push(answer);
  }

  /** Ends the transaction. @returns whether it was stored: COMMIT of a failed transaction is answered with ROLLBACK */
  async commit(): Promise<boolean> {
    this.#open = false;
    // Behind the last statements without waiting for them: a failed transaction does not commit.
    const ended = this.#send('commit', undefined);
    ended.catch(() => undefined);
    await this.#opening;
    await Promise.all(this.#posted);
    if (this.#failure !== undefined) throw this.#failure;
    return (await ended).command === 'COMMIT';
  }

  #refuseAfterEnd(): void {
    if (!this.#open) throw new Error('a statement after the end of its transaction');
  }

  async rollback(): Promise<void> {
    this.#open = false;
    await this.#send('rollback', undefined);
  }

  /** The query builder over this connection, camelCase names. */
  get kysely(): Kysely<Database> {
    this.#kysely ??= new Kysely<Database>({
      dialect: new LineDialect((sql, values) => this.ask(sql, values)),
      plugins,
    });
    return this.#kysely;
  }

  /** As `kysely`, for statements that are sent under a name: parsed and planned once a connection. */
  get steady(): Kysely<Database> {
    const ask: Ask = (sql, values) => {
      prepare(sql);
      return this.ask(sql, values);
    };
    this.#steady ??= new Kysely<Database>({ dialect: new LineDialect(ask), plugins });
    return this.#steady;
  }

  /** What is asked before anything has to be waited for leaves in one packet. */
  #cork(): void {
    if (this.#corked) return;
    this.#corked = true;
    const { stream } = (this.#client as unknown as { connection: { stream: Duplex } }).connection;
    stream.cork();
    process.nextTick(() => {
      this.#corked = false;
      stream.uncork();
    });
  }

  #send(text: string, values: readonly unknown[] | undefined): Promise<pg.QueryResult> {
    this.#cork();
    if (values === undefined) return this.#client.query(text);
    const name = preparedName(text);
    return name === undefined
      ? this.#client.query(text, [...values])
      : this.#client.query({ name, text, values: [...values] });
  }
}

type Ask = (sql: string, values: readonly unknown[]) => Promise<pg.QueryResult>;

class LineDialect implements Dialect {
  readonly #ask: Ask;
  constructor(ask: Ask) {
    this.#ask = ask;
  }
  createDriver(): Driver {
    return new LineDriver(this.#ask);
  }
  createQueryCompiler(): PostgresQueryCompiler {
    return new PostgresQueryCompiler();
  }
  createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }
  createIntrospector(db: Kysely<Database>): PostgresIntrospector {
    return new PostgresIntrospector(db);
  }
}

const refused = (): Promise<never> =>
  Promise.reject(new Error('a transaction is open already: it begins and ends with its work'));

class LineDriver implements Driver {
  readonly #connection: DatabaseConnection;
  constructor(ask: Ask) {
    this.#connection = {
      async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        const { rows, rowCount } = await ask(sql, parameters);
        return { rows: rows as R[], ...(rowCount === null ? {} : { numAffectedRows: BigInt(rowCount) }) };
      },
      streamQuery: () => {
        throw new Error('not on a transaction’s connection: page through the rows');
      },
    };
  }
  acquireConnection = (): Promise<DatabaseConnection> => Promise.resolve(this.#connection);
  beginTransaction = refused;
  commitTransaction = refused;
  rollbackTransaction = refused;
  init = (): Promise<void> => Promise.resolve();
  releaseConnection = (): Promise<void> => Promise.resolve();
  destroy = (): Promise<void> => Promise.resolve();
}
