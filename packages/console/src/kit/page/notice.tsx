import type { ReactNode } from 'react';
import { Icon } from '../marks/icon.tsx';
import './page.css';

export interface NoticeProps {
  tone: 'red' | 'amber' | 'ok' | 'blue';
  title?: ReactNode;
  children?: ReactNode;
  /** Links or small buttons under the text. */
  actions?: ReactNode;
}

const role = { red: 'alert', amber: 'status', ok: 'status', blue: 'note' } as const;

/** A boxed sentence: what, where, what to do, what is safe. */
export function Notice({ tone, title, children, actions }: NoticeProps) {
  const icon = tone === 'ok' ? 'check' : tone === 'blue' ? 'info' : 'problem';
  return (
    <div className={`st-notice st-notice-${tone}`} role={role[tone]}>
      <Icon name={icon} />
      <div className="st-grow">
        {title !== undefined && <div className="st-strong st-notice-title">{title}</div>}
        {children !== undefined && <div>{children}</div>}
        {actions !== undefined && <div className="st-notice-actions">{actions}</div>}
      </div>
    </div>
  );
}
