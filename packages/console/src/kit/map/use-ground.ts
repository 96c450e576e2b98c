import { listBoundaries, listLayers } from '@shoutian/domain/api';
import { layerKinds } from '@shoutian/domain/layers';
import type { BaseLayer, ShoutianMap } from '@shoutian/map';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { useScope } from '../../app/scope.tsx';
import { useSession } from '../../app/session.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { keepShown, readShown } from './ground-store.ts';
import { groundTexts } from './texts.ts';

/** Versions change by an import, not by the minute. */
const STALE_MS = 600_000;

export interface GroundState {
  layers: readonly BaseLayer[];
  toggle: (kind: string, on: boolean) => void;
  /** What the map says about a layer that does not arrive. */
  trouble: string | null;
}

/** Keeps a map's layers, boundaries and backdrop: the newest version of each kind in force, switched per person. */
export function useGround(map: ShoutianMap | null, id: string, home: boolean): GroundState {
  const t = useTexts(groundTexts);
  const language = useLanguage();
  const { abilities, tiandituKey } = useSession();
  const scope = useScope();
  const [shown, setShown] = useState(() => readShown(id));
  const [trouble, setTrouble] = useState<string | null>(null);
  const may = (action: string) => abilities.includes(action);
  const versions = useEndpoint(
    listLayers,
    { query: { pageSize: 200, state: 'active' } },
    { enabled: may('layer.read'), staleMs: STALE_MS },
  );
  const boundaries = useEndpoint(listBoundaries, {}, { enabled: may('division.read'), staleMs: STALE_MS });
  const rows = versions.data?.rows;
  const layers = useMemo<readonly BaseLayer[]>(() => {
    const newest = new Map<string, NonNullable<typeof rows>[number]>();
    for (const row of rows ?? []) {
      const known = newest.get(row.kind);
      if (known === undefined || row.year > known.year) newest.set(row.kind, row);
    }
    return layerKinds.entries.flatMap((entry): BaseLayer[] => {
      const row = newest.get(entry.code);
      if (row === undefined || entry.code === 'division') return [];
      const version = t('version', { n: String(row.year).slice(2) });
      const visible = shown.includes(entry.code);
      return [{ kind: entry.code, versionId: row.id, label: entry[language], version, visible, opacity: 1 }];
    });
  }, [rows, shown, language, t]);
  useEffect(() => map?.setBaseLayers(layers), [map, layers]);
  useEffect(() => {
    const drawn = boundaries.data?.rows.flatMap(({ name, level, geometry }) =>
      geometry === null ? [] : [{ type: 'Feature' as const, properties: { name, level }, geometry }],
    );
    if (drawn !== undefined) map?.setDivisions({ type: 'FeatureCollection', features: drawn });
  }, [map, boundaries.data]);
  const own = boundaries.data?.rows.find((row) => row.code === scope.code)?.geometry ?? null;
  useEffect(() => {
    if (map === null || own === null) return;
    void import('@shoutian/map').then(({ bboxOf }) => {
      const box = bboxOf([own]);
      if (box === null) return;
      map.setHome(box);
      if (home) void map.ready.then(() => map.fitTo(box, { fly: false, padding: 48 }));
    });
  }, [map, own, home]);
  useEffect(() => {
    if (map === null || tiandituKey === null) return;
    void import('@shoutian/map').then(({ tianditu }) =>
      map.setBackdrop(tianditu({ key: tiandituKey, look: 'vector' })),
    );
  }, [map, tiandituKey]);
  useEffect(() => map?.onTrouble(({ layer, message }) => setTrouble(t('trouble', { layer, message }))), [map, t]);
  const toggle = (kind: string, on: boolean) => {
    const next = on ? [...shown, kind] : shown.filter((one) => one !== kind);
    setShown(next);
    keepShown(id, next);
  };
  return { layers, toggle, trouble };
}
