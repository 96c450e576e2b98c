import type { Day } from '../deadlines/day.ts';
import type { MilestoneKind } from '../dictionaries/rectification.ts';
import type { Rules } from '../rules/rows.ts';

/** One problem on the board. */
export interface BoardItem {
  readonly problemId: string;
  /** Row it belongs to: village code, unit, or batch, as the board is set. */
  readonly row: string;
  readonly milestones: readonly {
    readonly step: MilestoneKind;
    readonly plannedOn: Day;
    readonly actualOn: Day | null;
  }[];
  readonly dueOn: Day | null;
  readonly writtenOffOn: Day | null;
}

export type Light = 'green' | 'amber' | 'red' | 'none';

export interface BoardCell {
  /** Items that have this step at all. */
  readonly total: number;
  /** Items whose plan says done by now. */
  readonly planned: number;
  /** Of these, the ones done by the day. */
  readonly actual: number;
  /** planned − actual: the number of late items, always shown beside the colour. */
  readonly gap: number;
  /** Done by the day though planned later; not set against the late ones. */
  readonly ahead: number;
  readonly light: Light;
  /** The late items, for the list behind the cell. */
  readonly late: readonly string[];
}

export interface BoardRow {
  readonly row: string;
  readonly items: number;
  readonly cells: Readonly<Partial<Record<MilestoneKind, BoardCell>>>;
  readonly writtenOff: number;
  readonly overdue: number;
}

export interface Board {
  readonly day: Day;
  readonly rows: readonly BoardRow[];
  readonly total: BoardRow;
}

/** Light of a cell: green at plan, amber within the rule's count or share, red further behind; `none` where nothing was planned yet. */
export function light(
  planned: number,
  actual: number,
  near: { readonly count: number; readonly ratio: number },
): Light {
  if (planned === 0) return 'none';
  const gap = planned - actual;
  if (gap <= 0) return 'green';
  return gap <= near.count || gap / planned <= near.ratio ? 'amber' : 'red';
}

function cell(
  items: readonly BoardItem[],
  step: MilestoneKind,
  day: Day,
  near: { count: number; ratio: number },
): BoardCell {
  let total = 0;
  let planned = 0;
  let ahead = 0;
  const late: string[] = [];
  for (const item of items) {
    for (const milestone of item.milestones) {
      if (milestone.step !== step) continue;
      total += 1;
      const done = milestone.actualOn !== null && milestone.actualOn <= day;
      // A step planned for today is late tomorrow, as a due day is: it counts today only once it is done.
      if (milestone.plannedOn > day || (milestone.plannedOn === day && !done)) {
        if (done) ahead += 1;
        continue;
      }
      planned += 1;
      if (!done) late.push(item.problemId);
    }
  }
  const actual = planned - late.length;
  return { total, planned, actual, gap: late.length, ahead, light: light(planned, actual, near), late };
}

function summarise(
  row: string,
  items: readonly BoardItem[],
  steps: readonly MilestoneKind[],
  day: Day,
  near: { count: number; ratio: number },
): BoardRow {
  const gone = (item: BoardItem) => item.writtenOffOn !== null && item.writtenOffOn <= day;
  return {
    row,
    items: items.length,
    cells: Object.fromEntries(steps.map((step) => [step, cell(items, step, day, near)])),
    writtenOff: items.filter(gone).length,
    overdue: items.filter((item) => item.dueOn !== null && item.dueOn < day && !gone(item)).length,
  };
}

/**
 * 打表推进: planned against actual on a day, by row and step. Early work never hides late work: the gap counts late
 * items, it is not a difference of sums. Rows keep the given order, never a ranking.
 * @param rows every row to show, also those without items
 */
export function board(
  items: readonly BoardItem[],
  rows: readonly string[],
  steps: readonly MilestoneKind[],
  day: Day,
  rules: Rules,
): Board {
  const near = rules.value('board.near');
  return {
    day,
    rows: rows.map((row) =>
      summarise(
        row,
        items.filter((item) => item.row === row),
        steps,
        day,
        near,
      ),
    ),
    total: summarise(
      '',
      items.filter((item) => rows.includes(item.row)),
      steps,
      day,
      near,
    ),
  };
}

/** Change of the gap in each cell against an earlier snapshot: positive means further behind. */
export function boardChange(now: BoardRow, before: BoardRow | undefined): Partial<Record<MilestoneKind, number>> {
  const change: Partial<Record<MilestoneKind, number>> = {};
  for (const [step, each] of Object.entries(now.cells) as [MilestoneKind, BoardCell][]) {
    const old = before?.cells[step];
    if (old) change[step] = each.gap - old.gap;
  }
  return change;
}
