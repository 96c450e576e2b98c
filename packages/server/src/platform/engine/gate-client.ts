import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { GateShared } from './gate-types.ts';
import { StatementNames } from './statement-names.ts';
import {
  type Asked,
  errorResponse,
  frame,
  MessageSplitter,
  PipelineFilter,
  ProtocolProblem,
  ReadyFilter,
  readyForQuery,
  STARTUP_CODE,
  TYPE,
} from './wire.ts';

/** A run of messages that the session answers as a whole. */
interface Batch extends Asked {
  bytes: Buffer;
  /** Its last message asks for ReadyForQuery. */
  ends: boolean;
  /** It may share a run with what waits behind it. */
  joins: boolean;
}

const IDLE = 0x49;
const ENDS_BATCH = new Set<number>([TYPE.query, TYPE.sync, TYPE.functionCall]);
/** What the session answers with one message each. */
const ASKS_ONE = new Set<number>([TYPE.parse, TYPE.bind, TYPE.describe, TYPE.execute, TYPE.close]);
const WANTS_ANSWER = new Set<number>([TYPE.flush, TYPE.copyData, TYPE.copyDone, TYPE.copyFail]);

const mayCopyIn = (message: Buffer): boolean => {
  const text = message.toString('latin1');
  return /\bstdin\b/i.test(text) && /\bcopy\b/i.test(text);
};

/** So many bytes of waiting batches are run together: each run costs two changes of thread. */
const RUN_BYTES = 256 * 1024;
/** While less than this waits for the reader, the next statement does not wait for it. */
const CALM_BYTES = 256 * 1024;

/**
 * PGlite waits forever, in a busy loop, for COPY data that is not in the same batch. These two messages after it make
 * COPY FROM STDIN fail in words; where no COPY is under way PostgreSQL ignores the first and answers the second with a
 * ReadyForQuery that the filter takes out.
 */
const NO_COPY_IN = Buffer.concat([
  frame(TYPE.copyFail, Buffer.from('the embedded database takes rows by bulkLoad, not from stdin\0')),
  frame(TYPE.sync, Buffer.alloc(0)),
]);

