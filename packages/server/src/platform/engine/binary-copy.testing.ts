/** A binary COPY file of (integer, text) rows, as an importer would build it. */
export function copyBatch(rows: readonly (readonly [number, string | null])[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')];
  for (const [id, text] of rows) {
    const head = Buffer.alloc(10);
    head.writeInt16BE(2);
    head.writeInt32BE(4, 2);
    head.writeInt32BE(id, 6);
    const value = text === null ? undefined : Buffer.from(text);
    const length = Buffer.alloc(4);
    length.writeInt32BE(value?.length ?? -1);
    parts.push(head, length, ...(value === undefined ? [] : [value]));
  }
  parts.push(Buffer.of(0xff, 0xff));
  return Uint8Array.from(Buffer.concat(parts));
}
