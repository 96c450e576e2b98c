import { type ReactNode, useEffect } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { Crumb } from './card.tsx';
import { Go } from './go.tsx';
import './page.css';

export interface PageTitleProps {
  title: string;
  crumbs?: readonly Crumb[];
  /** State tags beside the title, at most four. */
  tags?: ReactNode;
  /** Right end; the one primary button stands last. */
  actions?: ReactNode;
  note?: ReactNode;
}

/** The only 20 px text of a page; also names the browser tab. */
export function PageTitle({ title, crumbs, tags, actions, note }: PageTitleProps) {
  const t = useTexts(kitTexts);
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
  return (
    <header className="st-title">
      <div className="st-title-main">
        {crumbs !== undefined && crumbs.length > 0 && (
          <nav className="st-crumbs" aria-label="breadcrumb">
            {crumbs.map((crumb, i) => (
              <span key={crumb.label} className="st-crumb">
                {i > 0 && <Icon name="next" size={12} />}
                {crumb.to === undefined ? crumb.label : <Go to={crumb.to}>{crumb.label}</Go>}
              </span>
            ))}
          </nav>
        )}
        <div className="st-title-line">
          <h1 className="st-h1">{title}</h1>
          {tags}
        </div>
      </div>
      {(actions !== undefined || note !== undefined) && (
        <div className="st-title-actions">
          {note !== undefined && <span className="st-note">{note}</span>}
          {actions}
        </div>
      )}
    </header>
  );
}
