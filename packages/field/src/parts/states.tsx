import type { ReactNode } from 'react';
import { problemSentence } from '../app/api.ts';
import { useTexts } from '../i18n/texts.ts';
import { Icon } from './icon.tsx';
import { partTexts } from './texts.ts';

/** Grey bones while the first answer is on its way. */
export function Loading({ lines = 3 }: { lines?: number }) {
  const t = useTexts(partTexts);
  return (
    <div className="f-bones" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <i key={index} />
      ))}
    </div>
  );
}

/** What went wrong, in the server's sentence, with the one thing to do. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts(partTexts);
  return (
    <div className="f-alert" role="alert">
      <Icon name="info" />
      <p>{problemSentence(error)}</p>
      <button type="button" className="f-button" onClick={onRetry}>
        {t('retry')}
      </button>
    </div>
  );
}

/** Nothing here, said with what comes next. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="f-empty">
      <svg viewBox="0 0 80 80" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="2.500">
        <path d="M6 58c16-8 52-8 68 0M6 46c18-9 50-9 68 0M28 40l-5 30M52 40l5 30" />
        <path d="M40 38V18M40 26c0-7-6-10-13-10 0 7 5 10 13 10zM40 22c0-6 5-9 12-9 0 7-4 9-12 9z" />
      </svg>
      <p className="f-strong">{title}</p>
      {children}
    </div>
  );
}
