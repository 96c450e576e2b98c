import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { ApiProblem, problemSentence } from '../../app/api.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import { Notice } from './notice.tsx';
import './states.css';

function Sprout() {
  return (
    <svg width="88" height="60" viewBox="0 0 88 60" aria-hidden="true">
      <path d="M4 46Q24 34 44 44T84 42V58H4Z" fill="var(--st-green-1)" stroke="var(--st-green-4)" />
      <path d="M16 54Q34 42 72 52M30 58Q44 48 80 56" stroke="var(--st-green-4)" fill="none" />
      <path
        d="M44 42v-16M44 30q-8-2-10-9q8 0 10 9M44 34q8-3 11-10q-8 0-11 10"
        stroke="var(--st-green-6)"
        strokeWidth="1.6"
        fill="none"
      />
    </svg>
  );
}

export interface EmptyStateProps {
  title?: string;
  /** Says what comes next: 「下一个：0150，12月2日。」 */
  text?: ReactNode;
  action?: ReactNode;
}

/** Nothing here, in words of the page, with the way onwards. */
export function EmptyState({ title, text, action }: EmptyStateProps) {
  const t = useTexts(kitTexts);
  return (
    <div className="st-state">
      <Sprout />
      <div className="st-strong">{title ?? t('emptyTitle')}</div>
      {text !== undefined && <div className="st-second st-state-text">{text}</div>}
      {action}
    </div>
  );
}

export interface EmptyByFilterProps {
  /** One link per active condition: what it would be without. */
  loosen?: readonly { label: string; run: () => void }[];
  onClear: () => void;
}

/** Nothing matches: each active condition can be dropped from here. */
export function EmptyByFilter({ loosen = [], onClear }: EmptyByFilterProps) {
  const t = useTexts(kitTexts);
  return (
    <div className="st-state">
      <Icon name="filter" size={32} className="st-tone-grey" />
      <div className="st-strong">{t('emptyFiltered')}</div>
      <div className="st-second st-state-text">{t('emptyFilteredText')}</div>
      <div className="st-row st-wrap st-state-actions">
        {loosen.map((one) => (
          <button key={one.label} type="button" className="st-link" onClick={one.run}>
            {t('without', { chip: one.label })}
          </button>
        ))}
        <Button size="small" onClick={onClear}>
          {t('clearFilters')}
        </Button>
      </div>
    </div>
  );
}

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** Nothing the user typed is on this page: leaves out 「已填的内容还在」. */
  nothingTyped?: boolean;
}

/** What went wrong in the server's sentence, and a retry; 403 becomes the no-permission state. */
export function ErrorState({ error, onRetry, nothingTyped = true }: ErrorStateProps) {
  const t = useTexts(kitTexts);
  if (error instanceof ApiProblem && error.status === 403) return <NoPermission text={problemSentence(error)} />;
  return (
    <div className="st-state-box">
      <Notice
        tone="red"
        title={t('errorTitle')}
        actions={
          onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('retry')}
            </Button>
          )
        }
      >
        {problemSentence(error)}
        {!nothingTyped && ` ${t('errorKept')}`}
      </Notice>
    </div>
  );
}

/** The page exists, this person may not open it. */
export function NoPermission({ text }: { text?: string }) {
  const t = useTexts(kitTexts);
  return (
    <div className="st-state">
      <Icon name="lock" size={32} className="st-tone-grey" />
      <div className="st-strong">{t('noPermission')}</div>
      <div className="st-second st-state-text">{text ?? t('noPermissionText')}</div>
    </div>
  );
}

/** Frozen or closed: says why nothing can be changed. */
export function ReadOnlyBar({ children }: { children: ReactNode }) {
  const t = useTexts(kitTexts);
  return (
    <div className="st-readonly" role="note">
      <Icon name="lock" size={14} />
      <b>{t('readOnly')}</b>
      <span>{children}</span>
    </div>
  );
}

/** Grey lines in the place of text to come. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const t = useTexts(kitTexts);
  const widths = ['92%', '76%', '84%', '60%', '88%', '70%'];
  return (
    <div className="st-loading" role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholder lines have no identity
        <span key={i} style={{ width: widths[i % widths.length] }} />
      ))}
    </div>
  );
}

export interface AnswerProps<T> {
  query: UseQueryResult<T, Error>;
  children: (data: T) => ReactNode;
  lines?: number;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
}

/** One query with its loading, error, permission and empty states around the content. */
export function Answer<T>({ query, children, lines = 4, isEmpty, empty }: AnswerProps<T>) {
  if (query.data !== undefined) {
    if (isEmpty?.(query.data)) return empty ?? <EmptyState />;
    return children(query.data);
  }
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading lines={lines} />;
}
