import { getProblem, listOverlays, type ProblemDetail, runOverlay } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import type { ShoutianMap } from '@shoutian/map';
import { useEffect } from 'react';
import { useAct, useCan, useEndpoint, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, GroundMap, muText, OverlayTable } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';

interface PlaceProps {
  problem: ProblemDetail;
  map: ShoutianMap | null;
  onMap: (map: ShoutianMap | null) => void;
  /** Opens the drawing of the outline, where the reader may change it. */
  onGround: (() => void) | undefined;
}

/** The parcel itself, fitted; the whole ledger's map is one click away. */
function ParcelMap({ problem, map, onMap, onGround }: PlaceProps) {
  const t = useTexts(detailTexts);
  const { id, problemNo, title, state, dueState, geometry, point } = problem;
  const place = geometry ?? (point === null ? null : { type: 'Point' as const, coordinates: [...point] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parcel is drawn again when it is another one or changed its ground
  useEffect(() => {
    if (map === null || place === null) return;
    let gone = false;
    void import('@shoutian/map').then(({ markFor }) => {
      if (gone) return;
      const no = problemNo.split('-').at(-1) ?? problemNo;
      const properties = { id, no, mark: markFor(state, dueState), title: `${problemNo} ${title}` };
      map.setFeatures('problems', {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties, geometry: place }],
      });
      map.setHome([id]);
      void map.ready.then(() => {
        map.fitTo([id], { fly: false, padding: 48, maxZoom: 18 });
        map.select(id);
      });
    });
    return () => {
      gone = true;
    };
  }, [map, id, geometry, point, state, dueState]);
  return (
    <div className="st-card st-parcel-map">
      <GroundMap id="problem" label={t('overlay')} onMap={onMap}>
        <div className="st-row st-noprint">
          {place === null ? t('noGround') : <Go to={`/problems?sel=${id}`}>{t('openInMap')}</Go>}
          {onGround !== undefined && (
            <button type="button" className="st-link" onClick={onGround}>
              {t(geometry === null ? 'drawGround' : 'changeGround')}
            </button>
          )}
        </div>
      </GroundMap>
    </div>
  );
}

function OlderRuns({ id, current }: { id: string; current: string | undefined }) {
  const t = useTexts(detailTexts);
  const today = useToday();
  const runs = useEndpoint(listOverlays, { params: { kind: 'problems', id } }, { staleMs: 60_000 });
  const older = (runs.data?.rows ?? []).filter((run) => run.id !== current);
  if (older.length === 0) return null;
  return (
    <details className="st-older-runs">
      <summary>{t('olderRuns', { n: older.length })}</summary>
      <ul>
        {older.map((run) => (
          <li key={run.id} className="st-note">
            {t('runAt', { at: formatInstant(run.runAt, today) })} ·{' '}
            {t('farmThen', {
              farm: run.result.farmGrossM2 === null ? '—' : muText(run.result.farmGrossM2),
              pbf: run.result.pbfM2 === null ? '—' : muText(run.result.pbfM2),
            })}{' '}
            · {run.layerVersions.map((layer) => `${layer.title} ${layer.year}`).join('、')}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Left column: where it is and what it covers. */
export function DetailPlace(props: PlaceProps) {
  const { problem } = props;
  const t = useTexts(detailTexts);
  const may = useCan('overlay.run');
  const rerun = useAct(runOverlay, { invalidate: [getProblem, listOverlays], done: t('rerunDone') });
  const year = problem.overlay?.layerVersions.find((layer) => layer.kind === 'landClass');
  return (
    <>
      <ParcelMap {...props} />
      <Card
        title={t('overlay')}
        flush
        extra={
          <span className="st-row">
            <span className="st-note">{year && `${year.title}`}</span>
            {may && problem.geometry !== null && (
              <button
                type="button"
                className="st-link st-noprint"
                disabled={rerun.isPending}
                onClick={() => rerun.mutate({ params: { kind: 'problems', id: problem.id } })}
              >
                {rerun.isPending ? t('rerunning') : t('rerun')}
              </button>
            )}
          </span>
        }
      >
        {problem.overlay === null ? (
          <p className="st-second st-pad">{problem.geometry === null ? t('noGround') : t('notOverlaid')}</p>
        ) : (
          <OverlayTable snapshot={problem.overlay} />
        )}
        <OlderRuns id={problem.id} current={problem.overlay?.id} />
      </Card>
    </>
  );
}
