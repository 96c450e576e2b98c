/** Rows of PostgreSQL's binary COPY format, as much of it as the benchmarks need. */
export class CopyRows {
  #parts: Buffer[] = [Buffer.from('5047434f50590aff0d0a000000000000000000', 'hex')];
  #row: Buffer[] = [];
  rows = 0;

  text(value: string): this {
    return this.#field(Buffer.from(value));
  }
  uuid(value: string): this {
    return this.#field(Buffer.from(value.replaceAll('-', ''), 'hex'));
  }
  float8(value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return this.#field(bytes);
  }
  bytes(value: Uint8Array): this {
    return this.#field(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
  }
  end(): void {
    const count = Buffer.alloc(2);
    count.writeInt16BE(this.#row.length / 2);
    this.#parts.push(count, ...this.#row);
    this.#row = [];
    this.rows += 1;
  }
  /** The whole file so far; the next row starts a new one. */
  take(): Buffer {
    const file = Buffer.concat([...this.#parts, Buffer.from('ffff', 'hex')]);
    this.#parts = this.#parts.slice(0, 1);
    return file;
  }
  #field(value: Buffer): this {
    const length = Buffer.alloc(4);
    length.writeInt32BE(value.length);
    this.#row.push(length, value);
    return this;
  }
}
