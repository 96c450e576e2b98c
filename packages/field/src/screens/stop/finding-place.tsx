import type { PolygonGeometry } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { areaM2, flatFromGeoJson } from '@shoutian/domain/geo';
import type { DrawSession, DrawState, ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { MapBox } from '../../parts/map-box.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useWhereabouts } from '../../place/position.ts';
import { stopTexts } from './texts.ts';

export interface FindingPlaceProps {
  outline: PolygonGeometry | null;
  onOutline: (outline: PolygonGeometry | null) => void;
}

/** Where it is: one's own position, and an outline for who wants to draw one. */
export function FindingPlace({ outline, onOutline }: FindingPlaceProps) {
  const t = useTexts(stopTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [session, setSession] = useState<DrawSession | null>(null);
  const [drawn, setDrawn] = useState<DrawState | null>(null);
  useBaseMap(map);
  const whereabouts = useWhereabouts();
  const fix = whereabouts.kind === 'fix' ? whereabouts.fix : null;
  const [centred, setCentred] = useState(false);
  useEffect(() => {
    if (map === null || fix === null) return;
    map.setPosition({ lonLat: [fix.lon, fix.lat], accuracyM: fix.accuracyM });
    // Once: the map never moves by itself under the finger.
    if (centred) return;
    setCentred(true);
    map.fitTo([fix.lon - 0.0009, fix.lat - 0.0006, fix.lon + 0.0009, fix.lat + 0.0006]);
  }, [map, fix, centred]);
  useEffect(() => {
    if (map === null) return;
    const features =
      outline === null
        ? []
        : [{ type: 'Feature' as const, geometry: outline, properties: { look: 'outline' as const } }];
    map.setOverlay('finding', features.length === 0 ? null : { type: 'FeatureCollection', features });
  }, [map, outline]);
  const draw = () => {
    const next = map?.startDraw('polygon') ?? null;
    next?.onChange(setDrawn);
    setDrawn(null);
    setSession(next);
  };
  const end = (keep: boolean) => {
    if (keep) {
      const shape = session?.finish() ?? null;
      if (shape === null || shape.type === 'Point') return;
      onOutline(shape);
    } else {
      session?.cancel();
      onOutline(null);
    }
    setSession(null);
  };
  return (
    <div className="f-finding">
      <div className={session === null ? 'f-finding-map' : 'f-finding-map is-large'}>
        <MapBox label={t('place')} onMap={setMap} controls={session !== null} />
        {session === null && (
          <button type="button" className="f-button is-quiet f-finding-draw" onClick={draw} disabled={map === null}>
            <Icon name="edit" />
            {outline === null ? t('outline') : t('outlineDone', { mu: formatMu(areaM2(flatFromGeoJson(outline))) })}
          </button>
        )}
      </div>
      {session === null ? (
        <p className="f-note">{fix === null ? t('placeNone') : t('placeFix', { m: Math.round(fix.accuracyM) })}</p>
      ) : (
        <>
          <p className="f-note" role="status">
            {drawn?.problem ?? t('outlineNote')}
          </p>
          <div className="f-pair">
            <button type="button" className="f-button is-quiet" onClick={() => end(false)}>
              {t('outlineClear')}
            </button>
            <button
              type="button"
              className="f-button is-quiet"
              disabled={!drawn?.canUndo}
              onClick={() => session.undo()}
            >
              {t('outlineUndo')}
            </button>
            <button
              type="button"
              className="f-button is-main"
              disabled={drawn === null || drawn.geometry === null || drawn.problem !== null}
              onClick={() => end(true)}
            >
              {t('outlineFinish')}
            </button>
          </div>
        </>
      )}
    </div>
  );
}
