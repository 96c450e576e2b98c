/** PostgreSQL's binary COPY, as far as the demonstration layers need it: each column says how its value is written. */
export type CopyType = 'text' | 'uuid' | 'float8' | 'jsonb' | 'geometry';
export type CopyValue = string | number | Uint8Array | Record<string, string>;

const SIGNATURE = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);

function encode(type: CopyType, value: CopyValue): Uint8Array {
  switch (type) {
    case 'text':
      return Buffer.from(String(value));
    case 'uuid':
      return Buffer.from(String(value).replaceAll('-', ''), 'hex');
    case 'float8': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleBE(Number(value));
      return bytes;
    }
    case 'jsonb':
      return Buffer.concat([Buffer.of(1), Buffer.from(JSON.stringify(value))]);
    case 'geometry':
      return value as Uint8Array;
  }
}

/** One whole COPY file of the rows: header, rows, trailer. Every row has a value for every column. */
export function copyFile(types: readonly CopyType[], rows: readonly (readonly CopyValue[])[]): Buffer {
  const parts: Uint8Array[] = [SIGNATURE];
  for (const row of rows) {
    const count = Buffer.alloc(2);
    count.writeInt16BE(types.length);
    parts.push(count);
    for (const [i, type] of types.entries()) {
      const bytes = encode(type, row[i] ?? '');
      const length = Buffer.alloc(4);
      length.writeInt32BE(bytes.length);
      parts.push(length, bytes);
    }
  }
  parts.push(Buffer.of(0xff, 0xff));
  return Buffer.concat(parts);
}
