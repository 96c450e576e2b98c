import { gb18030ToUtf8 } from '../text/gb18030.ts';
import { FileWindow } from './file-window.ts';
import type { RawRecord } from './record.ts';

interface DbfField {
  name: string;
  type: string;
  offset: number;
  width: number;
}

/** WHATWG labels of the encodings the fast path decodes; others go through GDAL. */
const labels: Readonly<Record<string, string>> = {
  'UTF-8': 'utf-8',
  GB18030: 'gb18030',
  BIG5: 'big5',
  'ISO-8859-1': 'windows-1252',
  CP1252: 'windows-1252',
  CP1250: 'windows-1250',
  CP1251: 'windows-1251',
};

/** Field types whose text is their value; binary ones (I, O, @, +, M) are left to GDAL. */
const TEXTUAL = /^[CNFDL]$/;

/** A dBASE table read front to back, its values handed on as UTF-8 slices. */
export class DbfReader {
  readonly records: number;
  /** Records that really are there; fewer than announced when the file was cut. */
  readonly complete: number;
  readonly fields: readonly DbfField[];
  /** False when the table has something only GDAL reads. */
  readonly plain: boolean;
  readonly #window: FileWindow;
  readonly #headerLength: number;
  readonly #recordLength: number;
  readonly #encoding: string;
  readonly #decoder: InstanceType<typeof TextDecoder> | null;
  readonly #scratch: Buffer;

  constructor(file: string, encoding: string) {
    this.#window = new FileWindow(file);
    this.#encoding = encoding;
    const label = labels[encoding];
    this.#decoder = label === undefined ? null : new TextDecoder(label, { ignoreBOM: true });
    const head = this.#window.at(0, 32);
    const { view } = this.#window;
    this.records = head < 0 ? 0 : view.getUint32(head + 4, true);
    this.#headerLength = head < 0 ? 0 : view.getUint16(head + 8, true);
    this.#recordLength = head < 0 ? 0 : view.getUint16(head + 10, true);
    const sane = this.#headerLength >= 33 && this.#recordLength >= 1;
    this.complete = sane
      ? Math.min(this.records, Math.max(0, Math.floor((this.#window.size - this.#headerLength) / this.#recordLength)))
      : 0;
    this.fields = sane && this.#decoder ? this.#readFields(this.#decoder) : [];
    const last = this.fields.at(-1);
    this.plain =
      sane &&
      this.#decoder !== null &&
      this.fields.every(({ type }) => TEXTUAL.test(type)) &&
      (last ? last.offset + last.width : 1) <= this.#recordLength;
    // A value grows at most threefold; dates get two hyphens.
    this.#scratch = Buffer.allocUnsafeSlow(4 * this.#recordLength + 16 * this.fields.length + 16);
  }

  #readFields(decoder: InstanceType<typeof TextDecoder>): DbfField[] {
    const at = this.#window.at(32, this.#headerLength - 32);
    if (at < 0) return [];
    const { bytes } = this.#window;
    const fields: DbfField[] = [];
    let offset = 1;
    for (let i = at; i + 32 <= at + this.#headerLength - 32 && bytes[i] !== 13; i += 32) {
      const zero = bytes.indexOf(0, i);
      const name = decoder.decode(bytes.subarray(i, zero < 0 || zero > i + 11 ? i + 11 : zero)).trim();
      const width = bytes[i + 16] as number;
      fields.push({ name, type: String.fromCharCode(bytes[i + 11] as number).toUpperCase(), offset, width });
      offset += width;
    }
    return fields;
  }

  /** Fills `out` with the values of record `index`; false when the record is deleted. */
  read(index: number, out: RawRecord): boolean {
    const at = this.#window.at(this.#headerLength + index * this.#recordLength, this.#recordLength);
    out.bytes = this.#scratch;
    out.starts.fill(-1);
    if (at < 0) return true;
    const { bytes } = this.#window;
    if (bytes[at] === 0x2a) return false;
    bytes.copy(this.#scratch, 0, at, at + this.#recordLength);
    let spare = this.#recordLength;
    for (let i = 0; i < this.fields.length; i++) spare = this.#value(this.fields[i] as DbfField, i, out, spare);
    return true;
  }

  /** Sets slice `i`; values that are not plain ASCII are rewritten behind the record. Returns where free space begins. */
  #value(field: DbfField, i: number, out: RawRecord, spare: number): number {
    const scratch = this.#scratch;
    let start = field.offset;
    let end = start + field.width;
    while (end > start && (scratch[end - 1] as number) <= 32) end--;
    while (start < end && (scratch[start] as number) <= 32) start++;
    if (start === end) return spare;
    const first = scratch[start] as number;
    if (field.type === 'C') return this.#text(start, end, field, i, out, spare);
    if (field.type === 'D') return this.#date(start, end, i, out, spare);
    // A number too wide for its field is written as asterisks; an unknown truth value as a question mark.
    if ((first === 0x2a && field.type !== 'L') || (first === 0x3f && field.type === 'L')) return spare;
    out.starts[i] = start;
    out.ends[i] = end;
    return spare;
  }

  #text(start: number, end: number, field: DbfField, i: number, out: RawRecord, spare: number): number {
    const scratch = this.#scratch;
    let high = 0;
    for (let k = start; k < end; k++) high |= scratch[k] as number;
    out.starts[i] = start;
    out.ends[i] = end;
    if (high < 128) return spare;
    if (this.#encoding === 'UTF-8') {
      if (end === field.offset + field.width) out.ends[i] = wholeUtf8(scratch, start, end);
      return spare;
    }
    let written = this.#encoding === 'GB18030' ? gb18030ToUtf8(scratch, start, end, scratch, spare) : -1;
    if (written < 0)
      written =
        spare +
        scratch.write(
          (this.#decoder as InstanceType<typeof TextDecoder>).decode(scratch.subarray(start, end)),
          spare,
          'utf8',
        );
    out.starts[i] = spare;
    out.ends[i] = written;
    return written;
  }

  /** 20240131 → 2024-01-31; 00000000 is no date; anything else goes on as it is and is judged by who wants a date. */
  #date(start: number, end: number, i: number, out: RawRecord, spare: number): number {
    const scratch = this.#scratch;
    out.starts[i] = start;
    out.ends[i] = end;
    if (end - start !== 8) return spare;
    let digits = 0;
    let zeros = 0;
    for (let k = start; k < end; k++) {
      const c = scratch[k] as number;
      if (c >= 48 && c <= 57) digits++;
      if (c === 48) zeros++;
    }
    if (digits < 8) return spare;
    if (zeros === 8) {
      out.starts[i] = -1;
      return spare;
    }
    let to = spare;
    for (let k = 0; k < 8; k++) {
      if (k === 4 || k === 6) scratch[to++] = 45;
      scratch[to++] = scratch[start + k] as number;
    }
    out.starts[i] = spare;
    out.ends[i] = to;
    return to;
  }

  close(): void {
    this.#window.close();
  }
}

/** End without a character the field's width cut in two. */
function wholeUtf8(bytes: Uint8Array, start: number, end: number): number {
  let i = end - 1;
  while (i > start && end - i < 4 && ((bytes[i] as number) & 0xc0) === 0x80) i--;
  const lead = bytes[i] as number;
  const needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return end - i < needed ? i : end;
}
