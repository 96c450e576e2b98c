import type { PolygonGeometry } from '@shoutian/domain/api';
import { shortNo } from '@shoutian/domain/problem';
import type { DueState, Mark, MarkedFeature, RecordState, ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';

/** A record as the `shapes` endpoints give it. */
export interface RecordShape {
  id: string;
  no: string;
  title: string;
  state: RecordState;
  dueState: DueState;
  geometry: PolygonGeometry | null;
  point: readonly [number, number] | null;
}

export type MarkCounts = Partial<Record<Mark, number>>;

export interface RecordsOptions {
  /** Moves the map to the records once, when the first of them arrive; a new text does it again (another filter). */
  fit?: string;
}

/** Puts records on the map with the mark of their state and due day; gives the counts for the legend. */
export function useRecords(
  map: ShoutianMap | null,
  set: string,
  shapes: readonly RecordShape[] | undefined,
  { fit }: RecordsOptions = {},
): MarkCounts {
  const [counts, setCounts] = useState<MarkCounts>({});
  const [drawn, setDrawn] = useState<readonly string[]>([]);
  useEffect(() => {
    if (map === null || shapes === undefined) return;
    let gone = false;
    void import('@shoutian/map').then(({ markFor }) => {
      if (gone) return;
      const tally: MarkCounts = {};
      const features = shapes.flatMap((shape): MarkedFeature[] => {
        const mark = markFor(shape.state, shape.dueState);
        tally[mark] = (tally[mark] ?? 0) + 1;
        const properties = { id: shape.id, no: shortNo(shape.no), mark, title: `${shape.no} ${shape.title}` };
        if (shape.geometry !== null) return [{ type: 'Feature', properties, geometry: shape.geometry }];
        if (shape.point === null) return [];
        return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [...shape.point] } }];
      });
      map.setFeatures(set, { type: 'FeatureCollection', features });
      setCounts(tally);
      setDrawn(features.map((feature) => feature.properties.id));
    });
    return () => {
      gone = true;
    };
  }, [map, set, shapes]);
  const some = drawn.length > 0;
  // The map never moves by itself: only when the first records or another filter's records are there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `fit` and the first arrival are the only reasons to move
  useEffect(() => {
    if (map === null || fit === undefined || !some) return;
    void map.ready.then(() => map.fitTo(drawn, { fly: false, maxZoom: 16, padding: 60 }));
  }, [map, fit, some]);
  return counts;
}
