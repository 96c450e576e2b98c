import { parseLooseDate, parseLooseNumber } from '../loose.ts';
import type { IssueCode } from '../messages.ts';
import type { FieldCleaning, ScalarType } from '../types.ts';
import type { CopyBuffer } from './copy-buffer.ts';
import { plainDecimal, type Slice, trimmed, validUtf8 } from './text-slice.ts';

const DAY_MS = 86_400_000;
const POSTGRES_DAY_ZERO = Date.UTC(2000, 0, 1) / DAY_MS;

const yes = new Set(['1', 't', 'true', 'y', 'yes', '是', '有']);
const no = new Set(['0', 'f', 'false', 'n', 'no', '否', '无']);

const slice: Slice = { start: 0, end: 0, ascii: true };

/** Writes one source value as `type`; an empty one as null. Returns what was wrong with it, or null. */
export function writeField(
  out: CopyBuffer,
  type: ScalarType,
  bytes: Uint8Array,
  start: number,
  end: number,
  clean: FieldCleaning | undefined,
): IssueCode | null {
  trimmed(bytes, start, end, slice);
  if (slice.start >= slice.end) {
    out.nothing();
    return null;
  }
  if (type === 'text') return writeText(out, bytes, clean);
  if (type === 'float8' || type === 'int4' || type === 'int8') return writeNumber(out, type, bytes);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + slice.start, slice.end - slice.start).toString('utf8');
  return writeParsed(out, type, text);
}

function writeText(out: CopyBuffer, bytes: Uint8Array, clean: FieldCleaning | undefined): IssueCode | null {
  const { start, end, ascii } = slice;
  if (ascii && !clean?.squeeze) {
    const stop = clean?.take === undefined ? end : Math.min(end, start + clean.take);
    const upperFrom = out.at + 4;
    out.raw(bytes, start, stop);
    for (let i = upperFrom; i < out.at; i++) {
      const c = out.bytes[i] as number;
      if (c === 0) out.bytes[i] = 32;
      else if (clean?.upper && c >= 97 && c <= 122) out.bytes[i] = c - 32;
    }
    return null;
  }
  const valid = validUtf8(bytes, start, end);
  if (!clean?.squeeze && !clean?.upper && clean?.take === undefined) out.raw(valid.bytes, valid.start, valid.end);
  else {
    let text = Buffer.from(valid.bytes.buffer, valid.bytes.byteOffset + valid.start, valid.end - valid.start).toString(
      'utf8',
    );
    if (clean.squeeze) text = text.replaceAll(/[\s\u3000\0]+/g, '');
    if (clean.upper) text = text.toUpperCase();
    if (clean.take !== undefined) text = [...text].slice(0, clean.take).join('');
    if (text === '') out.nothing();
    else out.raw(Buffer.from(text, 'utf8'));
  }
  return valid.repaired ? 'badText' : null;
}

function writeNumber(out: CopyBuffer, type: 'float8' | 'int4' | 'int8', bytes: Uint8Array): IssueCode | null {
  let value = plainDecimal(bytes, slice.start, slice.end);
  if (Number.isNaN(value)) {
    const loose = parseLooseNumber(
      Buffer.from(bytes.buffer, bytes.byteOffset + slice.start, slice.end - slice.start).toString('utf8'),
    );
    // A unit is not applied silently: 12亩 in a column of m² would be wrong by 667 times.
    if (loose.number === null || loose.unit !== null) {
      out.nothing();
      return loose.reason === null && loose.unit === null ? null : 'badNumber';
    }
    value = loose.number;
  }
  if (type === 'float8') out.float8(value);
  else if (type === 'int4' && Number.isInteger(value) && Math.abs(value) < 2 ** 31) out.int4(value);
  else if (type === 'int8' && Number.isSafeInteger(value)) out.int8(value);
  else {
    out.nothing();
    return 'badNumber';
  }
  return null;
}

function writeParsed(out: CopyBuffer, type: 'bool' | 'date' | 'uuid' | 'jsonb', text: string): IssueCode | null {
  switch (type) {
    case 'bool': {
      const word = text.toLowerCase();
      if (yes.has(word)) out.bool(true);
      else if (no.has(word)) out.bool(false);
      else break;
      return null;
    }
    case 'date': {
      const loose = parseLooseDate(text);
      if (loose.date === null) {
        out.nothing();
        return loose.reason === null ? null : 'badDate';
      }
      out.int4(Date.parse(loose.date) / DAY_MS - POSTGRES_DAY_ZERO);
      return null;
    }
    case 'uuid': {
      const hex = text.replaceAll(/[-{}]/g, '');
      if (!/^[0-9a-f]{32}$/i.test(hex)) break;
      out.raw(Buffer.from(hex, 'hex'));
      return null;
    }
    case 'jsonb':
      out.raw(jsonb(text.replaceAll('\0', '')));
      return null;
  }
  out.nothing();
  return 'badValue';
}

/** The wire form of jsonb: version 1 and the text. */
function jsonb(value: unknown): Uint8Array {
  return Buffer.concat([Buffer.of(1), Buffer.from(JSON.stringify(value), 'utf8')]);
}

/** The binary form of a constant, without its length; null for null. Throws TypeError when it does not fit the type. */
export function encodeConstant(type: ScalarType, value: string | number | boolean | null): Uint8Array | null {
  if (value === null) return null;
  const fail = (): never => {
    throw new TypeError(`constant ${JSON.stringify(value)} is not a ${type}`);
  };
  switch (type) {
    case 'text':
      return Buffer.from(`${value}`, 'utf8');
    case 'jsonb':
      // A string is JSON text already: constants travel as plain scalars.
      return typeof value === 'string' ? Buffer.concat([Buffer.of(1), Buffer.from(value, 'utf8')]) : jsonb(value);
    case 'bool':
      return typeof value === 'boolean' ? Buffer.of(value ? 1 : 0) : fail();
    case 'uuid':
      return /^[0-9a-f-]{36}$/i.test(`${value}`) ? Buffer.from(`${value}`.replaceAll('-', ''), 'hex') : fail();
    case 'int4':
    case 'int8':
    case 'float8': {
      if (typeof value !== 'number' || (type !== 'float8' && !Number.isSafeInteger(value))) return fail();
      const bytes = Buffer.alloc(type === 'int4' ? 4 : 8);
      if (type === 'int4') bytes.writeInt32BE(value);
      else if (type === 'int8') bytes.writeBigInt64BE(BigInt(value));
      else bytes.writeDoubleBE(value);
      return bytes;
    }
    case 'date': {
      const parsed = parseLooseDate(typeof value === 'boolean' ? null : value).date;
      if (parsed === null) return fail();
      const bytes = Buffer.alloc(4);
      bytes.writeInt32BE(Date.parse(parsed) / DAY_MS - POSTGRES_DAY_ZERO);
      return bytes;
    }
  }
}
