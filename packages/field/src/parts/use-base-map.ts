import { listBoundaries, listLayers } from '@shoutian/domain/api';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import type { BaseLayer, ShoutianMap } from '@shoutian/map';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '../app/api.ts';
import { useSession } from '../app/session.tsx';
import { language } from '../i18n/setup.ts';

export interface BaseMapChoice {
  kind: LayerKind;
  label: string;
  on: boolean;
  toggle: () => void;
}

const HIDDEN = 'shoutian.layers-off';

function remembered(): Set<string> {
  try {
    return new Set((localStorage.getItem(HIDDEN) ?? 'urbanGrowthBoundary').split(',').filter((name) => name !== ''));
  } catch {
    return new Set();
  }
}

/**
 * Puts the layers in force and the boundaries of the own area on a map, and offers them for switching. The newest
 * version of each kind is shown; which are off is remembered on the phone.
 */
export function useBaseMap(map: ShoutianMap | null): BaseMapChoice[] {
  const { person } = useSession();
  const [off, setOff] = useState(remembered);
  const layers = useEndpoint(
    listLayers,
    { query: { state: 'active', pageSize: 100 } },
    { personId: person.id, staleMs: 3_600_000 },
  );
  const places = useEndpoint(listBoundaries, {}, { personId: person.id, staleMs: 3_600_000 });
  const newest = useMemo(() => {
    const byKind = new Map<LayerKind, { id: string; year: number }>();
    for (const row of layers.data?.rows ?? [])
      if (row.kind !== 'division' && (byKind.get(row.kind)?.year ?? 0) < row.year) byKind.set(row.kind, row);
    return byKind;
  }, [layers.data]);
  useEffect(() => {
    map?.setBaseLayers(
      [...newest].map(([kind, { id, year }]): BaseLayer => {
        const label = layerKinds.label(kind, language());
        return { kind, versionId: id, label, version: `${year}`, visible: !off.has(kind), opacity: 1 };
      }),
    );
  }, [map, newest, off]);
  useEffect(() => {
    const features = (places.data?.rows ?? []).flatMap(({ name, level, geometry }) =>
      geometry === null ? [] : [{ type: 'Feature' as const, geometry, properties: { name, level } }],
    );
    map?.setDivisions(features.length === 0 ? null : { type: 'FeatureCollection', features });
  }, [map, places.data]);
  return [...newest.keys()].map((kind) => ({
    kind,
    label: layerKinds.label(kind, language()),
    on: !off.has(kind),
    toggle: () => {
      const next = new Set(off);
      if (!next.delete(kind)) next.add(kind);
      setOff(next);
      try {
        localStorage.setItem(HIDDEN, [...next].join(','));
      } catch {
        // Holds for this page then.
      }
    },
  }));
}
