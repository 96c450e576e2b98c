import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import type { ListView } from './list-search.ts';
import type { ListState } from './use-list-state.ts';
import './list.css';

export interface SavedView {
  key: string;
  label: string;
  count?: number;
  view: Partial<Pick<ListView, 'filters' | 'sort' | 'q'>>;
  /** Shared by the town: carries a star. */
  shared?: boolean;
  /** Deletes it; offered while the view is open. Only views a person saved have one. */
  onRemove?: () => void;
}

export interface SavedViewsProps {
  views: readonly SavedView[];
  state: ListState;
  /** Stores the present conditions under a name. */
  onSave?: (name: string, view: ListView, shared: boolean) => void;
}

/** Saved views as tabs; the present one is the address's `view`. */
export function SavedViews({ views, state, onSave }: SavedViewsProps) {
  const t = useTexts(kitTexts);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const [shared, setShared] = useState(false);
  const current = state.view ?? (state.filtered ? undefined : views[0]?.key);
  return (
    <nav className="st-views" aria-label={t('views')}>
      {views.map((one) => (
        <span key={one.key} className="st-row">
          <button
            type="button"
            className={`st-view ${one.key === current ? 'st-view-on' : ''}`}
            aria-current={one.key === current ? 'page' : undefined}
            onClick={() => state.openView({ ...one.view, view: one.key })}
          >
            {one.label} {one.count}
            {one.shared && <Icon name="star" size={14} />}
          </button>
          {one.onRemove && one.key === current && (
            <button
              type="button"
              className="st-plain st-note"
              aria-label={t('removeView', { name: one.label })}
              title={t('removeView', { name: one.label })}
              onClick={one.onRemove}
            >
              <Icon name="close" size={12} />
            </button>
          )}
        </span>
      ))}
      {onSave && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          content={
            <form
              className="st-row"
              onSubmit={(event) => {
                event.preventDefault();
                if (name.trim() === '') return;
                onSave(name.trim(), state, shared);
                setName('');
                setOpen(false);
              }}
            >
              <Input
                value={name}
                maxLength={20}
                placeholder={t('viewName')}
                onChange={(e) => setName(e.target.value)}
              />
              <Checkbox checked={shared} onChange={(e) => setShared(e.target.checked)}>
                {t('shareView')}
              </Checkbox>
              <Button htmlType="submit" type="primary">
                {t('saveView')}
              </Button>
            </form>
          }
        >
          <button type="button" className="st-view">
            <Icon name="save" size={14} /> {t('saveView')}
          </button>
        </Popover>
      )}
    </nav>
  );
}
