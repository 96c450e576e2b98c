import { useState } from 'react';
import { drafts, outbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Item } from '../../outbox/item.ts';
import { inOrder } from '../../outbox/machine.ts';
import { Icon, StateMark, type Tone } from '../../parts/icon.tsx';
import { clockTime } from '../../words/clock.ts';
import { sizeWords } from '../../words/distance.ts';
import { MismatchSheet } from './mismatch-sheet.tsx';
import { outboxTexts } from './texts.ts';
import { whyOf } from './why.ts';

type Say = ReturnType<typeof useTexts<keyof typeof outboxTexts.zh & string>>;

const toneOf: Record<Item['state'], Tone> = {
  draft: 'amber',
  queued: 'grey',
  sending: 'blue',
  received: 'ok',
  returned: 'red',
  mismatch: 'purple',
};

function stateWords(item: Item, t: Say): string {
  switch (item.state) {
    case 'draft':
      return t('draft');
    case 'queued':
      return t('queued');
    case 'sending':
      return t('sending', { p: Math.round(item.share * 100) });
    case 'received':
      return t('received');
    case 'returned':
      return t('returned', { why: whyOf(item.trouble) });
    case 'mismatch':
      return t('mismatch', { why: whyOf(item.trouble) });
  }
}

/** The small line below the state. */
function rest(item: Item, items: readonly Item[], t: Say): string {
  switch (item.state) {
    case 'draft':
    case 'returned':
    case 'mismatch':
      return '';
    case 'sending':
      return item.bytes > 0 ? t('part', { a: sizeWords(item.bytes * item.share), b: sizeWords(item.bytes) }) : '';
    case 'received':
      return item.receipt === null ? '' : t('receipt', { time: clockTime(item.receipt.at), ref: item.receipt.ref });
    case 'queued': {
      if (item.attempts > 0) return t('retryAt', { time: clockTime(item.notBefore) });
      const waits = item.after.some((id) => items.some((one) => one.id === id && one.state !== 'received'));
      if (waits) return t('waits');
      const queue = inOrder(items, item.personId).filter((one) => one.state === 'queued' || one.state === 'sending');
      const before = queue.findIndex((one) => one.id === item.id);
      return before > 0 ? t('ahead', { n: before }) : t('next');
    }
  }
}

/** Gives an act back to its form, with what was filled in. */
async function mend(item: Item): Promise<void> {
  const { draft, personId, title, path } = item;
  if (!(await outbox.undo(item.id))) return;
  if (draft)
    drafts.save({ personId, key: draft.key, title, path, savedAt: Date.now(), value: JSON.parse(draft.value) });
  go(path);
}

/** One act or photo with its state, and the one thing that can be done about it. */
export function ItemLine({ item, items }: { item: Item; items: readonly Item[] }) {
  const t = useTexts(outboxTexts);
  const [looking, setLooking] = useState(false);
  const photo = item.act.kind === 'photo' || item.act.kind === 'attachment';
  const tone = toneOf[item.state];
  return (
    <article className={`f-card f-line is-${tone}`}>
      {item.thumb === null ? (
        <span className="f-line-icon">
          <Icon name={item.state === 'received' ? 'check' : photo ? 'picture' : 'file'} />
        </span>
      ) : (
        <img className="f-line-icon" src={item.thumb} alt="" />
      )}
      <div className="f-grow">
        <h2>{item.title}</h2>
        <StateMark tone={tone}>{stateWords(item, t)}</StateMark>
        <p className="f-note">{rest(item, items, t)}</p>
        {item.state === 'sending' && item.bytes > 0 && (
          <div className="f-bar is-blue">
            <i style={{ width: `${item.share * 100}%` }} />
          </div>
        )}
      </div>
      {item.state === 'returned' && (
        <button type="button" className="f-button is-main" onClick={() => void mend(item)}>
          {photo ? t('retake') : t('fix')}
        </button>
      )}
      {item.state === 'mismatch' && (
        <button type="button" className="f-button is-main" onClick={() => setLooking(true)}>
          {t('see')}
        </button>
      )}
      {looking && <MismatchSheet item={item} onClose={() => setLooking(false)} />}
    </article>
  );
}
