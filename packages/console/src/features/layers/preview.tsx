import type { ShoutianMap } from '@shoutian/map';
import { useEffect, useState } from 'react';
import { useSession } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, EmptyState, MapPane } from '../../kit/index.ts';
import type { LayerDetail } from './layer-detail.ts';
import { layerTexts } from './texts.ts';
import { kindName } from './words.ts';

/** The version alone on the map; its figures stand in the table beside it. */
export function LayerPreview({ layer }: { layer: LayerDetail }) {
  const t = useTexts(layerTexts);
  const { person, demo, today } = useSession();
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const { id, kind, bounds, state, title } = layer;
  useEffect(() => {
    if (map === null || bounds === null) return;
    map.setBaseLayers([{ kind, versionId: id, label: kindName(kind), visible: true, opacity: 1 }]);
    const box: [number, number, number, number] = [...bounds];
    map.setHome(box);
    void map.ready.then(() => map.fitTo(box, { fly: false, padding: 24 }));
  }, [map, id, kind, bounds]);
  const shown = state === 'active' && bounds !== null;
  return (
    <Card title={t('preview')} flush={shown} className="st-layer-map">
      {shown ? (
        <MapPane
          label={title}
          watermark={`${person.countyName}${demo ? ' 演示' : ''} · ${person.name} ${today}`}
          onMap={setMap}
        />
      ) : (
        <EmptyState text={t(kind === 'division' ? 'noPreviewDivision' : 'noPreview')} />
      )}
    </Card>
  );
}
