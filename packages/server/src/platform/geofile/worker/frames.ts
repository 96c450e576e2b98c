import { deserialize, serialize } from 'node:v8';

/** What no reader ever says in one piece; a longer frame is a broken stream. */
const MAX_FRAME = 2 ** 30;
const HEAD = 8;

/** One message on the pipe: two lengths (little-endian), the message as structured clone, bytes that travel beside it. */
export function frameOf(message: unknown, beside: Uint8Array = new Uint8Array(0)): Uint8Array[] {
  const body = serialize(message);
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(body.length, 0);
  head.writeUInt32LE(beside.length, 4);
  return beside.length === 0 ? [head, body] : [head, body, beside];
}

/** Puts frames together from the pieces a pipe delivers; each byte is copied once. */
export class FrameReader {
  readonly #onFrame: (message: unknown, beside: Uint8Array<ArrayBuffer>) => void;
  readonly #head = Buffer.alloc(HEAD);
  #body = new Uint8Array(0);
  #beside = new Uint8Array(0);
  #at = 0;

  constructor(onFrame: (message: unknown, beside: Uint8Array<ArrayBuffer>) => void) {
    this.#onFrame = onFrame;
  }

  /** Takes the next piece. Throws RangeError for lengths that nobody writes, and what a broken message throws. */
  push(piece: Uint8Array): void {
    let from = 0;
    while (from < piece.length) {
      from += this.#take(piece, from);
      if (this.#at === HEAD + this.#body.length + this.#beside.length) this.#finish();
    }
  }

  #take(piece: Uint8Array, from: number): number {
    const [part, done] = this.#part();
    const size = Math.min(part.length - done, piece.length - from);
    part.set(piece.subarray(from, from + size), done);
    this.#at += size;
    if (this.#at === HEAD) this.#begin();
    return size;
  }

  #part(): [part: Uint8Array, done: number] {
    if (this.#at < HEAD) return [this.#head, this.#at];
    const inBody = this.#at - HEAD;
    return inBody < this.#body.length ? [this.#body, inBody] : [this.#beside, inBody - this.#body.length];
  }

  #begin(): void {
    const [body, beside] = [this.#head.readUInt32LE(0), this.#head.readUInt32LE(4)];
    if (body === 0 || body + beside > MAX_FRAME) throw new RangeError(`frame of ${body} and ${beside} bytes`);
    this.#body = new Uint8Array(body);
    this.#beside = new Uint8Array(beside);
  }

  #finish(): void {
    const [body, beside] = [this.#body, this.#beside];
    this.#body = new Uint8Array(0);
    this.#beside = new Uint8Array(0);
    this.#at = 0;
    this.#onFrame(deserialize(body), beside);
  }
}
