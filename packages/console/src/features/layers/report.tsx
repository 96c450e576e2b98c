import { useTexts } from '../../i18n/texts.ts';
import { Card, Notice, Toned } from '../../kit/index.ts';
import type { LayerDetail } from './layer-detail.ts';
import { layerTexts } from './texts.ts';
import { figure, inWords } from './words.ts';

interface Line {
  key: string;
  text: string;
}

/** How an import went: what was refused, what was changed, what to look at. */
export function LayerReport({ layer }: { layer: LayerDetail }) {
  const t = useTexts(layerTexts);
  const { report } = layer;
  const { areaDifferences: areas } = report;
  const lists: { title: string; count: number; lines: Line[] }[] = [
    {
      title: t('refusedList'),
      count: layer.refusedCount,
      lines: report.refused.map((one, i) => ({ key: `${i}`, text: inWords(one) })),
    },
    {
      title: t('repairedList'),
      count: layer.repairedCount,
      lines: report.repaired.map((one, i) => ({ key: `${i}`, text: one.what })),
    },
    {
      title: t('adjustedList'),
      count: report.adjustedCount,
      lines: report.adjusted.map((one, i) => ({ key: `${i}`, text: inWords(one) })),
    },
  ].filter(({ lines }) => lines.length > 0);
  const clean =
    lists.length === 0 && report.notices.length === 0 && areas === null && report.droppedFields.length === 0;
  return (
    <Card title={t('report')}>
      <div className="st-col">
        {clean && <Toned tone="ok">{t('reportClean')}</Toned>}
        {report.notices.map((notice) => (
          <Notice key={notice.code} tone={layer.state === 'failed' ? 'red' : 'amber'}>
            {inWords(notice)}
          </Notice>
        ))}
        {areas !== null && (
          <Toned tone={areas.beyondTolerance > 0 ? 'amber' : 'ok'}>
            {areas.beyondTolerance > 0
              ? t('areaChecked', { n: figure(areas.compared), m: figure(areas.beyondTolerance) })
              : t('areaAgrees', { n: figure(areas.compared) })}
          </Toned>
        )}
        {report.droppedFields.length > 0 && (
          <Toned tone="ok">{t('dropped', { fields: report.droppedFields.join('、') })}</Toned>
        )}
        {lists.map(({ title, count, lines }) => (
          <section key={title} className="st-col">
            <h3 className="st-layer-sub">
              {title} <span className="st-num st-second">{figure(count)}</span>
            </h3>
            <div className="st-layer-list">
              <ul className="st-layer-lines" aria-label={title}>
                {lines.map((line) => (
                  <li key={line.key}>{line.text}</li>
                ))}
              </ul>
            </div>
          </section>
        ))}
        {report.truncated && <span className="st-note">{t('truncated')}</span>}
      </div>
    </Card>
  );
}
