/** More would fill the memory of every connection with plans; the texts are the product's own, some dozens. */
const MOST = 200;

const names = new Map<string, string>();

/** From now on statements of this text are sent under a name, so that each connection parses and plans them once. */
export function prepare(text: string): void {
  if (!names.has(text) && names.size < MOST) names.set(text, `shoutian_${names.size}`);
}

/** The name of a prepared text. */
export function preparedName(text: string): string | undefined {
  return names.get(text);
}
