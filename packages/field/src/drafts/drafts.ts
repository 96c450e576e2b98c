/** Text storage such as `localStorage`; synchronous, so that a key press is kept even when the page dies right after it. */
export interface TextStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** A form that was begun: what it is about, and what was filled in. */
export interface Draft<T> {
  personId: string;
  /** Such as `report:<clueId>`. */
  key: string;
  title: string;
  path: string;
  savedAt: number;
  value: T;
}

const PREFIX = 'shoutian.draft.';
const nameOf = (personId: string, key: string) => `${PREFIX}${personId}.${key}`;

/** Drafts of the forms, one per task, apart for each person of the phone. */
export class Drafts {
  readonly #store: TextStore;
  readonly #listeners = new Set<() => void>();
  #list: readonly Draft<unknown>[] | null = null;

  constructor(store: TextStore) {
    this.#store = store;
  }

  /** The draft, or null; one that cannot be read (an older program wrote it) is left alone and not shown. */
  read<T>(personId: string, key: string): Draft<T> | null {
    return parse<T>(this.#store.getItem(nameOf(personId, key)));
  }

  /** Keeps a draft at once. @returns false when the phone has no room or keeps nothing: the form must say so */
  save<T>(draft: Draft<T>): boolean {
    try {
      this.#store.setItem(nameOf(draft.personId, draft.key), JSON.stringify(draft));
    } catch {
      return false;
    }
    this.#tell();
    return true;
  }

  remove(personId: string, key: string): void {
    this.#store.removeItem(nameOf(personId, key));
    this.#tell();
  }

  /** All drafts of the phone, newest first; the same array until something changes. */
  readonly list = (): readonly Draft<unknown>[] => {
    this.#list ??= Array.from({ length: this.#store.length }, (_, index) => this.#store.key(index) ?? '')
      .filter((name) => name.startsWith(PREFIX))
      .flatMap((name) => parse<unknown>(this.#store.getItem(name)) ?? [])
      .sort((a, b) => b.savedAt - a.savedAt);
    return this.#list;
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #tell(): void {
    this.#list = null;
    for (const listener of this.#listeners) listener();
  }
}

function parse<T>(text: string | null): Draft<T> | null {
  if (text === null) return null;
  try {
    const draft: unknown = JSON.parse(text);
    if (typeof draft !== 'object' || draft === null || !('value' in draft) || !('key' in draft)) return null;
    return draft as Draft<T>;
  } catch {
    return null;
  }
}

/** Storage for browsers that keep nothing: the forms work, and `save` goes on until the page is closed. */
export function passingStore(): TextStore {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}
