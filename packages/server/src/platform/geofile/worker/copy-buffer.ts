/** `PGCOPY\n\377\r\n\0`, no flags, no header extension (PostgreSQL manual, COPY, Binary Format). */
const HEADER = Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex');

/** A growing buffer with the primitives of PostgreSQL's binary COPY (big-endian, each field behind its length). */
export class CopyBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  at = 0;
  readonly #initial: number;

  constructor(initialBytes: number) {
    this.#initial = initialBytes;
    this.bytes = new Uint8Array(initialBytes);
    this.view = new DataView(this.bytes.buffer);
    this.#start();
  }

  #start(): void {
    this.bytes.set(HEADER);
    this.at = HEADER.length;
  }

  need(n: number): void {
    if (this.at + n <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.at + n, 2 * this.bytes.length));
    grown.set(this.bytes.subarray(0, this.at));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  /** Closes the stream and gives it away; the buffer starts anew. */
  take(): Uint8Array<ArrayBuffer> {
    this.need(2);
    this.view.setInt16(this.at, -1);
    const done = this.bytes.slice(0, this.at + 2);
    if (this.bytes.length > 4 * this.#initial) {
      this.bytes = new Uint8Array(this.#initial);
      this.view = new DataView(this.bytes.buffer);
    }
    this.#start();
    return done;
  }

  columnCount(n: number): void {
    this.need(2);
    this.view.setInt16(this.at, n);
    this.at += 2;
  }

  nothing(): void {
    this.need(4);
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }

  int4(value: number): void {
    this.need(8);
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** Safe integers only. */
  int8(value: number): void {
    this.need(12);
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, Math.floor(value / 2 ** 32));
    this.view.setUint32(this.at + 8, value >>> 0);
    this.at += 12;
  }

  float8(value: number): void {
    this.need(12);
    this.view.setInt32(this.at, 8);
    this.view.setFloat64(this.at + 4, value);
    this.at += 12;
  }

  bool(value: boolean): void {
    this.need(5);
    this.view.setInt32(this.at, 1);
    this.bytes[this.at + 4] = value ? 1 : 0;
    this.at += 5;
  }

  /** A value of known bytes. */
  raw(source: Uint8Array, start = 0, end = source.length): void {
    const n = end - start;
    this.need(4 + n);
    this.view.setInt32(this.at, n);
    this.at += 4;
    this.append(source, start, end);
  }

  /** Bytes without a length before them; room must be there. A loop beats `set` below about 64 bytes. */
  append(source: Uint8Array, start: number, end: number): void {
    if (end - start > 64) {
      this.bytes.set(source.subarray(start, end), this.at);
      this.at += end - start;
      return;
    }
    let to = this.at;
    for (let i = start; i < end; i++) this.bytes[to++] = source[i] as number;
    this.at = to;
  }
}
