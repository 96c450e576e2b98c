import type { OverlaySnapshot } from '@shoutian/domain/api';
import { formatInstant, formatPercent } from '@shoutian/domain/format';
import type { ReactNode } from 'react';
import { useToday } from '../../app/today.ts';
import { useTexts } from '../../i18n/texts.ts';
import { muText } from '../marks/area.ts';
import { AreaText } from '../marks/area-text.tsx';
import { Facts } from '../page/card.tsx';
import { Go } from '../page/go.tsx';
import { evidenceTexts } from './texts.ts';
import './evidence.css';

type Result = OverlaySnapshot['result'];

/** What lies under the parcel by land class, m² and 亩 never in one column; the sums are made of unrounded m². */
function Classes({ classes, result }: { classes: NonNullable<Result['landClasses']>; result: Result }) {
  const t = useTexts(evidenceTexts);
  const sum = (of: 'unionM2' | 'netM2' | 'pbfM2') => classes.reduce((total, row) => total + row[of], 0);
  return (
    <div className="st-scroll-x">
      <table className="st-overlay">
        <thead>
          <tr>
            <th scope="col">{t('landClass')}</th>
            <th scope="col">{t('gross')}</th>
            <th scope="col">m²</th>
            <th scope="col">{t('net')}</th>
            <th scope="col">{t('pbf')}</th>
            <th scope="col">{t('share')}</th>
          </tr>
        </thead>
        <tbody>
          {classes.map((row) => (
            <tr key={row.classCode}>
              <th scope="row">
                {row.classCode} {row.label}
              </th>
              <td>{muText(row.unionM2)}</td>
              <td className="st-second">{row.unionM2.toFixed(1)}</td>
              <td>{muText(row.netM2)}</td>
              <td>
                <AreaText m2={row.pbfM2} pbf />
              </td>
              <td>{result.subjectM2 === 0 ? '—' : formatPercent(row.unionM2 / result.subjectM2)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sum')}</th>
            <td>{muText(sum('unionM2'))}</td>
            <td>{sum('unionM2').toFixed(1)}</td>
            <td>{muText(sum('netM2'))}</td>
            <td>
              <AreaText m2={sum('pbfM2')} pbf />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** A stored overlay: classes, control lines, village shares, earlier problems, and what it was computed with. */
export function OverlayTable({ snapshot }: { snapshot: OverlaySnapshot | null }) {
  const t = useTexts(evidenceTexts);
  const today = useToday();
  if (snapshot === null) return <p className="st-note st-overlay-rest">{t('notRun')}</p>;
  const { result } = snapshot;
  const layer = (one: Result['eco']): ReactNode =>
    one === null ? (
      <span className="st-note">{t('notLoaded')}</span>
    ) : (
      <>
        <AreaText m2={one.areaM2} unit={one.areaM2 > 0} /> <span className="st-note">{one.labels.join('、')}</span>
      </>
    );
  return (
    <>
      {result.landClasses === null ? null : <Classes classes={result.landClasses} result={result} />}
      <div className="st-overlay-rest">
        <Facts
          facts={[
            { label: t('farmGross'), value: <AreaText m2={result.farmGrossM2 ?? undefined} unit /> },
            { label: t('farmNet'), value: <AreaText m2={result.farmNetM2 ?? undefined} unit /> },
            { label: t('pbfTotal'), value: <AreaText m2={result.pbfM2 ?? undefined} pbf unit /> },
            { label: t('eco'), value: layer(result.eco) },
            { label: t('urban'), value: layer(result.urban) },
            { label: t('approved'), value: layer(result.approved) },
            { label: t('facility'), value: layer(result.facility) },
            ...(result.uncoveredM2 > 0.5
              ? [{ label: t('uncovered'), value: <AreaText m2={result.uncoveredM2} unit withM2 /> }]
              : []),
            {
              label: t('village'),
              value: result.villages
                .map((village) => t('villages', { name: village.name, share: formatPercent(village.share, 1) }))
                .join(' · '),
            },
            {
              label: t('earlier'),
              value:
                result.earlierProblems.length === 0
                  ? '0'
                  : result.earlierProblems.map((one) => (
                      <div key={one.id}>
                        <Go to={`/problems/${one.id}`}>{one.problemNo}</Go>{' '}
                        {t('earlierLine', { mu: muText(one.overlapM2), ratio: formatPercent(one.ratio) })}
                      </div>
                    )),
            },
          ]}
        />
        {result.repaired !== null && <p className="st-note">{t('repaired', { text: result.repaired })}</p>}
        <p className="st-note">
          {snapshot.layerVersions.map((one) => t('layer', { title: one.title, year: one.year })).join(' · ')}
          {' · '}
          {t('method', { method: snapshot.method, at: formatInstant(snapshot.runAt, today) })}
        </p>
      </div>
    </>
  );
}
