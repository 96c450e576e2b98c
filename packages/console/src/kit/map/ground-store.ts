/** Land classes and 永农 answer the daily question; the other lines are drawn when somebody asks for them. */
const AT_FIRST: readonly string[] = ['landClass', 'permanentBasicFarmland'];

/** Kinds of layer that are on: kept per computer, because a person's eyes and a screen's size do not change daily. */
export function readShown(id: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(`shoutian.layers.${id}`) ?? 'null');
    return Array.isArray(kept) ? kept.filter((kind): kind is string => typeof kind === 'string') : AT_FIRST;
  } catch {
    return AT_FIRST;
  }
}

/** Keeps the choice; a computer that may not store simply starts with the usual layers again. */
export function keepShown(id: string, kinds: readonly string[]): void {
  try {
    localStorage.setItem(`shoutian.layers.${id}`, JSON.stringify(kinds));
  } catch {
    return;
  }
}
