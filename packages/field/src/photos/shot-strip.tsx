import { type PhotoKind, photoKinds } from '@shoutian/domain/dictionaries';
import { lazy, Suspense, useState } from 'react';
import { outbox } from '../app/outbox.ts';
import { language } from '../i18n/setup.ts';
import { useTexts } from '../i18n/texts.ts';
import { Icon } from '../parts/icon.tsx';
import type { ShotView } from './shots.ts';
import { photoTexts } from './texts.ts';

const ShotSheet = lazy(async () => ({ default: (await import('./shot-sheet.tsx')).ShotSheet }));

export interface ShotStripProps {
  shots: readonly ShotView[];
  /** Kinds still wanted; each gets a dashed place. */
  wanted: readonly PhotoKind[];
  /** Opens the camera for a kind, or for any. */
  onTake: (kind: PhotoKind | null) => void;
}

/** Thumbnails with their kind, a dashed place for what is missing, and one for more. */
export function ShotStrip({ shots, wanted, onTake }: ShotStripProps) {
  const t = useTexts(photoTexts);
  const [open, setOpen] = useState<ShotView | null>(null);
  return (
    <>
      <div className="f-shots">
        {shots.map((shot) => (
          <button key={shot.id} type="button" className="f-shot" onClick={() => setOpen(shot)}>
            {shot.thumb === null ? (
              <span className="f-shot-box">
                <Icon name="picture" />
              </span>
            ) : (
              <img src={shot.thumb} alt="" loading="lazy" />
            )}
            <span>
              {shot.item && shot.item.state !== 'received' ? '' : '✓ '}
              {photoKinds.label(shot.kind, language())}
            </span>
          </button>
        ))}
        {wanted.map((kind) => (
          <button key={kind} type="button" className="f-shot is-wanted" onClick={() => onTake(kind)}>
            <span className="f-shot-box">
              <Icon name="camera" />
            </span>
            <span>{photoKinds.label(kind, language())}</span>
          </button>
        ))}
        <button type="button" className="f-shot is-free" onClick={() => onTake(null)}>
          <span className="f-shot-box">
            <Icon name="camera" />
          </span>
          <span>{shots.length === 0 ? t('take') : t('again')}</span>
        </button>
      </div>
      {open && (
        <Suspense>
          <ShotSheet
            shot={open}
            onClose={() => setOpen(null)}
            onRemove={async () => {
              if (await outbox.takeBack([open.id])) setOpen(null);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
