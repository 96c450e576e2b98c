import { type InputOf, problemShapes } from '@shoutian/domain/api';
import type { Bbox, ShoutianMap } from '@shoutian/map';
import { useEffect, useRef, useState } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { type MarkCounts, useRecords } from '../../kit/index.ts';
import type { LedgerQuery } from './filters.ts';

export interface LedgerMapOptions {
  query: LedgerQuery;
  selected: string | null;
  ticked: readonly string[];
  onSelect: (id: string) => void;
  onTick: (ids: readonly string[]) => void;
}

export interface LedgerMapState {
  counts: MarkCounts;
  /** All that match, drawn or not. */
  total: number;
  bounds: Bbox | null;
}

/** The map's half of the workbench: the same filter drawn, one selection, Shift-drag ticks, and the window it shows. */
export function useLedgerMap(map: ShoutianMap | null, options: LedgerMapOptions): LedgerMapState {
  const { query, selected, ticked, onSelect, onTick } = options;
  // The map draws what the filter has everywhere: the window itself must not hide what one is about to pan to.
  const { bbox: _bbox, sort: _sort, page: _page, pageSize: _size, ...same } = query;
  const shapes = useEndpoint(problemShapes, { query: same as InputOf<typeof problemShapes>['query'] }, { keep: true });
  // Opened on one parcel (from its page), the map goes there and not to the whole filter.
  const [wide] = useState(selected === null);
  const counts = useRecords(map, 'problems', shapes.data?.features, wide ? { fit: 'first' } : {});
  const [bounds, setBounds] = useState<Bbox | null>(null);
  // What the map must not fly to: the parcel that was just clicked on it, and the one it stands at already.
  const there = useRef<string | null>(null);
  const features = shapes.data?.features;
  useEffect(() => map?.onBoundsChange((box) => setBounds(box)), [map]);
  useEffect(
    () =>
      map?.onPick((id) => {
        if (id === null) return;
        there.current = id;
        onSelect(id);
      }),
    [map, onSelect],
  );
  useEffect(() => map?.onBoxSelect((ids) => onTick([...new Set([...ticked, ...ids])])), [map, ticked, onTick]);
  useEffect(() => map?.setTicked([...ticked]), [map, ticked]);
  useEffect(() => {
    if (features && features.length > 0) map?.setHome(features.map((feature) => feature.id));
  }, [map, features]);
  useEffect(() => {
    // A pick before the parcels are drawn would find nothing to go to; the counts come with the drawing.
    if (map === null || Object.keys(counts).length === 0) return;
    const fly = selected !== null && selected !== there.current;
    there.current = selected;
    void map.ready.then(() => map.select(selected, { fly }));
  }, [map, selected, counts]);
  return { counts, total: shapes.data?.total ?? 0, bounds };
}
