import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { token } from '../../theme/tokens.ts';
import { kitTexts } from '../texts.ts';
import './chart.css';

export interface ChartTable {
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export interface ChartProps {
  /** What the chart shows, read aloud: 「八周走势，累计销号 83 宗，计划 103 宗」. */
  label: string;
  option: EChartsCoreOption;
  height?: number;
  /** The figures behind it; every chart has an equal table. */
  table: ChartTable;
}

const base: EChartsCoreOption = {
  animation: false,
  color: [token('--st-green-6'), '#e0b35a', token('--st-blue'), token('--st-purple'), token('--st-grey')],
  textStyle: { fontFamily: token('--st-font'), fontSize: 12, color: token('--st-ink-2') },
  grid: { left: 36, right: 16, top: 24, bottom: 24 },
  aria: { enabled: true, decal: { show: false } },
};

/** A chart drawn as SVG, without animation, with its figures as a table beneath; ECharts loads when first needed. */
export function Chart({ label, option, height = 240, table }: ChartProps) {
  const t = useTexts(kitTexts);
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [asTable, setAsTable] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let live: EChartsType | null = null;
    let gone = false;
    void import('./chart-core.ts').then(({ init }) => {
      if (gone) return;
      live = init(element, null, { renderer: 'svg' });
      setChart(live);
    });
    const observer = new ResizeObserver(() => live?.resize({ width: element.clientWidth }));
    observer.observe(element);
    return () => {
      gone = true;
      observer.disconnect();
      live?.dispose();
      setChart(null);
    };
  }, []);
  useEffect(() => chart?.setOption({ ...base, ...option }, { notMerge: true }), [chart, option]);
  useEffect(() => {
    // Hatches instead of colours on paper; flushed at once, because the browser takes its picture right after the event.
    const paper = (show: boolean) => () => {
      chart?.setOption({ aria: { enabled: true, decal: { show } } });
      chart?.getZr().flush();
    };
    const [before, after] = [paper(true), paper(false)];
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, [chart]);
  return (
    <figure className="st-chart" aria-label={label}>
      <div ref={box} style={{ height }} role="img" aria-label={label}>
        {chart === null && <span className="st-note">{t('chartLoading')}</span>}
      </div>
      <button
        type="button"
        className="st-link st-noprint st-chart-switch"
        aria-expanded={asTable}
        onClick={() => setAsTable(!asTable)}
      >
        {t('chartTable')}
      </button>
      <table className={asTable ? 'st-chart-table' : 'st-sr'}>
        <caption className="st-sr">{label}</caption>
        <thead>
          <tr>
            {table.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, i) =>
                i === 0 ? (
                  <th key="head" scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[i]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
