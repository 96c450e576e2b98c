import { Input, Modal } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { Go } from '../page/go.tsx';
import { kitTexts } from '../texts.ts';
import type { SearchGroup } from './frame-types.ts';

export interface GlobalSearchProps {
  search: (q: string, signal: AbortSignal) => Promise<readonly SearchGroup[]>;
}

/** Ctrl K or /: one box for numbers, places, parties, patches. */
export function GlobalSearch({ search }: GlobalSearchProps) {
  const t = useTexts(kitTexts);
  const [open, setOpen] = useState(false);
  const [q, setQ] = useState('');
  const [groups, setGroups] = useState<readonly SearchGroup[] | null>(null);
  const label = t('search');
  const keyLabel = t('searchKey');
  useKeys(
    useMemo(
      () => [
        { keys: 'mod+k', label: keyLabel, run: () => setOpen(true) },
        { keys: '/', run: () => setOpen(true) },
      ],
      [keyLabel],
    ),
    true,
  );
  useEffect(() => {
    const word = q.trim();
    setGroups(null);
    if (word.length < 2) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      search(word, stop.signal).then(setGroups, () => {
        if (!stop.signal.aborted) setGroups([]);
      });
    }, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [q, search]);
  const hits = (groups ?? []).filter((group) => group.hits.length > 0);
  return (
    <>
      <button type="button" className="st-search" onClick={() => setOpen(true)} aria-label={label}>
        <Icon name="search" />
        <span className="st-grow st-ellipsis">{label}</span>
        <span className="st-search-keys">
          <kbd>Ctrl</kbd> <kbd>K</kbd>
        </span>
      </button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={label} destroyOnHidden width={560}>
        <Input
          autoFocus
          value={q}
          allowClear
          prefix={<Icon name="search" />}
          onChange={(event) => setQ(event.target.value)}
          aria-label={label}
        />
        <div className="st-search-hits" aria-live="polite">
          {q.trim().length < 2 && <p className="st-note">{t('searchHint')}</p>}
          {q.trim().length >= 2 && groups !== null && hits.length === 0 && (
            <p className="st-second">{t('searchEmpty', { q })}</p>
          )}
          {hits.map((group) => (
            <section key={group.label}>
              <h3 className="st-note">{group.label}</h3>
              <ul>
                {group.hits.map((hit) => (
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the link inside takes Enter; the click only closes the box
                  <li key={hit.key} onClick={() => setOpen(false)}>
                    <Go to={hit.to}>
                      <b>{hit.title}</b> <span className="st-note">{hit.note}</span>
                    </Go>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </Modal>
    </>
  );
}
