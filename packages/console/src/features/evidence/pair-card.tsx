import type { PackView } from '@shoutian/domain/api';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Card, type PairMode, PairModeSwitch, PhotoPair } from '../../kit/index.ts';
import { texts } from './texts.ts';
import { photoSrc, type Shown } from './use-evidence.ts';

type Pair = PackView['pairs'][number];

export interface PairCardProps {
  pairs: readonly Pair[];
  shown: readonly Shown[];
  /** Photo picked in the strip, on the map or by a reason. */
  picked: string | null;
  onPick: (id: string) => void;
}

const holds = (pair: Pair, id: string | null) =>
  id !== null && [pair.beforeId, pair.duringId, pair.afterId].includes(id);

/** Before and after of a viewpoint, or the one picked photo whole where it has no partner. */
export function PairCard({ pairs, shown, picked, onPick }: PairCardProps) {
  const t = useTexts(texts);
  const [mode, setMode] = useState<PairMode>('slide');
  const find = (id: string | null) => shown.find((one) => one.photo.id === id);
  const whole = pairs.filter((pair) => pair.beforeId !== null && pair.afterId !== null);
  const pair = picked === null ? (whole[0] ?? pairs[0]) : pairs.find((one) => holds(one, picked));
  const before = find(pair?.beforeId ?? null);
  const after = find(pair?.afterId ?? null);
  const side = ({ photo, label, stamp }: Shown) => ({ src: photoSrc(photo.id, 'view'), alt: label, caption: stamp });
  const single = find(picked) ?? before ?? after ?? shown[0];
  const nameOf = (one: Pair) =>
    one.afterId === null
      ? t('missingAfter', { view: one.viewpoint })
      : one.beforeId === null
        ? t('missingBefore', { view: one.viewpoint })
        : one.viewpoint;
  const note =
    pair === undefined
      ? undefined
      : pair.distanceM === null
        ? t('pairNoPlace')
        : t('pairNote', { m: Math.round(pair.distanceM), deg: Math.round(pair.bearingDiffDeg ?? 0) });
  return (
    <Card
      title={t('pair')}
      className="st-ev-pair"
      flush
      extra={
        <>
          <PairModeSwitch mode={mode} onChange={setMode} />
          {pairs.length > 0 && (
            <Segmented
              className="st-seg"
              value={pair?.viewpoint ?? ''}
              onChange={(view) => {
                const next = pairs.find((one) => one.viewpoint === view);
                const id = next?.afterId ?? next?.beforeId ?? next?.duringId;
                if (id) onPick(id);
              }}
              options={pairs.map((one) => ({ value: one.viewpoint, label: nameOf(one) }))}
            />
          )}
        </>
      }
    >
      {before !== undefined && after !== undefined && (picked === null || pair !== undefined) ? (
        <PhotoPair key={pair?.viewpoint} before={side(before)} after={side(after)} mode={mode} note={note} />
      ) : single === undefined ? (
        <p className="st-note st-reasons-note">{t('noPhotos')}</p>
      ) : (
        <figure className="st-ev-single">
          <img src={photoSrc(single.photo.id, 'view')} alt={single.label} />
          <figcaption>
            <b>{single.label}</b> {single.stamp}
          </figcaption>
        </figure>
      )}
    </Card>
  );
}
