import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { postgis } from '@electric-sql/pglite-postgis';
import type { SessionAnswer, SessionData, SessionRequest } from './session-messages.ts';
import { errorFields, MessageSplitter, queryMessage, TYPE } from './wire.ts';

const CHUNK_BYTES = 64 * 1024;
/** The database stands still while this much of an answer waits for a slow reader. */
const MAX_IN_FLIGHT = 4 * 1024 * 1024;

class SqlFailure extends Error {
  readonly sqlState: string | undefined;
  constructor(message: string, sqlState: string | undefined) {
    super(message);
    this.sqlState = sqlState;
  }
}

/** Gathers PGlite's many small writes into chunks and waits, in the middle of a statement, for the reader. */
class Outlet {
  readonly #inFlight: Int32Array;
  #send: (bytes: Uint8Array) => void = () => undefined;
  #chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  #used = 0;

  constructor(inFlight: Int32Array) {
    this.#inFlight = inFlight;
  }

  /** An answer begins; `send` gets its full chunks. */
  begin(send: (bytes: Uint8Array) => void): void {
    this.#send = send;
    this.#used = 0;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + CHUNK_BYTES - this.#used);
      this.#chunk.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
      if (this.#used === CHUNK_BYTES) this.#flush();
    }
  }

  /** What has not filled a chunk: most answers are nothing else, and travel with the word that they are done. */
  rest(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#chunk.subarray(0, this.#used));
    this.#used = 0;
    return bytes;
  }

  #flush(): void {
    const bytes = this.#chunk;
    this.#chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    this.#used = 0;
    let waiting = Atomics.add(this.#inFlight, 0, bytes.length) + bytes.length;
    this.#send(bytes);
    while (waiting > MAX_IN_FLIGHT) {
      Atomics.wait(this.#inFlight, 0, waiting);
      waiting = Atomics.load(this.#inFlight, 0);
    }
  }
}

function* messagesOf(answer: Buffer): Generator<Buffer> {
  const splitter = new MessageSplitter(Number.MAX_SAFE_INTEGER);
  splitter.push(answer);
  for (let next = splitter.next(); next !== undefined; next = splitter.next()) yield next;
}

/** First column of the first row as text, empty when there is none. */
function firstValue(answer: Buffer): string {
  for (const message of messagesOf(answer)) {
    if (message[0] === TYPE.dataRow) return message.subarray(11, 11 + Math.max(0, message.readInt32BE(7))).toString();
  }
  return '';
}

/** Runs raw messages whose answer is small, and turns an ErrorResponse into an exception. Returns the answer. */
async function runSmall(db: PGlite, message: Uint8Array): Promise<Buffer> {
  const parts: Buffer[] = [];
  await db.execProtocolRawStream(message, { onRawData: (bytes) => parts.push(Buffer.from(bytes)) });
  const answer = Buffer.concat(parts);
  for (const next of messagesOf(answer)) {
    if (next[0] !== TYPE.error) continue;
    const fields = errorFields(next.subarray(5));
    throw new SqlFailure(fields.get('M') ?? 'unknown error', fields.get('C'));
  }
  return answer;
}

const startupMessage = (): Buffer => {
  const body = Buffer.from('\0\0\0\0user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0');
  body.writeInt32BE(196608);
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([length, body]);
};

/** ParameterStatus messages of the session's greeting: authentication and ReadyForQuery are the gate's own. */
async function greetingOf(db: PGlite): Promise<Buffer> {
  const answer = Buffer.from(await db.execProtocolRaw(startupMessage()));
  return Buffer.concat([...messagesOf(answer)].filter((message) => message[0] === TYPE.parameterStatus));
}

async function copyIn(db: PGlite, sql: string, bytes: Uint8Array): Promise<string> {
  await db._handleBlob(new Blob([Uint8Array.from(bytes)]));
  try {
    const answer = await runSmall(db, queryMessage(sql));
    return /COPY (\d+)\0/.exec(answer.toString('latin1'))?.[1] ?? '0';
  } finally {
    await db._cleanupBlob();
  }
}

function postgisFrom(bundle: string | undefined): typeof postgis {
  if (bundle === undefined) return postgis;
  return {
    ...postgis,
    setup: async (db, options) => ({ ...(await postgis.setup(db, options)), bundlePath: pathToFileURL(bundle) }),
  };
}

/**
 * Holds PGlite in a thread of its own: a long statement leaves the gate free to read, answer and notice that a client
 * or the server has gone. Never returns; ends with the thread.
 */
export async function runSessionWorker(): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('runs in a worker thread only');
  const { folder, inFlight, postgisBundle } = workerData as SessionData;
  const send = (answer: SessionAnswer, handedOver: ArrayBuffer[] = []): void => port.postMessage(answer, handedOver);
  const extensions = { postgis: postgisFrom(postgisBundle), btree_gist, pg_trgm };
  const db = await PGlite.create({ fs: new NodeFS(folder), extensions });
  const outlet = new Outlet(new Int32Array(inFlight));

  const perform = async (request: SessionRequest): Promise<{ value?: string; rest?: Uint8Array<ArrayBuffer> }> => {
    switch (request.kind) {
      case 'run':
        outlet.begin((bytes) => send({ kind: 'chunk', id: request.id, bytes }));
        await db.execProtocolRawStream(request.bytes, { onRawData: (bytes) => outlet.write(bytes) });
        return { rest: outlet.rest() };
      case 'exec':
        return { value: firstValue(await runSmall(db, queryMessage(request.sql))) };
      case 'copy':
        return { value: await copyIn(db, request.sql, request.bytes) };
      case 'close':
        await db.close();
        return {};
    }
  };
  const answer = async (request: SessionRequest): Promise<void> => {
    const { id } = request;
    try {
      const { value = '', rest } = await perform(request);
      send({ kind: 'done', id, value, rest }, rest === undefined ? [] : [rest.buffer]);
    } catch (error) {
      const sqlState = error instanceof SqlFailure ? error.sqlState : undefined;
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error), sqlState });
    }
  };
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: SessionRequest) => {
    last = last.then(() => answer(request));
  });
  send({ kind: 'open', greeting: await greetingOf(db) });
}
