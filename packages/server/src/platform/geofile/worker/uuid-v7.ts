import { randomFillSync } from 'node:crypto';

const POOL = 8192;

/** Writes version 7 UUIDs (RFC 9562): milliseconds first, then a counter, so that rows of one load lie together in the index. */
export class UuidV7Writer {
  readonly #pool = Buffer.allocUnsafe(POOL);
  #used = POOL;
  #ms = 0;
  #counter = 0;

  /** Writes 16 bytes at `at`. */
  write(out: Uint8Array, at: number): void {
    if (this.#used + 8 > POOL) {
      randomFillSync(this.#pool);
      this.#used = 0;
    }
    const now = Date.now();
    if (now > this.#ms) {
      this.#ms = now;
      this.#counter = 0;
    } else if (++this.#counter > 0xfff) {
      // More than 4096 in a millisecond: borrow the next one, order is kept.
      this.#ms++;
      this.#counter = 0;
    }
    const high = Math.floor(this.#ms / 0x10000);
    out[at] = high >>> 24;
    out[at + 1] = high >>> 16;
    out[at + 2] = high >>> 8;
    out[at + 3] = high;
    out[at + 4] = this.#ms >>> 8;
    out[at + 5] = this.#ms;
    out[at + 6] = 0x70 | (this.#counter >>> 8);
    out[at + 7] = this.#counter;
    out[at + 8] = 0x80 | ((this.#pool[this.#used++] ?? 0) & 0x3f);
    for (let i = 9; i < 16; i++) out[at + i] = this.#pool[this.#used++] ?? 0;
  }
}
