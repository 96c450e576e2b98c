import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ListView, readListView, writeListView } from './list-search.ts';

export interface ListState extends ListView {
  /** Sets one filter; an empty list drops it. Goes back to page 1. */
  setFilter: (key: string, values: readonly string[]) => void;
  setQuery: (q: string) => void;
  setSort: (sort: string | undefined) => void;
  setPage: (page: number, pageSize?: number) => void;
  /** Replaces filters, words and sort at once: a saved view. */
  openView: (view: Partial<ListView>) => void;
  clear: () => void;
  /** Any filter or word is active. */
  filtered: boolean;
}

/** The list's view, read from and written to the address. `filterKeys` must be a constant. */
export function useListState(filterKeys: readonly string[], pageSize = 50): ListState {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  return useMemo(() => {
    const view = readListView(search, filterKeys, pageSize);
    const put = (next: ListView, replace = false) =>
      void navigate({ to: '.', search: writeListView(next, search, filterKeys, pageSize) as never, replace });
    const { q: _q, sort: _sort, view: _view, ...bare } = view;
    return {
      ...view,
      filtered: view.q !== undefined || Object.keys(view.filters).length > 0,
      setFilter: (key, values) => put({ ...view, page: 1, filters: { ...view.filters, [key]: values } }),
      setQuery: (q) => {
        const { q: _old, ...rest } = view;
        put(q === '' ? { ...rest, page: 1 } : { ...rest, page: 1, q }, true);
      },
      setSort: (sort) => {
        const { sort: _old, ...rest } = view;
        put(sort === undefined ? rest : { ...rest, sort });
      },
      setPage: (page, size) => put({ ...view, page, pageSize: size ?? view.pageSize }),
      openView: (saved) => put({ ...bare, filters: {}, ...saved, page: 1 }),
      clear: () => put({ ...bare, page: 1, filters: {}, ...(view.sort === undefined ? {} : { sort: view.sort }) }),
    };
  }, [search, navigate, filterKeys, pageSize]);
}
