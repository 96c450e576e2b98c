import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file read front to back through a sliding window: 200 MB of shapes never are in memory at once. */
export class FileWindow {
  readonly size: number;
  readonly #fd: number;
  /** Window bytes; valid from `at` results until the next call. */
  bytes: Buffer;
  view: DataView;
  #start = 0;
  #filled = 0;

  constructor(file: string, windowBytes = 4 << 20) {
    this.#fd = openSync(file, 'r');
    this.size = fstatSync(this.#fd).size;
    this.bytes = Buffer.allocUnsafeSlow(Math.max(1024, Math.min(windowBytes, this.size)));
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset);
  }

  /** Index in `bytes` at which `length` bytes from file offset `offset` lie, or -1 past the end of the file. */
  at(offset: number, length: number): number {
    if (offset >= this.#start && offset + length <= this.#start + this.#filled) return offset - this.#start;
    if (offset < 0 || length < 0 || offset + length > this.size) return -1;
    if (length > this.bytes.length) {
      this.bytes = Buffer.allocUnsafeSlow(length);
      this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset);
    }
    this.#start = offset;
    this.#filled = 0;
    const want = Math.min(this.bytes.length, this.size - offset);
    while (this.#filled < want) {
      const got = readSync(this.#fd, this.bytes, this.#filled, want - this.#filled, offset + this.#filled);
      if (got === 0) break;
      this.#filled += got;
    }
    return this.#filled >= length ? 0 : -1;
  }

  close(): void {
    closeSync(this.#fd);
  }
}
