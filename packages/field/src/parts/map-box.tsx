import type { MapOptions, ShoutianMap } from '@shoutian/map';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../app/session.tsx';
import { language } from '../i18n/setup.ts';
import { useTexts } from '../i18n/texts.ts';
import { partTexts } from './texts.ts';

export interface MapBoxProps {
  label: string;
  /** Called with the living map, and with null when it goes. */
  onMap: (map: ShoutianMap | null) => void;
  view?: MapOptions['view'];
  controls?: boolean;
}

/** A map that fills its box. The 1.2 MB behind it load with the first one, not with the app. */
export function MapBox({ label, onMap, view, controls = true }: MapBoxProps) {
  const t = useTexts(partTexts);
  const { person, today, demo } = useSession();
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const watermark = `${person.countyName}${demo ? ' 演示' : ''} · ${person.name} ${today}`;
  const first = useRef({ label, onMap, view, controls, watermark });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { onMap: hand, view: start, ...rest } = first.current;
    let map: ShoutianMap | null = null;
    let gone = false;
    import('@shoutian/map')
      .then(({ createMap }) => {
        if (gone) return;
        map = createMap(element, {
          ...rest,
          locale: language(),
          touch: true,
          ...(start === undefined ? {} : { view: start }),
        });
        setState('ready');
        hand(map);
      })
      .catch(() => setState('failed'));
    return () => {
      gone = true;
      hand(null);
      map?.destroy();
    };
  }, []);
  return (
    <div className="f-map">
      {state !== 'ready' && <p className="f-map-note">{t(state === 'failed' ? 'mapFailed' : 'mapLoading')}</p>}
      <div ref={box} className="f-map-box" />
    </div>
  );
}
