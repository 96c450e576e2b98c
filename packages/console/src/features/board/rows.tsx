import type { Board } from '@shoutian/domain/api';
import { milestoneKinds } from '@shoutian/domain/dictionaries';
import { formatRatio } from '@shoutian/domain/format';
import { type BoardRow as KitRow, shortDay } from '../../kit/index.ts';

type WireRow = Board['rows'][number];

/** A row of the wire as the kit draws it; an item nobody plans is 不适用. */
export function rowOf(row: WireRow, steps: Board['steps'], compare: boolean, language: 'zh' | 'en'): KitRow {
  return {
    key: row.key,
    label: row.name,
    lead: [row.people || '—', <b key="items">{row.items}</b>],
    cells: Object.fromEntries(
      steps.flatMap(({ step }, i) => {
        const cell = row.cells[i];
        if (cell === undefined || cell.total === 0) return [];
        const change = compare && cell.lastWeek !== null ? cell.actual - cell.lastWeek : null;
        return [[step, { actual: cell.actual, planned: cell.planned, ahead: cell.ahead ?? 0, change }]];
      }),
    ),
    tail: [
      <b key="rate">{formatRatio(row.writtenOff, row.items, language)}</b>,
      <b key="overdue" className={row.overdue > 0 ? 'st-tone-red' : 'st-second'}>
        {row.overdue}
      </b>,
    ],
  };
}

/** An item's name; English takes the dictionary's, because the server names it in Chinese. */
export function stepName(step: string, name: string, language: 'zh' | 'en'): string {
  return language === 'en' && milestoneKinds.find(step) !== undefined ? milestoneKinds.label(step, 'en') : name;
}

/** Head of a column: the item and the last planned day of it. */
export function columnsOf(steps: Board['steps'], today: string, language: 'zh' | 'en', by: (day: string) => string) {
  return steps.map(({ step, name, plannedBy }) => ({
    key: step,
    label: stepName(step, name, language),
    // A word joiner behind each hyphen: a day is not broken over two lines.
    ...(plannedBy === null ? {} : { note: by(shortDay(plannedBy, today).replaceAll('-', '-\u2060')) }),
  }));
}

/** Rows with most cells clearly behind, the worst three: named, never ranked by a score. */
export function behindNames(board: Board): readonly string[] {
  return board.rows
    .map((row) => ({ name: row.name, red: row.cells.filter((cell) => cell.light === 'red').length }))
    .filter((row) => row.red >= Math.max(2, board.steps.length / 2))
    .slice(0, 3)
    .map((row) => row.name);
}
