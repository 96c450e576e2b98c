import type { Board } from '@shoutian/domain/api';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Chart, shortDay } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Written off so far, snapshot by snapshot, against the plan. */
export function TrendCard({ trend, today }: { trend: Board['trend']; today: string }) {
  const t = useTexts(texts);
  const last = trend.at(-1);
  if (last === undefined || trend.length < 2)
    return (
      <Card title={t('trend')} extra={t('trendNote')}>
        <p className="st-second">{t('trendNone')}</p>
      </Card>
    );
  const days = trend.map((one) => shortDay(one.takenOn, today));
  return (
    <Card title={t('trend')} extra={t('trendNote')}>
      <Chart
        label={t('trendLabel', { actual: last.actual, planned: last.planned })}
        height={200}
        option={{
          legend: { bottom: 0, itemHeight: 8 },
          grid: { left: 36, right: 16, top: 16, bottom: 48 },
          xAxis: { type: 'category', data: days, boundaryGap: false },
          yAxis: { type: 'value', minInterval: 1 },
          series: [
            {
              type: 'line',
              name: t('done2'),
              data: trend.map((one) => one.actual),
              lineStyle: { width: 2.5 },
              symbolSize: 7,
            },
            {
              type: 'line',
              name: t('planned'),
              data: trend.map((one) => one.planned),
              lineStyle: { type: 'dashed', width: 1.5, color: '#5b6b62' },
              itemStyle: { color: '#5b6b62' },
              symbol: 'none',
            },
          ],
        }}
        table={{
          head: [t('day'), t('planned'), t('done2')],
          rows: trend.map((one) => [one.takenOn, one.planned, one.actual]),
        }}
      />
    </Card>
  );
}
