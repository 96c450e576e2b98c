import type { MapOptions, ShoutianMap } from '@shoutian/map';
import { useEffect, useRef, useState } from 'react';
import { i18next } from '../../i18n/setup.ts';
import { Loading } from '../page/states.tsx';
import '../page/workbench.css';

export interface MapPaneProps {
  /** Read aloud as the map's name; the table beside it is its equal. */
  label: string;
  /** 「示范县 演示 · 周甲 2026-11-23」 */
  watermark: string;
  /** Called once with the living map; the page talks to it from then on and drops it when the pane goes. */
  onMap: (map: ShoutianMap | null) => void;
  /** Read when the map is made. */
  view?: MapOptions['view'];
}

/** A map that fills its box. MapLibre loads with the first pane, not with the app. */
export function MapPane({ label, watermark, onMap, view }: MapPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const first = useRef({ label, watermark, onMap, view });
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { onMap: hand, view: start, ...words } = first.current;
    let map: ShoutianMap | null = null;
    let gone = false;
    void import('@shoutian/map').then(({ createMap }) => {
      if (gone) return;
      const locale = i18next.language === 'en' ? 'en' : 'zh';
      map = createMap(element, { ...words, locale, ...(start === undefined ? {} : { view: start }) });
      setReady(true);
      hand(map);
    });
    return () => {
      gone = true;
      hand(null);
      map?.destroy();
    };
  }, []);
  return (
    <div className="st-map">
      {!ready && <Loading lines={3} />}
      <div ref={box} className="st-map-box" />
    </div>
  );
}
