import { bigrams } from '@shoutian/domain/format';

/** What a row is found by: words for the index and the text itself, folded alike, for the check after it. */
export function searchOf(fields: readonly (string | null | undefined)[]): {
  searchTerms: string[];
  searchText: string;
} {
  const known = fields.filter((field): field is string => Boolean(field));
  return { searchTerms: [...new Set(known.flatMap(bigrams))], searchText: fold(known.join(' ')) };
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

export interface SearchNeedle {
  /** Pairs of Chinese characters that the row's words must hold. */
  readonly terms: string[];
  /** Pieces that must stand in the row's text: pairs alone would find 清溪 in 小清…王溪. */
  readonly pieces: string[];
}

/** A typed search: its blank-separated pieces, all of which must be found. */
export function needleOf(q: string): SearchNeedle {
  const pieces = fold(q).split(/\s+/).filter(Boolean);
  const terms = pieces.flatMap(bigrams).filter((term) => /\p{Script=Han}{2}/u.test(term));
  return { terms: [...new Set(terms)], pieces };
}
