import type { ShoutianMap } from '@shoutian/map';
import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useSession } from '../../app/session.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { Notice } from '../page/notice.tsx';
import { MapPane } from './map-pane.tsx';
import { groundTexts } from './texts.ts';
import { useGround } from './use-ground.ts';
import type { MarkCounts } from './use-records.ts';
import './ground.css';

/** Width of the open panel with its margin. */
const PANEL_PX = 240;

const LayerPanel = lazy(() => import('./layer-panel.tsx'));

export interface GroundMapProps {
  /** Names the map in this computer's memory (which layers are on). */
  id: string;
  label: string;
  onMap: (map: ShoutianMap | null) => void;
  /** Records by mark, for the legend. */
  counts?: MarkCounts;
  recordsLabel?: string;
  /** The panel is open at first: workbenches. */
  panel?: boolean;
  /** Starts on the own area's boundary; leave out where the records themselves decide. */
  home?: boolean;
  /** Buttons left of 图层. */
  tools?: ReactNode;
  /** Card over the lower left edge: the selected record. */
  children?: ReactNode;
}

/** The county's map as every page shows it: layers in force, boundaries, watermark, and a panel that is the legend (L). */
export function GroundMap(props: GroundMapProps) {
  const { id, label, onMap, counts = {}, home = false } = props;
  const t = useTexts(groundTexts);
  const { person, demo, today } = useSession();
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [open, setOpen] = useState(props.panel ?? false);
  const hand = useCallback(
    (made: ShoutianMap | null) => {
      setMap(made);
      onMap(made);
    },
    [onMap],
  );
  const { layers, toggle, trouble } = useGround(map, id, home);
  // The panel must not hide what the map was fitted to.
  useEffect(() => map?.setInsets({ right: open ? PANEL_PX : 0 }), [map, open]);
  const words = t('layers');
  useKeys(useMemo(() => [{ keys: 'l', label: words, run: () => setOpen((was) => !was) }], [words]));
  const mark = demo ? ' 演示' : '';
  return (
    <div className="st-ground">
      <MapPane label={label} watermark={`${person.countyName}${mark} · ${person.name} ${today}`} onMap={hand} />
      {open && map !== null ? (
        <Suspense>
          <LayerPanel
            layers={layers}
            counts={counts}
            onToggle={toggle}
            onClose={() => setOpen(false)}
            {...(props.recordsLabel === undefined ? {} : { recordsLabel: props.recordsLabel })}
          />
        </Suspense>
      ) : (
        <div className="st-ground-tools">
          {props.tools}
          <Button icon={<Icon name="layers" />} onClick={() => setOpen(true)}>
            {words}
          </Button>
        </div>
      )}
      {trouble !== null && (
        <div className="st-ground-trouble">
          <Notice tone="amber">{trouble}</Notice>
        </div>
      )}
      {props.children !== undefined && props.children !== null && props.children !== false && (
        <div className="st-ground-float">{props.children}</div>
      )}
    </div>
  );
}
