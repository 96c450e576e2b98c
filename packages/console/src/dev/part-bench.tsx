import type { MarkedCollection, ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';
import { MapPane, Workbench } from '../kit/index.ts';
import { SampleList } from './sample-list.tsx';

const square = (id: string, lon: number, mark: 'dueSoon' | 'overdue') => ({
  type: 'Feature' as const,
  properties: { id, no: id, mark },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [lon, 30],
        [lon + 0.0006, 30],
        [lon + 0.0006, 30.0005],
        [lon, 30.0005],
        [lon, 30],
      ],
    ],
  },
});
const ground: MarkedCollection = {
  type: 'FeatureCollection',
  features: [square('0137', 105, 'dueSoon'), square('0138', 105.001, 'overdue')],
};

/** 图表 template with two invented parcels. */
export default function PartBench() {
  const [selected, setSelected] = useState<string | null>('0137');
  const [map, setMap] = useState<ShoutianMap | null>(null);
  useEffect(() => {
    map?.setFeatures('problems', ground);
    void map?.ready.then(() => map.fitTo(['0137', '0138'], { fly: false }));
    return map?.onPick((id) => id !== null && setSelected(id));
  }, [map]);
  useEffect(() => map?.select(selected), [map, selected]);
  return (
    <Workbench id="kit" map={<MapPane label="示范县地图" watermark="示范县 演示 · 周甲 2026-11-23" onMap={setMap} />}>
      <SampleList selected={selected} onSelect={setSelected} />
    </Workbench>
  );
}
