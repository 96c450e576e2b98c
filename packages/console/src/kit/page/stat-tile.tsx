import type { ReactNode } from 'react';
import { StateMark } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { Go } from './go.tsx';
import './page.css';

export interface StatTileProps {
  label: string;
  /** The figure; null shows — (unknown), use a text such as 不适用 when the denominator is 0. */
  value: ReactNode;
  unit?: string;
  note?: ReactNode;
  tone?: Tone;
  /** Address of the rows behind the figure; a figure must open to its rows. */
  to?: string;
}

/** One figure of a row of figures. */
export function StatTile({ label, value, unit, note, tone, to }: StatTileProps) {
  const body = (
    <>
      <span className="st-stat-label">
        {tone !== undefined && <StateMark tone={tone} />}
        {label}
      </span>
      <span className={`st-stat-value ${tone === undefined ? '' : `st-tone-${tone}`}`}>
        {value ?? '—'}
        {unit !== undefined && <small>{unit}</small>}
      </span>
      <span className="st-note">{note ?? ' '}</span>
    </>
  );
  if (to === undefined) return <div className="st-stat">{body}</div>;
  return (
    <Go to={to} className="st-stat">
      {body}
    </Go>
  );
}

/** The row that holds the tiles, with hair lines between them. */
export function StatRow({ children }: { children: ReactNode }) {
  return <div className="st-card st-stats">{children}</div>;
}
