/** Whether a parsed JSON value is an object with named members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The list under `key`. @throws when there is none: a report of another shape must not count as empty. */
export function listOf(value: unknown, key: string): unknown[] {
  const list = isRecord(value) ? value[key] : undefined;
  if (!Array.isArray(list)) throw new Error(`the report has no list "${key}"`);
  return list;
}

/** The number under `key`. @throws when there is none. */
export function countOf(value: unknown, key: string): number {
  const count = isRecord(value) ? value[key] : undefined;
  if (typeof count !== 'number') throw new Error(`the report has no number "${key}"`);
  return count;
}

/** The text under `key`, or an empty one. */
export function textOf(value: unknown, key: string): string {
  const text = isRecord(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
}
