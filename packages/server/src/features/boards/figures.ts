import type { Board as BoardView } from '@shoutian/domain/api';
import { channels, type MilestoneKind, milestoneKinds } from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';
import { type BoardItem, type BoardRow, board } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import type { BoardProblem } from './queries.ts';

export type Grouping = BoardView['by'];
export const groupings: readonly Grouping[] = ['village', 'unit', 'batch'];

/** What a snapshot keeps of one grouping: rows and sum as they stood; nothing is worked out again when it is printed. */
export type Figures = Pick<BoardView, 'steps' | 'rows' | 'sum'>;

export function keyOf(problem: BoardProblem, by: Grouping): string {
  switch (by) {
    case 'village':
      return problem.division_code;
    case 'unit':
      return problem.unit;
    case 'batch':
      return problem.batch;
  }
}

function nameOf(problem: BoardProblem, by: Grouping): string {
  switch (by) {
    case 'village':
      return problem.village_name ?? problem.division_code;
    case 'unit':
      return problem.unit in roles ? roles[problem.unit as keyof typeof roles].zh : problem.unit || '未定单位';
    case 'batch':
      return channels.label(problem.batch);
  }
}

/**
 * Planned against actual on a day. Steps are those that some problem has, in the dictionary's order; rows keep the
 * order of the places, never a ranking.
 */
export function figuresOf(problems: readonly BoardProblem[], by: Grouping, day: string, rules: Rules): Figures {
  const items = problems.map(
    (problem): BoardItem => ({
      problemId: problem.id,
      row: keyOf(problem, by),
      milestones: problem.milestones ?? [],
      dueOn: problem.due_on,
      writtenOffOn: problem.written_off_on,
    }),
  );
  const named = new Map<string, { name: string; people: Set<string> }>();
  for (const problem of problems) {
    const row = named.get(keyOf(problem, by)) ?? { name: nameOf(problem, by), people: new Set() };
    if (problem.responsible_person) row.people.add(problem.responsible_person);
    named.set(keyOf(problem, by), row);
  }
  const kinds = milestoneKinds.codes.filter((kind) =>
    items.some((item) => item.milestones.some((milestone) => milestone.step === kind)),
  );
  const made = board(items, [...named.keys()], kinds, day, rules);
  return {
    steps: kinds.map((kind) => ({ step: kind, name: milestoneKinds.get(kind).zh, plannedBy: lastDay(items, kind) })),
    rows: made.rows.map((row) =>
      present(row, kinds, named.get(row.row)?.name ?? row.row, [...(named.get(row.row)?.people ?? [])]),
    ),
    sum: present(made.total, kinds, '合计', []),
  };
}

const lastDay = (items: readonly BoardItem[], kind: MilestoneKind): string | null =>
  items
    .flatMap((item) => item.milestones)
    .filter((milestone) => milestone.step === kind)
    .map((milestone) => milestone.plannedOn)
    .sort()
    .at(-1) ?? null;

function present(
  row: BoardRow,
  kinds: readonly MilestoneKind[],
  name: string,
  people: readonly string[],
): Figures['rows'][number] {
  return {
    key: row.row,
    name,
    people: people.slice(0, 3).join('、'),
    items: row.items,
    cells: kinds.map((kind) => {
      const cell = row.cells[kind];
      return {
        actual: cell?.actual ?? 0,
        planned: cell?.planned ?? 0,
        total: cell?.total ?? 0,
        gap: cell?.gap ?? 0,
        ahead: cell?.ahead ?? 0,
        light: cell?.light ?? 'none',
        lastWeek: null,
      };
    }),
    writtenOff: row.writtenOff,
    rate: row.items === 0 ? null : row.writtenOff / row.items,
    overdue: row.overdue,
  };
}

/** Puts the gap of an earlier picture beside each cell, by row and step: null where it had none. */
export function beside(now: Figures, before: Figures | undefined): Figures {
  if (!before) return now;
  const column = new Map(before.steps.map(({ step }, i) => [step, i]));
  const earlier = new Map([...before.rows, before.sum].map((row) => [row.key, row]));
  const marked = (row: Figures['sum']): Figures['sum'] => ({
    ...row,
    cells: row.cells.map((cell, i) => ({
      ...cell,
      lastWeek: earlier.get(row.key)?.cells[column.get(now.steps[i]?.step ?? '') ?? -1]?.gap ?? null,
    })),
  });
  return { steps: now.steps, rows: now.rows.map(marked), sum: marked(now.sum) };
}

/** Written off, planned and actual: one point of the trend. Without that step nothing is planned yet. */
export function closings({ steps, sum }: Figures): { planned: number; actual: number } {
  const cell = sum.cells[steps.findIndex(({ step }) => step === 'writtenOff')];
  return { planned: cell?.planned ?? 0, actual: cell?.actual ?? sum.writtenOff };
}
