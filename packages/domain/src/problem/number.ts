/** Parts of a problem number `{year}-{town}-{seq4}` (specification 5.1), such as `2026-示例-0137`. */
export interface ProblemNo {
  readonly year: number;
  /** Short name of the town, with the county before it where two counties share a name. */
  readonly place: string;
  readonly seq: number;
}

const suffixes = ['街道办事处', '街道', '民族乡', '镇', '乡', '苏木'];

/**
 * Short mark of a town for its numbers: 示例镇 → 示例. The full name stays where the short one would be a single
 * character, or where another town in the same county has it (城关镇 and 城关乡).
 */
export function townMark(name: string, otherTowns: readonly string[] = []): string {
  const short = shorten(name);
  return otherTowns.some((other) => other !== name && shorten(other) === short) ? name : short;
}

function shorten(name: string): string {
  const suffix = suffixes.find((each) => name.endsWith(each) && name.length - each.length >= 2);
  return suffix === undefined ? name : name.slice(0, -suffix.length);
}

/**
 * Writes a number. The sequence is four digits and grows beyond 9999 rather than wrapping; numbers are never reused.
 * @param county short county name, only where numbers of several counties meet and a town name is not unique
 */
export function problemNo(year: number, town: string, seq: number, county?: string): string {
  return `${year}-${county ?? ''}${town}-${String(seq).padStart(4, '0')}`;
}

/** Reads a number back; null when the text is none. */
export function parseProblemNo(text: string): ProblemNo | null {
  const match = /^(\d{4})-(.+)-(\d{4,})$/u.exec(text.trim());
  if (match === null) return null;
  return { year: Number(match[1]), place: match[2] ?? '', seq: Number(match[3]) };
}

/** Number inside one town and year (0137), as lists show it; a number of another make shows whole. */
export function shortNo(text: string): string {
  const parsed = parseProblemNo(text);
  return parsed === null ? text : String(parsed.seq).padStart(4, '0');
}
