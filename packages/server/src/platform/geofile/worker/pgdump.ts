import { GeometryBuffer } from './geometry.ts';
import type { RawRecord, RecordConsumer } from './record.ts';
import { WkbReader } from './wkb.ts';

const TAB = 9;
const NEWLINE = 10;
const BACKSLASH = 92;
const FID_COLUMN = '__fid';
const GEOMETRY_COLUMN = '__geom';

/** Arguments that make GDAL write what this parser reads. */
export const pgdumpArguments: readonly string[] = [
  ...[
    '-f',
    'PGDUMP',
    '-nln',
    'x',
    '-preserve_fid',
    '-dim',
    'XY',
    '-nlt',
    'CONVERT_TO_LINEAR',
    '-nlt',
    'PROMOTE_TO_MULTI',
  ],
  ...[
    '-lco',
    'CREATE_TABLE=OFF',
    '-lco',
    'LAUNDER=NO',
    '-lco',
    `GEOMETRY_NAME=${GEOMETRY_COLUMN}`,
    '-lco',
    `FID=${FID_COLUMN}`,
  ],
];

const HEX = new Uint8Array(256);
for (let i = 0; i < 16; i++) {
  HEX['0123456789abcdef'.charCodeAt(i)] = i;
  HEX['0123456789ABCDEF'.charCodeAt(i)] = i;
}

export interface PgDumpOptions {
  /** How many fields the layer has. */
  fieldCount: number;
  /** Indexes of date fields: GDAL writes 2024/01/31. */
  dates?: ReadonlySet<number>;
  maxVertices: number;
  onRecord: RecordConsumer;
  /** FIDs GDAL said it could not reproject: their geometry arrives as null. */
  failedFids?: ReadonlySet<number>;
}

/**
 * GDAL's COPY text stream, cut into records without a string being made. GDAL writes an embedded newline or tab as a
 * backslash and the RAW byte (seen in real geodatabases), so a separator counts only after an even number of backslashes.
 */
export class PgDumpParser {
  readonly #options: PgDumpOptions;
  readonly #geometry = new GeometryBuffer();
  readonly #wkb: WkbReader;
  readonly #record: RawRecord;
  readonly #maxLine: number;
  #rest: Buffer[] = [];
  #restBytes = 0;
  #skipping = false;
  #inCopy = false;
  /** Per dump column: index into fields, -1 FID, -2 geometry. */
  #columns: Int32Array = new Int32Array(0);

  constructor(options: PgDumpOptions) {
    this.#options = options;
    this.#wkb = new WkbReader(options.maxVertices);
    // Hex EWKB takes 32 characters a vertex; the rest is room for attributes.
    this.#maxLine = options.maxVertices * 32 + 2 ** 24;
    const n = options.fieldCount;
    this.#record = { fid: 0, bytes: Buffer.alloc(0), starts: new Int32Array(n), ends: new Int32Array(n) };
  }

  /** Takes the next piece of the stream; `bytes` is only read during the call. */
  push(bytes: Uint8Array): void {
    const chunk = Buffer.from(bytes);
    let from = 0;
    if (this.#restBytes > 0 || this.#skipping) {
      const end = separator(chunk, NEWLINE, 0, chunk.length, this.#trailingBackslashes());
      if (end < 0) {
        this.#keep(chunk);
        return;
      }
      if (this.#skipping) {
        this.#skipping = false;
        this.#rest = [];
        this.#restBytes = 0;
      } else {
        const line = Buffer.concat([...this.#rest, chunk.subarray(0, end)]);
        this.#rest = [];
        this.#restBytes = 0;
        this.#line(line, 0, line.length);
      }
      from = end + 1;
    }
    for (
      let end = separator(chunk, NEWLINE, from, chunk.length, 0);
      end >= 0;
      end = separator(chunk, NEWLINE, from, chunk.length, 0)
    ) {
      this.#line(chunk, from, end);
      from = end + 1;
    }
    if (from < chunk.length) this.#keep(chunk.subarray(from));
  }

  #keep(piece: Buffer): void {
    if (this.#restBytes + piece.length > this.#maxLine && !this.#skipping) {
      // The line is thrown away, the feature is still reported: its FID is the first column.
      const first = this.#rest[0] ?? piece;
      this.#record.fid = Number.parseInt(first.toString('latin1', 0, 24), 10) || 0;
      this.#record.starts.fill(-1);
      this.#geometry.reset(0);
      this.#options.onRecord(this.#record, this.#geometry, 'tooManyVertices');
      this.#skipping = true;
      this.#rest = [];
    }
    this.#rest = this.#skipping ? [piece] : [...this.#rest, piece];
    this.#restBytes = this.#skipping ? 1 : this.#restBytes + piece.length;
  }

  #trailingBackslashes(): number {
    let count = 0;
    for (let i = this.#rest.length - 1; i >= 0; i--) {
      const piece = this.#rest[i];
      if (!piece) break;
      let at = piece.length;
      while (at > 0 && piece[at - 1] === BACKSLASH) at--;
      count += piece.length - at;
      if (at > 0) break;
    }
    return count;
  }

  #line(bytes: Buffer, from: number, to: number): void {
    if (!this.#inCopy) {
      if (bytes.toString('latin1', from, Math.min(to, from + 5)) === 'COPY ')
        this.#header(bytes.toString('utf8', from, to));
      return;
    }
    if (to - from === 2 && bytes[from] === BACKSLASH && bytes[from + 1] === 46) {
      this.#inCopy = false;
      return;
    }
    this.#recordLine(bytes, from, to);
  }

