import { listBoundaries, listLayers } from '@shoutian/domain/api';
import { layerKinds } from '@shoutian/domain/layers';
import type { BaseKind, BaseLayer, ShoutianMap } from '@shoutian/map';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { useCan, useSession } from '../../app/session.tsx';
import { useLanguage } from '../use-language.ts';

const STORE = 'shoutian.layers.shown';
/** What a parcel is judged against; the other control lines are switched on when they are asked for. */
const FIRST: readonly BaseKind[] = ['landClass', 'permanentBasicFarmland'];

function remembered(): readonly string[] {
  try {
    const raw: unknown = JSON.parse(localStorage.getItem(STORE) ?? 'null');
    return Array.isArray(raw) ? raw.filter((one) => typeof one === 'string') : FIRST;
  } catch {
    return FIRST;
  }
}

export interface BaseLayers {
  layers: readonly BaseLayer[];
  toggle: (kind: BaseKind) => void;
}

/**
 * The county's base layers on a map: the newest year of every kind, shown or hidden as this computer remembers, with the
 * boundaries of the divisions in scope.
 */
export function useBaseLayers(map: ShoutianMap | null): BaseLayers {
  const language = useLanguage();
  const may = useCan('layer.read');
  const mayPlaces = useCan('division.read');
  const answer = useEndpoint(listLayers, { query: { pageSize: 200 } }, { enabled: may, staleMs: 600_000 });
  const places = useEndpoint(listBoundaries, {}, { enabled: mayPlaces, staleMs: 600_000 });
  const [shown, setShown] = useState(remembered);
  const layers = useMemo<BaseLayer[]>(() => {
    const rows = (answer.data?.rows ?? []).filter((row) => row.kind !== 'division');
    const newest = new Map<string, number>();
    for (const row of rows) {
      const place = `${row.kind} ${row.divisionCode}`;
      newest.set(place, Math.max(newest.get(place) ?? 0, row.year));
    }
    return rows
      .filter((row) => newest.get(`${row.kind} ${row.divisionCode}`) === row.year)
      .map((row) => ({
        kind: row.kind,
        versionId: row.id,
        label: layerKinds.label(row.kind, language),
        version: language === 'en' ? String(row.year) : `${String(row.year).slice(2)}版`,
        visible: shown.includes(row.kind),
        opacity: 1,
      }));
  }, [answer.data, shown, language]);
  useEffect(() => map?.setBaseLayers(layers), [map, layers]);
  useEffect(() => {
    if (map === null || places.data === undefined) return;
    map.setDivisions({
      type: 'FeatureCollection',
      features: places.data.rows.flatMap(({ name, level, geometry }) =>
        geometry === null
          ? []
          : [{ type: 'Feature' as const, properties: { name, level }, geometry: geometry as never }],
      ),
    });
  }, [map, places.data]);
  const toggle = (kind: BaseKind) => {
    const next = shown.includes(kind) ? shown.filter((one) => one !== kind) : [...shown, kind];
    setShown(next);
    try {
      localStorage.setItem(STORE, JSON.stringify(next));
    } catch {
      // Not remembered then; the choice holds for this page.
    }
  };
  return { layers, toggle };
}

/** Who looks at which county on which day: stands on every map, and on every photo taken of a screen. */
export function useWatermark(): string {
  const { person, demo, today } = useSession();
  const en = useLanguage() === 'en';
  return `${person.countyName}${demo ? (en ? ' (demo)' : ' 演示') : ''} · ${person.name} ${today}`;
}
