import { clueShapes, type InputOf } from '@shoutian/domain/api';
import type { Bbox, ShoutianMap } from '@shoutian/map';
import { useEffect, useRef, useState } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { type MarkCounts, useRecords } from '../../kit/index.ts';
import type { ClueQuery } from './filters.ts';

export interface ClueMapOptions {
  query: ClueQuery;
  selected: string | null;
  ticked: readonly string[];
  onSelect: (id: string) => void;
  onTick: (ids: readonly string[]) => void;
}

/** The map's half of the workbench: the same filter, one selection, Shift-drag ticks, and the window it shows. */
export function useClueMap(
  map: ShoutianMap | null,
  { query, selected, ticked, onSelect, onTick }: ClueMapOptions,
): { counts: MarkCounts; total: number; bounds: Bbox | null } {
  // The window itself must not hide what one is about to pan to.
  const { bbox: _bbox, sort: _sort, page: _page, pageSize: _size, ...same } = query;
  const shapes = useEndpoint(clueShapes, { query: same as InputOf<typeof clueShapes>['query'] }, { keep: true });
  const features = shapes.data?.features;
  const counts = useRecords(map, 'clues', features, { fit: 'first' });
  const [bounds, setBounds] = useState<Bbox | null>(null);
  // A parcel that was clicked on the map is in sight already: no flight.
  const there = useRef<string | null>(null);
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
    if (map === null || features === undefined) return;
    const fly = selected !== null && selected !== there.current;
    there.current = selected;
    void map.ready.then(() => map.select(selected, { fly }));
  }, [map, selected, features]);
  return { counts, total: shapes.data?.total ?? 0, bounds };
}
