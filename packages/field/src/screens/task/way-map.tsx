import type { TaskView } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { useEffect, useRef, useState } from 'react';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import { LayerSheet } from '../../parts/layer-sheet.tsx';
import { MapBox } from '../../parts/map-box.tsx';
import { useBaseMap } from '../../parts/use-base-map.ts';
import { useLook } from '../../place/compass.ts';
import { middleOf, type Way, wayTo } from '../../place/ground.ts';
import { useWhereabouts, type Whereabouts } from '../../place/position.ts';
import { directionWords, distanceWords } from '../../words/distance.ts';
import { plainTitle, shortNumber } from '../../words/place.ts';
import { goTexts } from './texts.ts';

/** Box around a place, about 400 m wide, in degrees. */
const MARGIN = 0.002;

/** The parcel, oneself with the accuracy, the way between, and the distance in words above it. */
export function WayMap({ task, label }: { task: TaskView; label: string }) {
  const t = useTexts(goTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [picking, setPicking] = useState(false);
  const layers = useBaseMap(map);
  const whereabouts = useWhereabouts();
  const look = useLook();
  const fix = whereabouts.kind === 'fix' ? whereabouts.fix : null;
  const way = fix && wayTo(fix, task);
  const middle = middleOf(task);

  useEffect(() => {
    if (map === null) return;
    const shape =
      task.geometry ?? (task.point === null ? null : { type: 'Point' as const, coordinates: [...task.point] });
    if (shape === null) return;
    const properties = { id: task.id, no: shortNumber(task.no), mark: 'active' as const, title: plainTitle(task) };
    map.setFeatures('task', {
      type: 'FeatureCollection',
      features: [{ type: 'Feature', geometry: shape, properties }],
    });
    map.select(task.id);
    map.setHome([task.id]);
    map.fitTo([task.id], { padding: 110, maxZoom: 18.5 });
  }, [map, task]);

  const heading = look?.bearingDeg ?? fix?.headingDeg ?? null;
  useEffect(() => {
    if (map === null || fix === null) return;
    const lonLat = [fix.lon, fix.lat] as const;
    map.setPosition({ lonLat, accuracyM: fix.accuracyM, ...(heading === null ? {} : { headingDeg: heading }) });
    if (middle !== null && !(way?.inside ?? false)) map.setGuide(lonLat, middle);
    else map.setGuide(null);
  }, [map, fix, heading, middle, way?.inside]);

  useInsideNotice(way);
  const view = middle && {
    bounds: [middle[0] - MARGIN, middle[1] - MARGIN, middle[0] + MARGIN, middle[1] + MARGIN] as const,
  };
  const showBoth = () => {
    if (map === null || fix === null || middle === null) return;
    const [w, e] = [Math.min(fix.lon, middle[0]), Math.max(fix.lon, middle[0])];
    const [s, n] = [Math.min(fix.lat, middle[1]), Math.max(fix.lat, middle[1])];
    map.fitTo([w - MARGIN / 4, s - MARGIN / 4, e + MARGIN / 4, n + MARGIN / 4], { padding: 80, fly: true });
  };
  return (
    <div className="f-map-area">
      <div className="f-map-top">
        <WayCard whereabouts={whereabouts} way={way} heading={heading} known={middle !== null} />
        <div className="f-map-buttons">
          <button type="button" className="f-map-button" onClick={() => setPicking(true)}>
            <Icon name="layers" />
            {t('layers')}
          </button>
          <button type="button" className="f-map-button" onClick={showBoth} disabled={fix === null}>
            <Icon name="locate" />
            {t('me')}
          </button>
        </div>
      </div>
      <MapBox label={label} onMap={setMap} controls={false} {...(view ? { view } : {})} />
      {picking && <LayerSheet layers={layers} onClose={() => setPicking(false)} />}
    </div>
  );
}

/** The phone shakes once when the boundary is crossed inwards, so that nobody must stare at it while walking. */
function useInsideNotice(way: Way | null): void {
  const was = useRef<boolean | null>(null);
  const inside = way?.inside ?? null;
  useEffect(() => {
    if (inside === true && was.current === false) navigator.vibrate?.([120, 80, 120]);
    if (inside !== null) was.current = inside;
  }, [inside]);
}

function WayCard({
  whereabouts,
  way,
  heading,
  known,
}: {
  whereabouts: Whereabouts;
  way: Way | null;
  heading: number | null;
  known: boolean;
}) {
  const t = useTexts(goTexts);
  const tongue = language();
  const fix = whereabouts.kind === 'fix' ? whereabouts.fix : null;
  const nowhere = whereabouts.kind === 'none' ? whereabouts.why : 'noFix';
  // With a compass the arrow turns with the phone; without, up is north.
  const turn = way === null ? 0 : way.bearing - (heading ?? 0);
  return (
    <div className={way?.inside ? 'f-compass is-inside' : 'f-compass'}>
      <span className="f-compass-dial">
        {way?.inside ? (
          <Icon name="check" />
        ) : (
          <svg viewBox="0 0 24 24" aria-hidden="true" style={{ transform: `rotate(${turn}deg)` }}>
            <path d="M12 2l6 19-6-4.500-6 4.500z" fill="currentColor" />
          </svg>
        )}
      </span>
      <span className="f-grow" role="status">
        <b>
          {!known
            ? t('noPlace')
            : way === null
              ? t(nowhere)
              : way.inside
                ? t('inside')
                : distanceWords(way.metres)[tongue]}
        </b>
        {known && (
          <span className="f-note">
            {way === null
              ? t(`${nowhere}Text`)
              : way.inside
                ? t('insideText')
                : t('walk', { direction: directionWords(way.bearing)[tongue] })}
          </span>
        )}
      </span>
      {fix !== null && (
        <span className="f-accuracy">
          <small>{t('accuracy')}</small>
          <strong className={fix.accuracyM <= 15 ? 'f-ok' : 'f-amber'}>
            {t('metres', { m: Math.round(fix.accuracyM) })}
          </strong>
        </span>
      )}
    </div>
  );
}
