/**
 * Framing of the PostgreSQL frontend/backend protocol, version 3
 * (https://www.postgresql.org/docs/current/protocol-message-formats.html).
 */

/** Type bytes of the messages the gate must understand; all others pass untouched. */
export const TYPE = {
  query: 0x51,
  parse: 0x50,
  bind: 0x42,
  describe: 0x44,
  close: 0x43,
  execute: 0x45,
  sync: 0x53,
  flush: 0x48,
  terminate: 0x58,
  password: 0x70,
  copyData: 0x64,
  copyDone: 0x63,
  copyFail: 0x66,
  functionCall: 0x46,
  error: 0x45,
  ready: 0x5a,
  dataRow: 0x44,
  parameterStatus: 0x53,
} as const;

/** Codes that stand in the place of the protocol version in the first message of a connection. */
export const STARTUP_CODE = { cancel: 80877102, ssl: 80877103, gss: 80877104 } as const;

/** A client spoke something that is not the protocol, or more of it than the gate will hold. */
export class ProtocolProblem extends Error {
  override readonly name = 'ProtocolProblem';
}

/** Builds one typed message: type byte, length, body. */
export function frame(type: number, body: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(5 + body.length);
  message[0] = type;
  message.writeInt32BE(body.length + 4, 1);
  message.set(body, 5);
  return message;
}

/** Builds an ErrorResponse. `severity` FATAL tells the client that the connection ends. */
export function errorResponse(severity: 'ERROR' | 'FATAL', sqlState: string, text: string): Buffer {
  return frame(TYPE.error, Buffer.from(`S${severity}\0V${severity}\0C${sqlState}\0M${text}\0\0`));
}

/** Builds a simple Query message for one SQL text. */
export function queryMessage(sql: string): Buffer {
  return frame(TYPE.query, Buffer.from(`${sql}\0`));
}

/** Reads the fields of an ErrorResponse body (after type and length): code letter → text. */
export function errorFields(body: Uint8Array): Map<string, string> {
  const fields = new Map<string, string>();
  for (const part of Buffer.from(body).toString().split('\0'))
    if (part !== '') fields.set(part.charAt(0), part.slice(1));
  return fields;
}

/**
 * Cuts a byte stream into messages. Chunks are joined only once enough of them have come, so a parameter of many
 * megabytes costs one copy and not one for every packet.
 */
export class MessageSplitter {
  #head: Buffer = Buffer.alloc(0);
  #rest: Buffer[] = [];
  #restBytes = 0;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(chunk: Buffer): void {
    this.#rest.push(chunk);
    this.#restBytes += chunk.length;
  }

  /** The first message of a connection has no type byte. */
  nextStartup(): Buffer | undefined {
    return this.#next(0);
  }

  /** The next whole message, or undefined until more bytes have come. Throws ProtocolProblem on an impossible length. */
  next(): Buffer | undefined {
    return this.#next(1);
  }

  #next(typeBytes: 0 | 1): Buffer | undefined {
    if (!this.#has(4 + typeBytes)) return undefined;
    const length = typeBytes + this.#head.readInt32BE(typeBytes);
    if (length < 4 + typeBytes || length > this.#maxBytes) throw new ProtocolProblem(`message of ${length} bytes`);
    if (!this.#has(length)) return undefined;
    const message = this.#head.subarray(0, length);
    this.#head = this.#head.subarray(length);
    return message;
  }

  #has(bytes: number): boolean {
    if (this.#head.length >= bytes) return true;
    if (this.#head.length + this.#restBytes < bytes) return false;
    this.#head = Buffer.concat([this.#head, ...this.#rest]);
    this.#rest = [];
    this.#restBytes = 0;
    return true;
  }
}

/** Reads the messages of the session's answer as they come and passes on those that are the client's. */
abstract class AnswerFilter {
  /** Of the last ReadyForQuery: 0x49 idle, 0x54 in a transaction, 0x45 in a failed one; undefined when none has come. */
  status: number | undefined;
  #header = Buffer.alloc(5);
  #headerBytes = 0;
  #left = 0;
  #passes = true;

  /** Is a message of this type, which begins now, for the client? */
  protected abstract passes(type: number): boolean;

  /** Returns the parts of the chunk that go on to the client, without copying bodies. */
  push(chunk: Uint8Array): Uint8Array[] {
    const pass: Uint8Array[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const part = chunk.subarray(at, at + this.#left);
        this.#left -= part.length;
        at += part.length;
        if (this.#header[0] === TYPE.ready) this.status = part[0];
        if (this.#passes) pass.push(part);
        continue;
      }
      this.#header[this.#headerBytes++] = chunk[at++] ?? 0;
      if (this.#headerBytes < 5) continue;
      this.#headerBytes = 0;
      this.#left = this.#header.readInt32BE(1) - 4;
      this.#passes = this.passes(this.#header[0] ?? 0);
      if (this.#passes) pass.push(Buffer.from(this.#header));
    }
    return pass;
  }
}

/** Takes every ReadyForQuery out of an answer: whoever uses it sends one at the end. */
export class ReadyFilter extends AnswerFilter {
  protected passes(type: number): boolean {
    return type !== TYPE.ready;
  }
}

/** What the answer to a batch must hold: to a simple query, or to so many messages of the extended protocol. */
export interface Asked {
  readonly simple: boolean;
  readonly messages: number;
}

const ANSWERS_ONE = new Set<number>(['1', '2', '3', 'n', 'T', 'C', 'I', 's'].map((type) => type.charCodeAt(0)));

/**
 * Passes one ReadyForQuery for each of several batches that were run together. PGlite 0.5.8 sends two after an error
 * in an extended batch (one for the error, one for the Sync), but one where the Sync itself failed, as a deferred
 * constraint lets it: a client that counts answers would lose its place.
 */
export class PipelineFilter extends AnswerFilter {
  readonly #batches: readonly Asked[];
  #at = 0;
  #answered = 0;
  #extra = 0;

  constructor(batches: readonly Asked[]) {
    super();
    this.#batches = batches;
  }

  /** Has every batch been answered? */
  get complete(): boolean {
    return this.#at === this.#batches.length;
  }

  protected passes(type: number): boolean {
    if (ANSWERS_ONE.has(type)) this.#answered += 1;
    const asked = this.#batches[this.#at];
    if (type === TYPE.error && asked && !asked.simple && this.#answered < asked.messages) this.#extra = 1;
    if (type !== TYPE.ready) return true;
    if (this.#extra > 0) {
      this.#extra = 0;
      return false;
    }
    this.#at += 1;
    this.#answered = 0;
    return true;
  }
}

/** ReadyForQuery with the given status. */
export function readyForQuery(status: number): Buffer {
  return frame(TYPE.ready, Uint8Array.of(status));
}
