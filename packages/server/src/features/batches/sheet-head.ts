import { clueFields, proposeMapping } from '@shoutian/domain/layers';

/** A line of a sheet as text, cells in their columns (index 0 is column A). */
export interface SheetLine {
  no: number;
  cells: string[];
}

export interface SheetHead {
  /** Number of the (lower) heading line in the sheet. */
  row: number;
  columns: { index: number; name: string }[];
  /** Index into the lines of the first line under the heading. */
  from: number;
}

/** Titles, unit lines and notes stand above the heading; further down nobody puts them. */
const HEAD_LINES = 15;

const isText = (cell: string): boolean => cell !== '' && !/^[-+\d.,\s]+$/.test(cell);
const known = (names: readonly string[]): number =>
  proposeMapping([...new Set(names.filter((name) => name !== ''))], clueFields).matches.length;

/**
 * Finds the heading: the line (or two lines, where a group heading such as 「坐标」 stands over 「X」「Y」) that the alias
 * table knows most of. Merged titles and notes have one filled cell and win nothing.
 * @returns undefined when no line names a known field
 */
export function findHead(lines: readonly SheetLine[]): SheetHead | undefined {
  let best: { score: number; head: SheetHead } | undefined;
  const consider = (names: readonly string[], row: number, from: number): void => {
    const filled = names.filter((name) => name !== '').length;
    const score = known(names);
    if (score === 0 || filled < 2 || (best !== undefined && score <= best.score)) return;
    best = { score, head: { row, from, columns: named(names) } };
  };
  lines.slice(0, HEAD_LINES).forEach((line, i) => {
    consider(line.cells, line.no, i + 1);
    const below = lines[i + 1];
    if (below && below.cells.filter(isText).length >= 2 && !below.cells.some((cell) => /^-?\d/.test(cell)))
      consider(over(line.cells, below.cells), below.no, i + 2);
  });
  return best?.head;
}

const over = (upper: readonly string[], lower: readonly string[]): string[] =>
  Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => lower[i] || upper[i] || '');

/** Names of columns, made unique: a second 「备注」 becomes 「备注_2」. */
function named(names: readonly string[]): SheetHead['columns'] {
  const seen = new Map<string, number>();
  return names.flatMap((name, index) => {
    if (name === '') return [];
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [{ index, name: times === 1 ? name : `${name}_${times}` }];
  });
}

/** Sums and notes under the data: 「合计」, 「注：…」, 「填表人：」. They are not rows. */
export function isFootLine(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  const [first = ''] = filled;
  return (
    /^(合\s*计|总\s*计|小\s*计|注\s*[:：]|备注\s*[:：]|说明\s*[:：]|填表|制表|审核|填报)/.test(first) ||
    (filled.length === 1 && first.length > 12)
  );
}
