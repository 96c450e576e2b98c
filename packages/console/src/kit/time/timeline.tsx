import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import './time.css';

export interface TimelineItem {
  key: string;
  /** Who did it; 系统 for jobs. */
  who: string;
  role?: string;
  /** What, in one sentence. */
  what: ReactNode;
  /** `YYYY-MM-DD HH:mm` or shorter, as shown. */
  at: string;
  where?: string;
  /** Reason, difference, attachments. */
  detail?: ReactNode;
  tone?: 'normal' | 'warn' | 'future';
}

export interface TimelineProps {
  items: readonly TimelineItem[];
  /** Shows the first n and a link to all. */
  limit?: number;
  onAll?: () => void;
}

/** Who, when, where, what changed; the newest first as given. */
export function Timeline({ items, limit, onAll }: TimelineProps) {
  const t = useTexts(kitTexts);
  const shown = limit === undefined ? items : items.slice(0, limit);
  return (
    <>
      <ol className="st-timeline">
        {shown.map((item) => (
          <li key={item.key} className={`st-timeline-${item.tone ?? 'normal'}`}>
            <b>{item.who}</b>
            {item.role !== undefined && `（${item.role}）`} <span>{item.what}</span>{' '}
            <time className="st-note">{item.at}</time>
            {item.where !== undefined && <span className="st-note"> · {item.where}</span>}
            {item.detail !== undefined && <div className="st-second">{item.detail}</div>}
          </li>
        ))}
      </ol>
      {shown.length < items.length && onAll && (
        <button type="button" className="st-link" onClick={onAll}>
          {t('showAll', { n: items.length })}
        </button>
      )}
    </>
  );
}
