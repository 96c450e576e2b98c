import { GeofileError } from '../errors.ts';
import type { IssueCode } from '../messages.ts';
import type { CopyColumn, NumberShape } from '../types.ts';
import type { Checked } from './check.ts';
import { CopyBuffer } from './copy-buffer.ts';
import { encodeConstant, writeField } from './copy-values.ts';
import { fieldText, type RawRecord } from './record.ts';
import { type Slice, trimmed, validUtf8 } from './text-slice.ts';
import { UuidV7Writer } from './uuid-v7.ts';
import { ewkbSize, writeEwkb } from './wkb.ts';

export type IssueSink = (code: IssueCode, field?: string, value?: string) => void;
type ColumnWriter = (record: RawRecord, checked: Checked, issue: IssueSink) => void;

const SRID = 4490;

export interface CopyEncoderOptions {
  columns: readonly CopyColumn[];
  /** Fields of the source in record order. */
  fields: readonly string[];
  excluded: ReadonlySet<string>;
  layer: string;
}

/** Turns checked features into rows of a binary COPY as the mapping says. Throws GeofileError `fieldMissing`. */
export class CopyEncoder {
  readonly #out = new CopyBuffer(1 << 20);
  readonly #uuid = new UuidV7Writer();
  readonly #writers: ColumnWriter[];
  #rows = 0;

  constructor(options: CopyEncoderOptions) {
    this.#writers = options.columns.map((column) => this.#compile(column, options));
  }

  get rows(): number {
    return this.#rows;
  }

  get size(): number {
    return this.#out.at;
  }

