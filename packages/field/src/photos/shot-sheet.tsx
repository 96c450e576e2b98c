import { photoKinds } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
// The component alone: the package's index would bring its own letter size and font for the whole page.
import 'antd-mobile/es/components/image-viewer/image-viewer.css';
import { ImageViewer } from 'antd-mobile/es/components/image-viewer/image-viewer.js';
import { useEffect, useState } from 'react';
import { outbox } from '../app/outbox.ts';
import { language } from '../i18n/setup.ts';
import { useTexts } from '../i18n/texts.ts';
import { MarkIcon } from '../parts/icon.tsx';
import { Sheet } from '../parts/sheet.tsx';
import type { ShotView } from './shots.ts';
import { photoTexts } from './texts.ts';

/** One photo large, with how far it is; only what the town does not have yet can be dropped. */
export function ShotSheet({ shot, onClose, onRemove }: { shot: ShotView; onClose: () => void; onRemove: () => void }) {
  const t = useTexts(photoTexts);
  const [address, setAddress] = useState<string | null>(null);
  const [large, setLarge] = useState(false);
  useEffect(() => {
    let made: string | null = null;
    void outbox.file(shot.id).then((blob) => {
      made = blob ? URL.createObjectURL(blob) : null;
      setAddress(made ?? (shot.server ? `/api/photos/${shot.id}/view` : shot.thumb));
    });
    return () => {
      if (made) URL.revokeObjectURL(made);
    };
  }, [shot.id, shot.server, shot.thumb]);
  const state = shot.item?.state ?? 'received';
  const percent = Math.round((shot.item?.share ?? 0) * 100);
  const free = shot.item !== null && state !== 'received' && state !== 'sending';
  // The browser's dialogue lies above everything else: the viewer takes its place instead of hiding behind it.
  if (large && address !== null) return <ImageViewer image={address} visible onClose={() => setLarge(false)} />;
  return (
    <Sheet title={t('photo', { kind: photoKinds.label(shot.kind, language()) })} onClose={onClose}>
      {address !== null && (
        <button type="button" className="f-shot" onClick={() => setLarge(true)}>
          <img src={address} alt={photoKinds.label(shot.kind, language())} />
        </button>
      )}
      <p className="f-mark">
        <MarkIcon shape={state === 'received' ? 'done' : 'dashed'} />
        {t(`state_${state}`, { p: percent })}
      </p>
      {shot.takenAt !== null && <p className="f-note">{formatInstant(shot.takenAt)}</p>}
      {free ? (
        <button type="button" className="f-button is-quiet f-red" onClick={onRemove}>
          {t('remove')}
        </button>
      ) : (
        <p className="f-note">{t('removeGone')}</p>
      )}
    </Sheet>
  );
}
