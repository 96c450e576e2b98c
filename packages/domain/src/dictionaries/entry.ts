import { z } from 'zod';

/** A text in both interface languages; Chinese is the reference. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}
export type Language = keyof Words;

/** One row of a dictionary: stable code, Chinese and English label, and whatever the dictionary adds. */
export interface Entry extends Words {
  readonly code: string;
}

/** A closed list of entries with a schema for its codes. */
export interface Dictionary<E extends Entry> {
  readonly entries: readonly E[];
  readonly codes: readonly E['code'][];
  readonly schema: z.ZodType<E['code'], E['code']>;
  /** The entry of a code that is known to be one (the type says so). */
  get(code: E['code']): E;
  /** The entry of any text, or undefined. */
  find(text: string): E | undefined;
  /** The code whose code, Chinese or English label is this text: Excel and shapefiles carry labels. */
  read(text: string): E['code'] | undefined;
  /** Label of a code; an unknown code shows itself, so that old data stays readable. */
  label(code: string, language?: Language): string;
}

/**
 * Makes a dictionary from literal entries.
 * @throws RangeError when two entries share a code or a label: reading a label back would be a guess.
 */
export function dictionary<const List extends readonly Entry[]>(entries: List): Dictionary<List[number]> {
  type E = List[number];
  const byCode = new Map<string, E>();
  const byText = new Map<string, E>();
  for (const entry of entries) {
    if (byCode.has(entry.code)) throw new RangeError(`dictionary code twice: ${entry.code}`);
    byCode.set(entry.code, entry);
    for (const text of new Set([entry.code, entry.zh, entry.en.toLowerCase()])) {
      if (byText.has(text)) throw new RangeError(`dictionary label twice: ${text}`);
      byText.set(text, entry);
    }
  }
  const codes = entries.map((entry): E['code'] => entry.code);
  const known = (text: unknown): text is E['code'] => typeof text === 'string' && byCode.has(text);
  return {
    entries,
    codes,
    schema: z.enum(codes as [E['code'], ...E['code'][]]) as unknown as z.ZodType<E['code'], E['code']>,
    get(code) {
      const entry = byCode.get(code);
      if (!entry) throw new RangeError(`no such code: ${String(code)}`);
      return entry;
    },
    find: (text) => (known(text) ? byCode.get(text) : undefined),
    read: (text) => (byText.get(text.trim()) ?? byText.get(text.trim().toLowerCase()))?.code,
    label: (code, language = 'zh') => byCode.get(code)?.[language] ?? code,
  };
}

/** The code type of a dictionary. */
export type CodeOf<D> = D extends Dictionary<infer E> ? E['code'] : never;
