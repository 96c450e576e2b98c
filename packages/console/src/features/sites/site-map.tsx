import type { SiteCheckDetail } from '@shoutian/domain/api';
import type { ShoutianMap } from '@shoutian/map';
import { useEffect } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Card, GroundMap } from '../../kit/index.ts';
import { siteTexts } from './texts.ts';

/** All alternatives on one map, by their names. */
export function SiteMap({
  site,
  map,
  onMap,
}: {
  site: SiteCheckDetail;
  map: ShoutianMap | null;
  onMap: (map: ShoutianMap | null) => void;
}) {
  const t = useTexts(siteTexts);
  const { options, chosenId } = site;
  useEffect(() => {
    if (map === null) return;
    map.setFeatures(
      'sites',
      {
        type: 'FeatureCollection',
        features: options.map((option) => ({
          type: 'Feature',
          properties: { id: option.id, no: option.label, mark: 'active', title: option.label },
          geometry: option.geometry,
        })),
      },
      { look: 'suspect' },
    );
    const ids = options.map(({ id }) => id);
    if (ids.length === 0) return;
    map.setHome(ids);
    void map.ready.then(() => {
      map.fitTo(ids, { fly: false, padding: 60, maxZoom: 17 });
      if (chosenId !== null) map.select(chosenId);
    });
  }, [map, options, chosenId]);
  return (
    <Card title={t('map')} flush>
      <div className="st-site-map">
        <GroundMap id="site" label={t('map')} onMap={onMap} home={options.length === 0} />
      </div>
    </Card>
  );
}
