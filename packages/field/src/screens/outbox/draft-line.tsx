import type { Draft } from '../../drafts/drafts.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon, StateMark } from '../../parts/icon.tsx';
import { clockTime } from '../../words/clock.ts';
import { outboxTexts } from './texts.ts';

/** A form that was begun. */
export function DraftLine({ draft, onOpen }: { draft: Draft<unknown>; onOpen: () => void }) {
  const t = useTexts(outboxTexts);
  return (
    <article className="f-card f-line">
      <span className="f-line-icon">
        <Icon name="edit" />
      </span>
      <div className="f-grow">
        <h2>{draft.title}</h2>
        <StateMark tone="amber">{t('draft')}</StateMark>
        <p className="f-note">{t('savedAt', { time: clockTime(draft.savedAt) })}</p>
      </div>
      <button type="button" className="f-button" onClick={onOpen}>
        {t('goOn')}
      </button>
    </article>
  );
}
