/**
 * Rows of a long walk, slice after slice in the order of a key: each slice may be read in a transaction of its own, and no
 * more than one is in memory.
 * @param take rows after a key, at most `size` of them; the empty text stands before all
 */
export async function* slices<Row>(
  size: number,
  keyOf: (row: Row) => string,
  take: (after: string) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
  for (let after = ''; ; ) {
    const rows = await take(after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (rows.length < size || last === undefined) return;
    after = keyOf(last);
  }
}
