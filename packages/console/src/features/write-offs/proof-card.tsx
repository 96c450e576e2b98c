import type { PackView } from '@shoutian/domain/api';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, type PairMode, PairModeSwitch, PhotoPair } from '../../kit/index.ts';
import { evidenceAddress } from '../problems/anchors.ts';
import { writeOffTexts } from './texts.ts';

/** Before and after from the same viewpoint, as far as there are both. */
export function ProofCard({ pack }: { pack: PackView }) {
  const t = useTexts(writeOffTexts);
  const [mode, setMode] = useState<PairMode>('side');
  const picture = (id: string, caption: string) => ({ src: `/api/photos/${id}/view`, alt: caption, caption });
  const pairs = pack.pairs.filter((pair) => pair.beforeId !== null && pair.afterId !== null);
  return (
    <Card
      title={t('proof')}
      className="st-writeoff-proof"
      extra={
        <>
          {pairs.length > 0 && <PairModeSwitch mode={mode} onChange={setMode} />}
          <Go to={evidenceAddress(pack.problemId)}>{t('toEvidence')}</Go>
        </>
      }
    >
      {pairs.map((pair) => (
        <PhotoPair
          key={pair.viewpoint}
          mode={mode}
          before={picture(pair.beforeId ?? '', pair.viewpoint)}
          after={picture(
            pair.afterId ?? '',
            pair.distanceM === null ? pair.viewpoint : `${pair.viewpoint} · ${Math.round(pair.distanceM)} m`,
          )}
        />
      ))}
      {pairs.length === 0 && <p className="st-note">{t('proofNone')}</p>}
    </Card>
  );
}