const samePassword = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** One connection: signs in, gathers messages into batches, runs them in order while holding the session. */
export class GateClient {
  readonly #gate: GateShared;
  readonly #socket: Socket;
  readonly #names: StatementNames;
  readonly #splitter: MessageSplitter;
  #state: 'startup' | 'password' | 'open' = 'startup';
  #batch: Buffer[] = [];
  #batchBytes = 0;
  #asked = 0;
  #queue: Batch[] = [];
  #queuedBytes = 0;
  #running = false;
  #cleaned = false;
  #mayCopyIn = false;
  #inTransaction = false;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(gate: GateShared, socket: Socket, number: number) {
    this.#gate = gate;
    this.#socket = socket;
    this.#names = new StatementNames(number);
    this.#splitter = new MessageSplitter(gate.limits.maxMessageBytes);
  }

  start(): void {
    this.#socket.setNoDelay(true);
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.on('close', () => {
      clearTimeout(this.#idleTimer);
      // A batch under way finishes first and cleans up after itself.
      if (!this.#running) void this.#cleanUp();
    });
    this.#socket.on('data', (chunk) => {
      clearTimeout(this.#idleTimer);
      this.#splitter.push(chunk);
      try {
        this.#read();
      } catch (error) {
        if (!(error instanceof ProtocolProblem)) throw error;
        this.#refuse('08P01', `the gate cannot read this: ${error.message}`);
      }
    });
  }

  #read(): void {
    for (;;) {
      if (this.#socket.destroyed || this.#socket.writableEnded) return;
      const message = this.#state === 'startup' ? this.#splitter.nextStartup() : this.#splitter.next();
      if (message === undefined) return;
      if (this.#state === 'startup') this.#greet(message);
      else if (this.#state === 'password') this.#signIn(message);
      else this.#gather(message);
    }
  }

  #greet(message: Buffer): void {
    const code = message.length >= 8 ? message.readInt32BE(4) : 0;
    if (code === STARTUP_CODE.ssl || code === STARTUP_CODE.gss) {
      this.#socket.write('N');
    } else if (code === STARTUP_CODE.cancel) {
      // PGlite runs a statement to its end: there is nothing to interrupt. PostgreSQL too answers a cancel by closing.
      this.#socket.end();
    } else if (code >>> 16 !== 3) {
      this.#refuse('08P01', 'only protocol version 3 is spoken here');
    } else {
      this.#state = 'password';
      this.#socket.write(frame(0x52, Uint8Array.of(0, 0, 0, 3)));
    }
  }

  #signIn(message: Buffer): void {
    const given = message[0] === TYPE.password ? message.subarray(5, -1).toString() : '';
    if (!samePassword(given, this.#gate.password)) {
      this.#refuse('28P01', 'password authentication failed');
      return;
    }
    this.#state = 'open';
    this.#socket.write(
      Buffer.concat([frame(0x52, Uint8Array.of(0, 0, 0, 0)), this.#gate.session.greeting, readyForQuery(IDLE)]),
    );
  }

  #gather(message: Buffer): void {
    const type = message[0] ?? 0;
    if (type === TYPE.terminate) {
      this.#socket.end();
      return;
    }
    if ((type === TYPE.query || type === TYPE.parse) && mayCopyIn(message)) this.#mayCopyIn = true;
    const own = this.#names.own(message);
    this.#batch.push(own);
    this.#batchBytes += own.length;
    if (ASKS_ONE.has(type)) this.#asked += 1;
    if (this.#batchBytes > this.#gate.limits.maxMessageBytes)
      throw new ProtocolProblem(`batch of ${this.#batchBytes} bytes`);
    if (!ENDS_BATCH.has(type) && !WANTS_ANSWER.has(type)) return;
    if (this.#mayCopyIn) this.#batch.push(NO_COPY_IN);
    const bytes = Buffer.concat(this.#batch);
    const joins = type === TYPE.query || type === TYPE.sync;
    this.#queue.push({
      bytes,
      ends: ENDS_BATCH.has(type),
      joins: joins && !this.#mayCopyIn,
      simple: type === TYPE.query,
      messages: this.#asked,
    });
    this.#asked = 0;
    this.#queuedBytes += bytes.length;
    this.#batch = [];
    this.#batchBytes = 0;
    if (this.#queuedBytes > this.#gate.limits.maxQueuedBytes) this.#socket.pause();
    if (!this.#running) void this.#runQueue();
  }

  async #runQueue(): Promise<void> {
    this.#running = true;
    try {
      while (this.#queue.length > 0) {
        await this.#gate.lock.take(this);
        if (this.#socket.destroyed) break;
        const batches = this.#nextRun();
        // Bytes are handed over: afterwards they have no length.
        const length = batches.reduce((sum, { bytes }) => sum + bytes.length, 0);
        if (batches[0]?.joins) await this.#runJoined(batches);
        else if (batches[0]) await this.#runAlone(batches[0]);
        this.#queuedBytes -= length;
        if (this.#socket.isPaused() && this.#queuedBytes <= this.#gate.limits.maxQueuedBytes) this.#socket.resume();
      }
    } catch (error) {
      this.#refuse('57P02', 'the database session broke off');
      this.#gate.onBroken(error instanceof Error ? error.message : String(error));
    }
    this.#running = false;
    if (this.#socket.destroyed) await this.#cleanUp();
    else if (this.#inTransaction) this.#watchIdle();
  }

  /** What waits first, with what waits behind it and may go with it. */
  #nextRun(): Batch[] {
    const [first] = this.#queue;
    let count = 1;
    let bytes = first?.bytes.length ?? 0;
    for (let next = this.#queue[1]; first?.joins && next?.joins && bytes < RUN_BYTES; next = this.#queue[count]) {
      bytes += next.bytes.length;
      count += 1;
    }
    return this.#queue.splice(0, count);
  }

  async #runJoined(batches: readonly Batch[]): Promise<void> {
    const filter = new PipelineFilter(batches);
    const bytes =
      batches.length === 1 && batches[0] ? batches[0].bytes : Buffer.concat(batches.map((each) => each.bytes));
    const rest = await this.#gate.session.run(bytes, (chunk) => this.#forward(filter.push(chunk)));
    const end = filter.push(rest);
    await this.#settle(filter.complete ? filter.status : undefined, end);
  }

  async #runAlone(batch: Batch): Promise<void> {
    const filter = new ReadyFilter();
    const rest = await this.#gate.session.run(batch.bytes, (chunk) => this.#forward(filter.push(chunk)));
    const end = filter.push(rest);
    if (!batch.ends) {
      await this.#forward(end);
      return;
    }
    await this.#settle(filter.status, filter.status === undefined ? end : [...end, readyForQuery(filter.status)]);
  }

  /** @param status of the last ReadyForQuery; undefined where one is missing */
  async #settle(status: number | undefined, end: Uint8Array[]): Promise<void> {
    // Seen after a runaway recursion: WebAssembly's stack overflowed and PostgreSQL never got to its error handling.
    if (status === undefined) throw new Error('a statement ended without an answer');
    this.#inTransaction = status !== IDLE;
    // Released before the answer goes out: the next client's statement starts while this one is still being told.
    if (!this.#inTransaction) this.#gate.lock.release(this);
    await this.#forward(end);
  }

  #forward(parts: Uint8Array[]): Promise<void> {
    if (parts.length === 0 || this.#socket.destroyed) return Promise.resolve();
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
    return new Promise((resolve) => {
      let stalled: NodeJS.Timeout | undefined;
      this.#socket.write(bytes, () => {
        clearTimeout(stalled);
        resolve();
      });
      if (this.#socket.writableLength < CALM_BYTES) resolve();
      else stalled = setTimeout(() => this.#socket.destroy(), this.#gate.limits.stalledReaderMs);
    });
  }

  #watchIdle(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(
      () => this.#refuse('25P03', 'terminating connection: the transaction was left open and idle'),
      this.#gate.limits.idleInTransactionMs,
    );
  }

  #refuse(sqlState: string, text: string): void {
    if (this.#socket.destroyed) return;
    this.#socket.end(errorResponse('FATAL', sqlState, text), () => this.#socket.destroy());
  }

  /** Leaves nothing of the client in the shared session: no open transaction, no prepared statement. */
  async #cleanUp(): Promise<void> {
    if (this.#cleaned) return;
    this.#cleaned = true;
    this.#queue = [];
    const statements = this.#names.statements;
    if (!this.#inTransaction && statements.length === 0) {
      this.#gate.lock.release(this);
      return;
    }
    await this.#gate.lock.take(this);
    try {
      if (this.#inTransaction) await this.#gate.session.exec('rollback');
      for (const name of statements) {
        // A statement whose Parse failed was never there.
        await this.#gate.session.exec(`deallocate "${name.replaceAll('"', '""')}"`).catch(() => undefined);
      }
    } catch {
      // Only a session that is gone cannot roll back, and then the process is on its way down.
    }
    this.#inTransaction = false;
    this.#gate.lock.release(this);
  }
}