  #header(text: string): void {
    const names = [...text.slice(text.indexOf('" (') + 2).matchAll(/"((?:[^"]|"")*)"/g)].map((match) =>
      (match[1] ?? '').replaceAll('""', '"'),
    );
    // By position, not by name: GDAL renames duplicates on the way out.
    let field = 0;
    this.#columns = Int32Array.from(names, (name) =>
      name === FID_COLUMN ? -1 : name === GEOMETRY_COLUMN ? -2 : field++,
    );
    this.#inCopy = true;
  }

  #recordLine(bytes: Buffer, from: number, to: number): void {
    const record = this.#record;
    record.bytes = bytes;
    record.starts.fill(-1);
    this.#geometry.reset(0);
    let problem: ReturnType<WkbReader['read']> | 'outsideCrs' = null;
    let start = from;
    for (const column of this.#columns) {
      let end = column === -2 ? bytes.indexOf(TAB, start) : separator(bytes, TAB, start, to, 0);
      if (end < 0 || end > to) end = to;
      const isNull = end - start === 2 && bytes[start] === BACKSLASH && bytes[start + 1] === 78;
      if (!isNull) {
        if (column >= 0) {
          record.starts[column] = start;
          record.ends[column] = unescapeInPlace(bytes, start, end);
          if (this.#options.dates?.has(column)) hyphenate(bytes, start);
        } else if (column === -1) {
          record.fid = integerAt(bytes, start, end);
        } else if (column === -2) {
          const size = unhexInPlace(bytes, start, end);
          problem = this.#wkb.read(
            new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
            start,
            start + size,
            this.#geometry,
          );
        }
      } else if (column === -2 && this.#options.failedFids?.has(record.fid)) {
        problem = 'outsideCrs';
      }
      start = end + 1;
    }
    this.#options.onRecord(record, this.#geometry, problem);
  }
}

/** First `mark` in from…to that is not escaped, or -1. `before` backslashes precede `from`. */
function separator(bytes: Buffer, mark: number, from: number, to: number, before: number): number {
  for (let search = from; ; ) {
    const at = bytes.indexOf(mark, search);
    if (at < 0 || at >= to) return -1;
    let back = at;
    while (back > from && bytes[back - 1] === BACKSLASH) back--;
    const count = at - back + (back === from ? before : 0);
    if ((count & 1) === 0) return at;
    search = at + 1;
  }
}

function integerAt(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  const negative = bytes[from] === 45;
  for (let i = negative ? from + 1 : from; i < to; i++) value = value * 10 + (bytes[i] ?? 48) - 48;
  return negative ? -value : value;
}

const ESCAPED: Readonly<Record<number, number>> = { 110: 10, 116: 9, 114: 13, 98: 8, 102: 12, 118: 11 };

function unescapeInPlace(bytes: Buffer, from: number, to: number): number {
  let write = from;
  while (write < to && bytes[write] !== BACKSLASH) write++;
  for (let read = write; read < to; read++) {
    let byte = bytes[read] ?? 0;
    if (byte === BACKSLASH) {
      byte = bytes[++read] ?? BACKSLASH;
      byte = ESCAPED[byte] ?? byte;
    }
    bytes[write++] = byte;
  }
  return write;
}

/** Hex digits to bytes at the same place; returns how many bytes. */
function unhexInPlace(bytes: Buffer, from: number, to: number): number {
  let write = from;
  for (let read = from; read + 1 < to; read += 2) {
    bytes[write++] = ((HEX[bytes[read] ?? 0] ?? 0) << 4) | (HEX[bytes[read + 1] ?? 0] ?? 0);
  }
  return write - from;
}

/** 2024/01/31… to 2024-01-31… in place. */
function hyphenate(bytes: Buffer, start: number): void {
  if (bytes[start + 4] === 47) bytes[start + 4] = 45;
  if (bytes[start + 7] === 47) bytes[start + 7] = 45;
}
