import { type BatchView, batchGeometry } from '@shoutian/domain/api';
import type { MarkedFeature, ShoutianMap } from '@shoutian/map';
import { useEffect } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { GroundMap } from '../../kit/index.ts';
import { shapeOnMap, shortNumber } from './row-words.ts';
import { batchTexts } from './texts.ts';

/** Where the clues of a stored batch lie. */
export function StoredMap({
  batch,
  map,
  onMap,
}: {
  batch: BatchView;
  map: ShoutianMap | null;
  onMap: (map: ShoutianMap | null) => void;
}) {
  const t = useTexts(batchTexts);
  const shapes = useEndpoint(batchGeometry, { params: { id: batch.id }, query: {} });
  const data = shapes.data;
  useEffect(() => {
    if (map === null || data === undefined) return;
    const features = data.features.flatMap((feature): MarkedFeature[] =>
      shapeOnMap(feature).map((geometry) => ({
        type: 'Feature',
        properties: { id: feature.id, no: shortNumber(feature.no), mark: 'active', title: feature.no },
        geometry,
      })),
    );
    map.setFeatures('draft', { type: 'FeatureCollection', features }, { look: 'suspect' });
    if (features.length > 0)
      void map.ready.then(() =>
        map.fitTo(
          features.map(({ properties }) => properties.id),
          { fly: false, padding: 60, maxZoom: 17 },
        ),
      );
  }, [map, data]);
  return (
    <div className="st-batch-map st-batch-map-stored">
      <GroundMap id="batch" label={t('preview')} onMap={onMap} />
    </div>
  );
}
