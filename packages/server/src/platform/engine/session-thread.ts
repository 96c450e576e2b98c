import { Worker } from 'node:worker_threads';
import type { Session } from './gate.ts';
import type { SessionAnswer, SessionData, SessionRequest } from './session-messages.ts';

interface Pending {
  onOutput: ((chunk: Uint8Array) => Promise<void>) | undefined;
  resolve: (done: Done) => void;
  reject: (error: Error) => void;
}

type Done = Pick<Extract<SessionAnswer, { kind: 'done' }>, 'value' | 'rest'>;
type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

/** A statement that the database itself refused, with its SQLSTATE. */
export class StatementProblem extends Error {
  override readonly name = 'StatementProblem';
  readonly sqlState: string | undefined;
  constructor(message: string, sqlState: string | undefined) {
    super(message);
    this.sqlState = sqlState;
  }
}

/**
 * The bytes with memory of their own, to be handed over: a small Buffer is a piece of a common one of 64 KB, and all of
 * that would be copied with it, 64 KB a statement, for the thread's collector to clear away.
 */
function ofItsOwn(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  return buffer instanceof ArrayBuffer && buffer.byteLength === bytes.byteLength
    ? new Uint8Array(buffer)
    : new Uint8Array(bytes);
}

/** The gate's side of the thread that holds PGlite. */
export class SessionThread implements Session {
  greeting: Uint8Array = new Uint8Array(0);
  /** Resolves with the reason when the thread has ended. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  readonly #inFlight = new SharedArrayBuffer(4);
  readonly #counter = new Int32Array(this.#inFlight);
  readonly #pending = new Map<number, Pending>();
  #opened: () => void = () => undefined;
  #lastId = 0;
  #busySince: number | undefined;

  private constructor(main: URL, folder: string, postgisBundle: string | undefined) {
    const data: SessionData = { role: 'session', folder, postgisBundle, inFlight: this.#inFlight };
    this.#worker = new Worker(main, { workerData: data, execArgv: [] });
    this.#worker.on('message', (answer: SessionAnswer) => this.#receive(answer));
    this.ended = new Promise((resolve) => {
      this.#worker.on('error', (error) => resolve(String(error instanceof Error ? error.stack : error)));
      this.#worker.on('exit', (code) => resolve(`thread ended with code ${code}`));
    });
    void this.ended.then((reason) => {
      for (const pending of this.#pending.values()) pending.reject(new Error(reason));
      this.#pending.clear();
    });
  }

  /** Opens PGlite in `folder`. `main` is the file that both process and thread start from. */
  static async open(main: URL, folder: string, postgisBundle?: string): Promise<SessionThread> {
    const thread = new SessionThread(main, folder, postgisBundle);
    const opened = new Promise<undefined>((resolve) => {
      thread.#opened = () => resolve(undefined);
    });
    const failure = await Promise.race([opened, thread.ended]);
    if (failure !== undefined) throw new Error(`the embedded database did not open: ${failure}`);
    return thread;
  }

  /** Milliseconds that the oldest unfinished request has been running; 0 when idle. */
  get busyMs(): number {
    return this.#busySince === undefined ? 0 : Date.now() - this.#busySince;
  }

  async run(batch: Uint8Array, onOutput: (chunk: Uint8Array) => Promise<void>): Promise<Uint8Array> {
    return (await this.#ask({ kind: 'run', bytes: batch }, onOutput)).rest ?? new Uint8Array(0);
  }

  async exec(sql: string): Promise<void> {
    await this.#ask({ kind: 'exec', sql });
  }

  /** Runs one statement and gives the first column of its first row as text. */
  async value(sql: string): Promise<string> {
    return (await this.#ask({ kind: 'exec', sql })).value;
  }

  /** Runs `copy … from '/dev/blob'` over the bytes; resolves with the number of rows. */
  async copy(sql: string, bytes: Uint8Array): Promise<number> {
    return Number((await this.#ask({ kind: 'copy', sql, bytes })).value);
  }

  /** Shuts the database down in order and ends the thread. */
  async close(): Promise<void> {
    await this.#ask({ kind: 'close' });
    await this.#worker.terminate();
  }

  #ask(request: Unnumbered<SessionRequest>, onOutput?: Pending['onOutput']): Promise<Done> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#busySince ??= Date.now();
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { onOutput, resolve, reject });
      if (!('bytes' in request)) this.#worker.postMessage({ ...request, id });
      else {
        const bytes = ofItsOwn(request.bytes);
        this.#worker.postMessage({ ...request, bytes, id }, [bytes.buffer]);
      }
    });
  }

  #receive(answer: SessionAnswer): void {
    if (answer.kind === 'open') {
      this.greeting = answer.greeting;
      this.#opened();
      return;
    }
    const pending = this.#pending.get(answer.id);
    if (answer.kind === 'chunk') {
      const size = answer.bytes.length;
      void (pending?.onOutput?.(answer.bytes) ?? Promise.resolve()).finally(() => {
        Atomics.sub(this.#counter, 0, size);
        Atomics.notify(this.#counter, 0);
      });
      return;
    }
    this.#pending.delete(answer.id);
    this.#busySince = this.#pending.size > 0 ? Date.now() : undefined;
    if (answer.kind === 'done') pending?.resolve(answer);
    else pending?.reject(new StatementProblem(answer.message, answer.sqlState));
  }
}
