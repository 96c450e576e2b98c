const runs = /[\p{Script=Han}]+|[\p{L}\p{N}]+/gu;

/**
 * Search words of a text: every pair of neighbouring Chinese characters (single ones stay), and whole Latin or digit
 * words in lower case. PostgreSQL has no Chinese dictionary; pairs need none and run on the phone too.
 */
export function bigrams(text: string): string[] {
  const words = new Set<string>();
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (!/\p{Script=Han}/u.test(run)) {
      words.add(run);
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) words.add(run);
    for (let i = 0; i + 1 < characters.length; i += 1) words.add(`${characters[i] ?? ''}${characters[i + 1] ?? ''}`);
  }
  return [...words];
}

/** The indexed text of a row: its fields' bigrams joined by blanks (for a `simple` tsvector). */
export function searchText(fields: readonly (string | null | undefined)[]): string {
  return [...new Set(fields.flatMap((field) => (field ? bigrams(field) : [])))].join(' ');
}
