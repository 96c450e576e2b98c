import { useState } from 'react';
import { outbox } from '../../app/outbox.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { Act, Item } from '../../outbox/item.ts';
import { Sheet } from '../../parts/sheet.tsx';
import { outboxTexts } from './texts.ts';
import { whyOf } from './why.ts';

/** The words a person entered, out of an act; numbers and codes say nothing to the reader. */
export function enteredWords(act: Act): string[] {
  const body: Record<string, unknown> =
    act.kind === 'photo'
      ? { ...act.facts }
      : act.kind === 'attachment'
        ? { name: act.fileName }
        : { ...act.input.body };
  const texts = ['description', 'note', 'content', 'statement', 'partyName', 'caption', 'name'];
  const inner = 'stop' in body && typeof body['stop'] === 'object' && body['stop'] !== null ? { ...body['stop'] } : {};
  return texts
    .flatMap((key) => [body[key], (inner as Record<string, unknown>)[key]])
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '');
}

/** 对不上: what the server says, what was entered here, and the choices. Nothing goes without being asked. */
export function MismatchSheet({ item, onClose }: { item: Item; onClose: () => void }) {
  const t = useTexts(outboxTexts);
  const [dropping, setDropping] = useState(false);
  const words = enteredWords(item.act);
  return (
    <Sheet title={t('seeTitle')} onClose={onClose}>
      <p className="f-strong">{item.title}</p>
      <p>{whyOf(item.trouble)}</p>
      <p className="f-note">{t('seeText')}</p>
      {words.length > 0 && (
        <div>
          <p className="f-note">{t('mine')}</p>
          {words.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
      )}
      {dropping ? (
        <>
          <p className="f-strong">{t('dropSure')}</p>
          <div className="f-pair">
            <button type="button" className="f-button is-quiet" onClick={() => setDropping(false)}>
              {t('keep')}
            </button>
            <button
              type="button"
              className="f-button is-red"
              onClick={() => void outbox.takeBack([item.id]).then(onClose)}
            >
              {t('dropYes')}
            </button>
          </div>
        </>
      ) : (
        <div className="f-pair">
          <button type="button" className="f-button is-quiet" onClick={() => setDropping(true)}>
            {t('drop')}
          </button>
          <button type="button" className="f-button is-main" onClick={() => void outbox.again(item.id).then(onClose)}>
            {t('again')}
          </button>
        </div>
      )}
    </Sheet>
  );
}
