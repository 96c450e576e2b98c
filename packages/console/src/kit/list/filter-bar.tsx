import { Input, type InputRef } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useKeys } from '../act/use-keys.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import { FilterChip } from './filter-chip.tsx';
import type { FilterDef } from './filters.ts';
import type { ListState } from './use-list-state.ts';
import './list.css';

export interface FilterBarProps {
  filters: readonly FilterDef[];
  state: ListState;
  searchHint?: string;
  /** Import, export: small buttons at the end of the row. */
  tools?: ReactNode;
}

/** Waits until typing pauses, so that a word is one question to the server, not five. */
const PAUSE_MS = 350;

/** Search word and conditions as sentences; F puts the focus here. */
export function FilterBar({ filters, state, searchHint, tools }: FilterBarProps) {
  const t = useTexts(kitTexts);
  const [all, setAll] = useState(false);
  const [typed, setTyped] = useState(state.q ?? '');
  const box = useRef<InputRef>(null);
  const { setQuery, q = '' } = state;
  useEffect(() => setTyped(q), [q]);
  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => setQuery(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, q, setQuery]);
  const label = t('searchHere');
  useKeys(useMemo(() => [{ keys: 'f', label, run: () => box.current?.focus() }], [label]));
  const values = (key: string) => state.filters[key] ?? [];
  const shown = filters.filter((filter) => all || !filter.more || values(filter.key).length > 0);
  return (
    <search className="st-filters">
      <Input
        ref={box}
        className="st-filter-q"
        prefix={<Icon name="search" size={14} />}
        placeholder={searchHint ?? t('searchHere')}
        aria-label={searchHint ?? t('searchHere')}
        value={typed}
        allowClear
        onChange={(event) => setTyped(event.target.value)}
        onPressEnter={() => setQuery(typed)}
      />
      {shown.map((filter) => (
        <FilterChip
          key={filter.key}
          filter={filter}
          values={values(filter.key)}
          onChange={(next) => state.setFilter(filter.key, next)}
        />
      ))}
      {!all && shown.length < filters.length && (
        <button type="button" className="st-link" onClick={() => setAll(true)}>
          <Icon name="filter" size={14} /> {t('more')}
        </button>
      )}
      {state.filtered && (
        <button type="button" className="st-link" onClick={state.clear}>
          {t('clearFilters')}
        </button>
      )}
      {tools !== undefined && <div className="st-row st-end">{tools}</div>}
    </search>
  );
}
