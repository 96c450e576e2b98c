/** How many rows a key moves: 1, -1, a page of 10, or 0 for every other key. */
export function rowStep(key: string): number {
  switch (key) {
    case 'ArrowDown':
      return 1;
    case 'ArrowUp':
      return -1;
    case 'PageDown':
      return 10;
    case 'PageUp':
      return -10;
    default:
      return 0;
  }
}

/** Keys from `a` to `b` in list order, both included, whichever comes first. */
export function rangeBetween(keys: readonly string[], a: string, b: string): readonly string[] {
  const [i, j] = [keys.indexOf(a), keys.indexOf(b)];
  return i < 0 || j < 0 ? [] : keys.slice(Math.min(i, j), Math.max(i, j) + 1);
}
