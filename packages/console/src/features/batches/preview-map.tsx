import { type BatchView, batchGeometry, type DraftRow } from '@shoutian/domain/api';
import type { MarkedFeature, ShoutianMap } from '@shoutian/map';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { GroundMap, Icon, Toned } from '../../kit/index.ts';
import { DrawBar } from './draw-bar.tsx';
import { shapeOnMap, shortNumber } from './row-words.ts';
import { batchTexts } from './texts.ts';

export interface PreviewMapProps {
  batch: BatchView;
  current: DraftRow | null;
  onPick: (id: string, no: string) => void;
  onAdded: (row: DraftRow) => void;
}

/** The draft in red, what is there already dashed in purple, the current one blue. */
export function PreviewMap({ batch, current, onPick, onAdded }: PreviewMapProps) {
  const t = useTexts(batchTexts);
  const [map, setMap] = useState<ShoutianMap | null>(null);
  const [drawing, setDrawing] = useState<'polygon' | 'point' | null>(null);
  const shapes = useEndpoint(batchGeometry, { params: { id: batch.id }, query: { withMatches: true } }, { keep: true });
  const features = shapes.data?.features;
  const drawn = useMemo(() => {
    const collection = (kind: 'draft' | 'existing') => ({
      type: 'FeatureCollection' as const,
      features: (features ?? [])
        .filter((feature) => feature.kind === kind)
        .flatMap((feature): MarkedFeature[] =>
          shapeOnMap(feature).map((geometry) => ({
            type: 'Feature',
            properties: {
              id: feature.id,
              no: kind === 'existing' ? shortNumber(feature.no) : feature.no,
              mark: 'active',
              title: feature.no,
            },
            geometry,
          })),
        ),
    });
    return { draft: collection('draft'), existing: collection('existing') };
  }, [features]);
  useEffect(() => {
    map?.setFeatures('existing', drawn.existing, { look: 'existing' });
    map?.setFeatures('draft', drawn.draft, { look: 'suspect' });
  }, [map, drawn]);
  const first = drawn.draft.features.length > 0;
  // The map moves by itself once, when the draft arrives; after that only for what the person does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first arrival is the only reason to move
  useEffect(() => {
    if (map === null || !first) return;
    void map.ready.then(() =>
      map.fitTo(
        drawn.draft.features.map(({ properties }) => properties.id),
        { fly: false, padding: 60, maxZoom: 17 },
      ),
    );
  }, [map, first]);
  const id = current?.id ?? null;
  useEffect(() => {
    if (map === null || id === null) return;
    map.select(id, { fly: true });
  }, [map, id]);
  useEffect(
    () =>
      map?.onPick((picked, { set }) => {
        const feature = set === 'draft' ? features?.find((one) => one.id === picked) : undefined;
        if (feature !== undefined) onPick(feature.id, feature.no);
      }),
    [map, features, onPick],
  );
  const { draft } = batch;
  const editable = batch.abilities.includes('clue.import');
  return (
    <>
      <div className="st-card-head">
        <h2 className="st-card-title">{t('preview')}</h2>
        <span className="st-row st-end st-batch-counts">
          <Toned tone="ok">
            {t('storable', { n: draft?.storable ?? 0 })}
            {(draft?.repaired ?? 0) > 0 && t('repairedN', { n: draft?.repaired ?? 0 })}
          </Toned>
          {(draft?.undecided ?? 0) > 0 && <Toned tone="amber">{t('undecidedN', { n: draft?.undecided ?? 0 })}</Toned>}
          {(draft?.refused ?? 0) > 0 && <Toned tone="red">{t('refusedN', { n: draft?.refused ?? 0 })}</Toned>}
        </span>
      </div>
      <div className="st-batch-map">
        <GroundMap
          id="batch"
          label={t('preview')}
          onMap={setMap}
          home={!first}
          tools={
            editable && drawing === null ? (
              <>
                <Button icon={<Icon name="edit" size={14} />} onClick={() => setDrawing('polygon')}>
                  {t('draw')}
                </Button>
                <Button icon={<Icon name="locate" size={14} />} onClick={() => setDrawing('point')}>
                  {t('drawPoint')}
                </Button>
              </>
            ) : undefined
          }
        />
        <ul className="st-batch-legend" aria-hidden="true">
          <li>
            <i className="st-batch-swatch st-batch-swatch-ours" />
            {t('ours')}
          </li>
          {drawn.existing.features.length > 0 && (
            <li>
              <i className="st-batch-swatch st-batch-swatch-existing" />
              {t('existing')}
            </li>
          )}
          <li>
            <i className="st-batch-swatch st-batch-swatch-current" />
            {t('current')}
          </li>
        </ul>
        {drawing !== null && map !== null && (
          <DrawBar
            batchId={batch.id}
            map={map}
            kind={drawing}
            onEnd={(row) => {
              setDrawing(null);
              if (row !== null) onAdded(row);
            }}
          />
        )}
      </div>
    </>
  );
}
