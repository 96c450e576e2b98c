import { useSyncExternalStore } from 'react';
import { drafts, outbox, useOutbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useTexts } from '../../i18n/texts.ts';
import { type Item, isUnsent } from '../../outbox/item.ts';
import { inOrder, photoCount } from '../../outbox/machine.ts';
import { Icon } from '../../parts/icon.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Empty, Loading } from '../../parts/states.tsx';
import { sizeWords } from '../../words/distance.ts';
import { DraftLine } from './draft-line.tsx';
import { exportQueue } from './export-queue.ts';
import { ItemLine } from './item-line.tsx';
import { outboxTexts } from './texts.ts';
import './outbox.css';

/** What needs a person first, then what is on its way, then what has arrived, newest first. */
function sorted(items: readonly Item[], personId: string): Item[] {
  const rank = (item: Item) =>
    item.state === 'returned' ? 0 : item.state === 'mismatch' ? 1 : item.state === 'received' ? 3 : 2;
  const order = inOrder(items, personId).filter((item) => item.state !== 'draft');
  const received = order
    .filter((item) => item.state === 'received')
    .reverse()
    .slice(0, 30);
  return [...order.filter((item) => item.state !== 'received').sort((a, b) => rank(a) - rank(b)), ...received];
}

/** 15: one line per act and photo; counted by receipts, nothing goes before its own. */
export function OutboxScreen() {
  const t = useTexts(outboxTexts);
  const { person, today } = useSession();
  const { items, loaded } = useOutbox();
  const list = useSyncExternalStore(drafts.subscribe, drafts.list).filter((draft) => draft.personId === person.id);
  const lines = sorted(items, person.id);
  const unsent = lines.filter(isUnsent);
  const others = items.filter((item) => item.personId !== person.id && isUnsent(item)).length;
  const count = photoCount(items.filter((item) => item.personId === person.id));
  return (
    <Screen
      title={t('title')}
      tab="/outbox"
      end={
        <button
          type="button"
          className="f-top-side"
          disabled={unsent.length === 0}
          onClick={() => void exportQueue(unsent, t('exportName', { day: today }))}
        >
          <Icon name="download" />
          {t('export')}
        </button>
      }
    >
      {count.total > 0 && (
        <section className="f-card f-col">
          <div className="f-row f-between f-wrap">
            <h2>{t('photos', { a: count.arrived, n: count.total })}</h2>
            <span className="f-note">
              {count.arrived < count.total
                ? t('left', { n: count.total - count.arrived, size: sizeWords(count.bytesLeft) })
                : t('allPhotos')}
            </span>
          </div>
          <div className="f-bar" role="img" aria-label={t('photos', { a: count.arrived, n: count.total })}>
            <i style={{ width: `${(count.arrived / count.total) * 100}%` }} />
          </div>
          <p className="f-note">{t('promise')}</p>
        </section>
      )}
      {unsent.length > 0 && (
        <button type="button" className="f-button" onClick={() => outbox.sendNow()}>
          {t('send')}
        </button>
      )}
      {others > 0 && <p className="f-alert is-blue">{t('otherPerson', { n: others })}</p>}
      {!loaded && <Loading lines={2} />}
      {loaded && lines.length === 0 && list.length === 0 && (
        <Empty title={t('empty')}>
          <p>{t('emptyText')}</p>
        </Empty>
      )}
      {unsent.map((item) => (
        <ItemLine key={item.id} item={item} items={items} />
      ))}
      {list.map((draft) => (
        <DraftLine key={draft.key} draft={draft} onOpen={() => go(draft.path)} />
      ))}
      {lines
        .filter((item) => !isUnsent(item))
        .map((item) => (
          <ItemLine key={item.id} item={item} items={items} />
        ))}
    </Screen>
  );
}