  add(record: RawRecord, checked: Checked, issue: IssueSink): void {
    this.#out.columnCount(this.#writers.length);
    for (const write of this.#writers) write(record, checked, issue);
    this.#rows++;
  }

  take(): { bytes: Uint8Array<ArrayBuffer>; rows: number } {
    const rows = this.#rows;
    this.#rows = 0;
    return { bytes: this.#out.take(), rows };
  }

  #compile(column: CopyColumn, options: CopyEncoderOptions): ColumnWriter {
    const out = this.#out;
    switch (column.from) {
      case 'uuidv7':
        return () => {
          out.need(20);
          out.view.setInt32(out.at, 16);
          this.#uuid.write(out.bytes, out.at + 4);
          out.at += 20;
        };
      case 'constant': {
        const bytes = encodeConstant(column.type, column.value);
        return bytes === null ? () => out.nothing() : () => out.raw(bytes);
      }
      case 'fid':
        return (record) => out.int8(record.fid);
      case 'geometry':
        return (_record, { geometry }) => {
          const size = ewkbSize(geometry);
          out.need(4 + size);
          out.view.setInt32(out.at, size);
          out.at = writeEwkb(geometry, out.view, out.at + 4, SRID);
        };
      case 'areaM2':
        return (_record, checked) => (checked.areaM2 === null ? out.nothing() : out.float8(checked.areaM2));
      case 'surelyValid':
        return (_record, checked) => out.bool(checked.surelyValid);
      case 'minLon':
        return (_record, checked) => out.float8(checked.bbox[0]);
      case 'minLat':
        return (_record, checked) => out.float8(checked.bbox[1]);
      case 'maxLon':
        return (_record, checked) => out.float8(checked.bbox[2]);
      case 'maxLat':
        return (_record, checked) => out.float8(checked.bbox[3]);
      case 'rest':
        return restWriter(out, options);
      case 'field':
        return fieldWriter(out, column, options);
    }
  }
}

function fieldWriter(
  out: CopyBuffer,
  column: CopyColumn & { from: 'field' },
  options: CopyEncoderOptions,
): ColumnWriter {
  const index = options.fields.indexOf(column.field);
  if (index < 0) throw new GeofileError('fieldMissing', { layer: options.layer, field: column.field });
  if (options.excluded.has(column.field)) throw new TypeError(`field ${column.field} is both mapped and excluded`);
  const { type, clean, field } = column;
  const mapping =
    column.values && new Map(Object.entries(column.values).map(([from, to]) => [from, Buffer.from(to, 'utf8')]));
  const write: ColumnWriter = (record, _checked, issue) => {
    const start = record.starts[index] as number;
    if (start < 0) return out.nothing();
    if (!mapping) {
      const at = out.at;
      const problem =
        writeField(out, type, record.bytes, start, record.ends[index] as number, clean) ??
        (column.number ? shapeNumber(out, at, column.number) : null);
      if (problem) issue(problem, field, fieldText(record, index)?.slice(0, 60));
      return;
    }
    const text = fieldText(record, index)?.trim() ?? '';
    if (text === '') return out.nothing();
    const mapped = mapping.get(text) ?? mapping.get('*');
    if (!mapped) {
      issue('unmappedValue', field, text.slice(0, 60));
      return out.nothing();
    }
    writeField(out, type, mapped, 0, mapped.length, clean);
  };
  return column.orElse === undefined ? write : withFallback(out, write, encodeConstant(type, column.orElse));
}

/** Replaces a null that was just written. */
function withFallback(out: CopyBuffer, write: ColumnWriter, fallback: Uint8Array | null): ColumnWriter {
  return (record, checked, issue) => {
    const at = out.at;
    write(record, checked, issue);
    if (fallback === null || out.view.getInt32(at) >= 0) return;
    out.at = at;
    out.raw(fallback);
  };
}

/** Reshapes the float8 written at `at`; one that is out of range becomes null. */
function shapeNumber(out: CopyBuffer, at: number, { times = 1, complementOf }: NumberShape): IssueCode | null {
  if (out.view.getInt32(at) < 0) return null;
  const value = out.view.getFloat64(at + 4) * times;
  out.at = at;
  if (complementOf === undefined) out.float8(value);
  else if (value >= 0 && value <= complementOf) out.float8(1 - value / complementOf);
  else {
    out.nothing();
    return 'badNumber';
  }
  return null;
}

const restSlice: Slice = { start: 0, end: 0, ascii: true };
const BRACE_OPEN = Buffer.from('\x01{');

/** `{"FIELD":"value"}` of every field that is neither mapped nor excluded; empty values are left out. */
function restWriter(out: CopyBuffer, options: CopyEncoderOptions): ColumnWriter {
  const mapped = new Set(options.columns.flatMap((column) => (column.from === 'field' ? [column.field] : [])));
  const rest = options.fields.flatMap((name, index) =>
    mapped.has(name) || options.excluded.has(name)
      ? []
      : [{ index, name, key: Buffer.from(`${JSON.stringify(name)}:"`, 'utf8') }],
  );
  return (record, _checked, issue) => {
    out.need(8);
    const lengthAt = out.at;
    out.at += 4;
    out.append(BRACE_OPEN, 0, 2);
    let first = true;
    for (const { index, name, key } of rest) {
      const start = record.starts[index] as number;
      if (start < 0) continue;
      trimmed(record.bytes, start, record.ends[index] as number, restSlice);
      if (restSlice.start >= restSlice.end) continue;
      let value: { bytes: Uint8Array; start: number; end: number } = {
        bytes: record.bytes,
        start: restSlice.start,
        end: restSlice.end,
      };
      if (!restSlice.ascii) {
        const valid = validUtf8(record.bytes, restSlice.start, restSlice.end);
        if (valid.repaired) issue('badText', name);
        value = valid;
      }
      out.need(key.length + 6 * (value.end - value.start) + 4);
      if (!first) out.bytes[out.at++] = 44;
      first = false;
      out.append(key, 0, key.length);
      appendJson(out, value.bytes, value.start, value.end);
      out.bytes[out.at++] = 34;
    }
    out.need(1);
    out.bytes[out.at++] = 125;
    out.view.setInt32(lengthAt, out.at - lengthAt - 4);
  };
}

const HEX_DIGITS = Buffer.from('0123456789abcdef');

function appendJson(out: CopyBuffer, bytes: Uint8Array, start: number, end: number): void {
  const to = out.bytes;
  let at = out.at;
  for (let i = start; i < end; i++) {
    const c = bytes[i] as number;
    if (c === 34 || c === 92) {
      to[at++] = 92;
      to[at++] = c;
    } else if (c >= 32) to[at++] = c;
    else if (c !== 0) {
      // \u0000 is the one escape jsonb refuses, so NUL is dropped.
      to.set([92, 117, 48, 48, HEX_DIGITS[c >> 4] as number, HEX_DIGITS[c & 15] as number], at);
      at += 6;
    }
  }
  out.at = at;
}
