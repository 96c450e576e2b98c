import { useEffect, useState } from 'react';
import { drafts, outbox, useOutbox } from '../app/outbox.ts';
import { go } from '../app/route.ts';
import { useTexts } from '../i18n/texts.ts';
import type { Item } from '../outbox/item.ts';
import { partTexts } from './texts.ts';

/** Ten seconds in which an act is still the phone's own (16: no confirmation dialogue, 撤回 instead). */
export const UNDO_MS = 10_000;

function heldNow(items: readonly Item[], now: number): Item | null {
  const held = items.filter(
    (item) => item.act.kind !== 'photo' && item.state === 'queued' && item.attempts === 0 && item.notBefore > now,
  );
  return held.sort((a, b) => b.notBefore - a.notBefore)[0] ?? null;
}

/**
 * Counts down the act that is about to leave, with 撤回; the form comes back as it was. It lies over the network strip:
 * at the bottom it would cover the next screen's main button for ten seconds.
 */
export function UndoBar() {
  const t = useTexts(partTexts);
  const { items, full } = useOutbox();
  const [now, setNow] = useState(Date.now());
  const item = heldNow(items, now);
  const waiting = heldNow(items, Date.now()) !== null;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [waiting]);
  if (full)
    return (
      <div className="f-undo-place">
        <div className="f-undo is-red" role="alert">
          <p>{t('full')}</p>
        </div>
      </div>
    );
  if (item === null) return null;
  const takeBack = async () => {
    if (!(await outbox.undo(item.id))) return;
    const { draft, personId, title, path } = item;
    if (draft)
      drafts.save({ personId, key: draft.key, title, path, savedAt: Date.now(), value: JSON.parse(draft.value) });
    go(path, { replace: true });
  };
  const seconds = Math.max(1, Math.ceil((item.notBefore - now) / 1000));
  return (
    <div className="f-undo-place">
      <div className="f-undo" role="status">
        <p>{t('undoIn', { n: seconds, title: item.title })}</p>
        <button type="button" onClick={() => void takeBack()}>
          {t('undo')}
        </button>
      </div>
    </div>
  );
}
