import type { Dashboard } from '@shoutian/domain/api';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from './texts.ts';

const W = 560;
const H = 290;
const LEFT = 14;
const LINE_TOP = 34;
const LINE_BOTTOM = 96;
const BAR_TOP = 128;
const BAR_BOTTOM = 262;

/** Open problems at the end of each month, counted back from today's figure. */
export function openByMonth(trend: Dashboard['trend'], openNow: number): number[] {
  const open: number[] = [];
  let after = openNow;
  for (const month of [...trend].reverse()) {
    open.unshift(after);
    after = Math.max(0, after - month.found + month.writtenOff);
  }
  return open;
}

/** Bars found/written off and the line of what stayed open, with every figure written on it: the same on paper. */
export function TrendFigure({ trend, openNow }: { trend: Dashboard['trend']; openNow: number }) {
  const t = useTexts(texts);
  const open = openByMonth(trend, openNow);
  const step = (W - 2 * LEFT) / Math.max(1, trend.length);
  const most = Math.max(1, ...trend.flatMap((month) => [month.found, month.writtenOff]));
  const mostOpen = Math.max(1, ...open);
  const bar = (n: number) => ((BAR_BOTTOM - BAR_TOP) * n) / most;
  const y = (n: number) => LINE_BOTTOM - ((LINE_BOTTOM - LINE_TOP) * n) / mostOpen;
  const x = (i: number) => LEFT + step * (i + 0.5);
  const label = t('trendLabel', {
    found: trend.reduce((sum, month) => sum + month.found, 0),
    off: trend.reduce((sum, month) => sum + month.writtenOff, 0),
  });
  return (
    <figure className="st-figure">
      <svg viewBox={`0 0 ${W} ${H}`} role="img" aria-label={label}>
        <line x1={LEFT} x2={W - LEFT} y1={LINE_BOTTOM + 8} y2={LINE_BOTTOM + 8} className="st-fig-hair" />
        <polyline points={open.map((n, i) => `${x(i)},${y(n)}`).join(' ')} className="st-fig-line" />
        {open.map((n, i) => (
          <g key={trend[i]?.month}>
            <circle cx={x(i)} cy={y(n)} r="3" className="st-fig-dot" />
            <text x={x(i)} y={y(n) - 8}>
              {n}
            </text>
          </g>
        ))}
        {trend.map((month, i) => (
          <g key={month.month}>
            <rect
              x={x(i) - 14}
              width="13"
              y={BAR_BOTTOM - bar(month.found)}
              height={bar(month.found)}
              className="st-fig-found"
            />
            <rect
              x={x(i) + 1}
              width="13"
              y={BAR_BOTTOM - bar(month.writtenOff)}
              height={bar(month.writtenOff)}
              className="st-fig-off"
            />
            {month.found > 0 && (
              <text x={x(i) - 8} y={BAR_BOTTOM - bar(month.found) - 4}>
                {month.found}
              </text>
            )}
            {month.writtenOff > 0 && (
              <text x={x(i) + 8} y={BAR_BOTTOM - bar(month.writtenOff) - 4}>
                {month.writtenOff}
              </text>
            )}
            <text x={x(i)} y={BAR_BOTTOM + 17}>
              {t('month', { n: Number(month.month.slice(5, 7)) })}
            </text>
          </g>
        ))}
        <line x1={LEFT} x2={W - LEFT} y1={BAR_BOTTOM} y2={BAR_BOTTOM} className="st-fig-axis" />
      </svg>
      <figcaption className="st-fig-key">
        <span className="st-fig-key-found">{t('found')}</span>
        <span className="st-fig-key-off">{t('writtenOff')}</span>
        <span className="st-fig-key-line">{t('openLine')}</span>
      </figcaption>
      {/* A table grows to its content whatever its width says: the box around it is what stays small. */}
      <div className="st-sr">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">{t('monthHead')}</th>
              <th scope="col">{t('found')}</th>
              <th scope="col">{t('writtenOff')}</th>
              <th scope="col">{t('openLine')}</th>
            </tr>
          </thead>
          <tbody>
            {trend.map((month, i) => (
              <tr key={month.month}>
                <th scope="row">{month.month}</th>
                <td>{month.found}</td>
                <td>{month.writtenOff}</td>
                <td>{open[i]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
