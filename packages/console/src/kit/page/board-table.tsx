import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import { type BoardTolerance, type BoardTone, boardTone } from './board.ts';
import './board.css';

export interface BoardCell {
  actual: number;
  planned: number;
  /** Done though planned for later; not part of `actual`. */
  ahead?: number;
  /** Difference to last week's snapshot, shown as ↑2 / ↓1. */
  change?: number | null;
}

export interface BoardColumn {
  key: string;
  label: string;
  /** 「计划至 11-05」 */
  note?: string;
}

export interface BoardRow {
  key: string;
  label: string;
  /** Cells before the matrix, in the order of `leadColumns`. */
  lead?: readonly ReactNode[];
  /** By column key; a missing one is 不适用. */
  cells: Readonly<Record<string, BoardCell>>;
  /** Cells behind the matrix, in the order of `tailColumns`. */
  tail?: readonly ReactNode[];
}

export interface BoardTableProps {
  caption: string;
  rowTitle: string;
  columns: readonly BoardColumn[];
  leadColumns?: readonly { label: ReactNode; number?: boolean }[];
  tailColumns?: readonly string[];
  rows: readonly BoardRow[];
  totals?: BoardRow;
  /** From the rules, never a constant of the screen. */
  tolerance: BoardTolerance;
  picked?: { row: string; column: string } | null;
  onPick?: (row: string, column: string) => void;
}

const signs: Record<BoardTone, string> = { ok: '✓', near: '▲', behind: '■' };

function Cell({
  row,
  column,
  cell,
  tolerance,
  picked,
  onPick,
}: { row: BoardRow; column: BoardColumn; cell: BoardCell } & Pick<BoardTableProps, 'tolerance' | 'onPick'> & {
    picked: boolean;
  }) {
  const t = useTexts(kitTexts);
  const tone = boardTone(cell.actual, cell.planned, tolerance);
  const gap = cell.planned - cell.actual;
  const { ahead = 0 } = cell;
  const early = ahead > 0 ? t('boardAhead', { n: ahead }) : '';
  // A step whose day has not come is neither met nor missed.
  const waiting = cell.planned === 0 && cell.actual === 0;
  const fill = { row: row.label, col: column.label, actual: cell.actual, planned: cell.planned, gap };
  const words = waiting ? t('boardCellWaiting', fill) : tone === 'ok' ? t('boardCellMet', fill) : t('boardCell', fill);
  return (
    <button
      type="button"
      className={`st-cell st-cell-${waiting ? 'waiting' : tone} ${picked ? 'st-cell-picked' : ''}`}
      aria-label={`${words} ${early}`.trim()}
      aria-pressed={picked}
      onClick={() => onPick?.(row.key, column.key)}
    >
      <span>
        <b>{cell.actual}</b>/{cell.planned}
        {cell.change !== undefined && cell.change !== null && cell.change !== 0 && (
          <small>{cell.change > 0 ? `↑${cell.change}` : `↓${-cell.change}`}</small>
        )}
      </span>
      <span className="st-cell-sign">
        {early !== '' && <small>{early}</small>}
        {!waiting && signs[tone]}
        {tone === 'near' && gap}
        {tone === 'behind' && t('gap', { n: gap })}
      </span>
    </button>
  );
}

/** Villages × items, actual against plan. White ✓, hatched ▲, solid ■: a grey print reads the same. */
export function BoardTable(props: BoardTableProps) {
  const { columns, rows, totals, leadColumns = [], tailColumns = [], tolerance, picked = null, onPick } = props;
  const t = useTexts(kitTexts);
  return (
    <div className="st-board">
      <table>
        <caption className="st-sr">{props.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{props.rowTitle}</th>
            {leadColumns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headings are fixed by position
              <th scope="col" key={i} className={column.number ? 'st-num' : undefined}>
                {column.label}
              </th>
            ))}
            {columns.map((column) => (
              <th scope="col" key={column.key} className="st-board-head">
                {column.label}
                <span>{column.note}</span>
              </th>
            ))}
            {tailColumns.map((label) => (
              <th scope="col" key={label} className="st-num">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={picked?.row === row.key ? 'st-board-on' : undefined}>
              <th scope="row">{row.label}</th>
              {leadColumns.map((column, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells follow the headings' positions
                <td key={i} className={column.number ? 'st-num' : undefined}>
                  {row.lead?.[i]}
                </td>
              ))}
              {columns.map((column) => {
                const cell = row.cells[column.key];
                return (
                  <td key={column.key} className="st-board-cell">
                    {cell === undefined ? (
                      <span className="st-note">{t('notApplicable')}</span>
                    ) : (
                      <Cell
                        row={row}
                        column={column}
                        cell={cell}
                        tolerance={tolerance}
                        picked={picked?.row === row.key && picked.column === column.key}
                        {...(onPick ? { onPick } : {})}
                      />
                    )}
                  </td>
                );
              })}
              {tailColumns.map((label, i) => (
                <td key={label} className="st-num">
                  {row.tail?.[i]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {totals && (
          <tfoot>
            <tr>
              <th scope="row">{totals.label}</th>
              {leadColumns.map((column, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells follow the headings' positions
                <td key={i} className={column.number ? 'st-num' : undefined}>
                  {totals.lead?.[i]}
                </td>
              ))}
              {columns.map((column) => {
                const cell = totals.cells[column.key];
                return (
                  <td key={column.key} className="st-board-sum">
                    {cell === undefined ? '—' : `${cell.actual}/${cell.planned}`}
                  </td>
                );
              })}
              {tailColumns.map((label, i) => (
                <td key={label} className="st-num">
                  {totals.tail?.[i]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** What ✓ ▲ ■ mean, with the tolerance of the rule. */
export function BoardLegend({ tolerance }: { tolerance: BoardTolerance }) {
  const t = useTexts(kitTexts);
  const entry = (tone: BoardTone, words: string) => (
    <span className="st-row">
      <span className={`st-cell st-cell-sample st-cell-${tone}`} aria-hidden="true">
        {signs[tone]}
      </span>
      {words}
    </span>
  );
  return (
    <div className="st-row st-wrap st-board-legend">
      {entry('ok', t('boardOk'))}
      {entry('near', t('boardNear', { count: tolerance.count, percent: Math.round(tolerance.ratio * 100) }))}
      {entry('behind', t('boardBehind'))}
      <span className="st-note">{t('boardHint')}</span>
    </div>
  );
}
