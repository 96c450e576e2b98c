/** Where a page of the queue is opened: a photo somebody picked, else the first that was not seen before. */
export function openedAt(
  rows: readonly { id: string }[],
  address: { id?: string | undefined; from?: string | undefined },
  judged: ReadonlySet<string>,
): number {
  const picked = rows.findIndex((row) => row.id === address.id);
  if (picked >= 0) return picked;
  const fresh = rows.findIndex((row) => row.id !== address.from && !judged.has(row.id));
  return Math.max(0, fresh);
}
