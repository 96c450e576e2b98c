const runs = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
const han = /\p{Script=Han}/u;

const runsOf = (text: string) => [...text.normalize('NFKC').toLowerCase().matchAll(runs)].map(([run]) => run);

function pairs(run: string): string[] {
  const characters = [...run];
  return characters.length === 1
    ? [run]
    : characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`);
}

/**
 * Search words of a text: every pair of neighbouring Chinese characters (single ones stay), and whole Latin or digit
 * words in lower case. PostgreSQL has no Chinese dictionary; pairs need none and run on the phone too.
 */
export function bigrams(text: string): string[] {
  return [...new Set(runsOf(text).flatMap((run) => (han.test(run) ? pairs(run) : [run])))];
}

/**
 * The indexed text of a row: its fields' bigrams joined by blanks (for a `simple` tsvector). The last character of each
 * Chinese run is added, so that a prefix search for one character finds it wherever it stands.
 */
export function searchText(fields: readonly (string | null | undefined)[]): string {
  const words = fields.flatMap((field) => {
    if (!field) return [];
    const ends = runsOf(field)
      .filter((run) => han.test(run))
      .map((run) => [...run].at(-1) ?? '');
    return [...bigrams(field), ...ends];
  });
  return [...new Set(words)].join(' ');
}

/** One word to look for; `prefix` words match what begins with them (`word:*`). */
export interface SearchTerm {
  readonly word: string;
  readonly prefix: boolean;
}

/** What a user's text looks for; all terms must be found. A single character or a number matches as a prefix. */
export function searchTerms(text: string): SearchTerm[] {
  return bigrams(text).map((word) => ({ word, prefix: [...word].length === 1 || !han.test(word) }));
}
