/** Rows of one binary COPY file as raw field bytes; throws when header, lengths or trailer are wrong. */
export function readCopyRows(bytes: Uint8Array): (Buffer | null)[][] {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (data.toString('latin1', 0, 11) !== 'PGCOPY\n\xff\r\n\0') throw new Error('no COPY header');
  const rows: (Buffer | null)[][] = [];
  let at = 19;
  for (;;) {
    const columns = data.readInt16BE(at);
    at += 2;
    if (columns === -1) break;
    const row: (Buffer | null)[] = [];
    for (let i = 0; i < columns; i++) {
      const length = data.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : data.subarray(at, at + length));
      at += Math.max(0, length);
    }
    rows.push(row);
  }
  if (at !== data.length) throw new Error(`${data.length - at} bytes after the trailer`);
  return rows;
}
