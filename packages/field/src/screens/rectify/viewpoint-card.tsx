import { lazy, Suspense, useState } from 'react';
import { outbox } from '../../app/outbox.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../parts/icon.tsx';
import type { ShotView } from '../../photos/shots.ts';
import { rectifyTexts } from './texts.ts';
import { type RemedyStage, remedyStages, type ViewpointRow } from './viewpoints.ts';

const ShotSheet = lazy(async () => ({ default: (await import('../../photos/shot-sheet.tsx')).ShotSheet }));

/** One spot: three places for three photos, and what before and after came to. */
export function ViewpointCard({ row, onTake }: { row: ViewpointRow; onTake?: (stage: RemedyStage) => void }) {
  const t = useTexts(rectifyTexts);
  const [open, setOpen] = useState<ShotView | null>(null);
  const { pair } = row;
  return (
    <section className="f-card f-col">
      <h2>{t('viewpoint', { name: row.name })}</h2>
      <div className="f-shots is-three">
        {remedyStages.map((stage) => {
          const shot = row.shots[stage].at(-1);
          return shot ? (
            <button key={stage} type="button" className="f-shot" onClick={() => setOpen(shot)}>
              {shot.thumb === null ? <span className="f-shot-box" /> : <img src={shot.thumb} alt="" loading="lazy" />}
              <span>✓ {t(stage)}</span>
            </button>
          ) : (
            <button
              key={stage}
              type="button"
              className="f-shot is-wanted"
              disabled={onTake === undefined}
              onClick={() => onTake?.(stage)}
            >
              <span className="f-shot-box">
                <Icon name="camera" />
              </span>
              <span>{t(stage)}</span>
            </button>
          );
        })}
      </div>
      {row.shots.before.length === 0 && <p className="f-note">{t('beforeHint')}</p>}
      {pair !== null && pair.sameViewpoint === true && <p className="f-ok f-strong">{t('pairGood')}</p>}
      {pair !== null && pair.sameViewpoint === false && (
        <p className="f-amber f-strong">
          {t('pairBad', { m: Math.round(pair.distanceM ?? 0), deg: Math.round(pair.bearingDiffDeg ?? 0) })}
        </p>
      )}
      {open && (
        <Suspense>
          <ShotSheet
            shot={open}
            onClose={() => setOpen(null)}
            onRemove={() => void outbox.takeBack([open.id]).then((gone) => gone && setOpen(null))}
          />
        </Suspense>
      )}
    </section>
  );
}
