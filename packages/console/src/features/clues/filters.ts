import type { InputOf, listClues } from '@shoutian/domain/api';
import { channels, problemTypes } from '@shoutian/domain/dictionaries';
import { useMemo } from 'react';
import { useScope } from '../../app/index.ts';
import { languageNow, useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type FilterDef, type ListState, type SavedView, type ScopeNode, stateLooks } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Everything that may stand in the list's address; `inMap` is the map's own window. */
export const FILTER_KEYS = [
  'division',
  'state',
  'channel',
  'type',
  'due',
  'batchId',
  'assignedTo',
  'farmland',
  'pbf',
  'ongoing',
  'returned',
  'inMap',
] as const;

export type ClueQuery = NonNullable<InputOf<typeof listClues>['query']>;

const flags = ['farmland', 'pbf', 'ongoing', 'returned'] as const;
const lists = ['state', 'channel', 'type'] as const;
const single = ['due', 'batchId', 'assignedTo'] as const;
const clueStates = ['registered', 'dispatched', 'reported', 'closed', 'merged'] as const;

/** The address's filters as the server's query; `scope` is the header's place, used where no village is picked. */
export function queryOf(
  state: Pick<ListState, 'filters' | 'q' | 'sort'>,
  scope: string,
  bbox: readonly number[] | null,
): ClueQuery {
  const one = (key: string) => state.filters[key]?.[0];
  const query: Record<string, unknown> = { division: state.filters['division'] ?? [scope] };
  for (const key of lists) if (state.filters[key]) query[key] = state.filters[key];
  for (const key of flags) if (one(key) === 'true') query[key] = true;
  for (const key of single) if (one(key)) query[key] = one(key);
  if (one('inMap') === 'true' && bbox !== null) query['bbox'] = bbox.map((degrees) => degrees.toFixed(6)).join(',');
  if (state.q !== undefined) query['q'] = state.q;
  if (state.sort !== undefined) query['sort'] = state.sort;
  return query as ClueQuery;
}

function villagesIn(tree: readonly ScopeNode[], prefix: string): { value: string; label: string }[] {
  return tree.flatMap((node) => {
    const children = node.children ?? [];
    const here = children.length === 0 && node.code.startsWith(prefix) ? [{ value: node.code, label: node.name }] : [];
    return [...here, ...villagesIn(children, prefix)];
  });
}

/** Villages inside the present scope. */
export function useVillages(): readonly { value: string; label: string }[] {
  const { tree, code } = useScope();
  return useMemo(() => villagesIn(tree, code), [tree, code]);
}

/** The conditions of the list as sentences. */
export function useFilters(): readonly FilterDef[] {
  const t = useTexts(texts);
  const language = useLanguage();
  const places = useVillages();
  return useMemo((): readonly FilterDef[] => {
    const options = (entries: readonly { code: string; zh: string; en: string }[]) =>
      entries.map((entry) => ({ value: entry.code, label: entry[language] }));
    const days = (['overdue', 'soon'] as const).map((value) => ({ value, label: t(value) }));
    return [
      { key: 'division', label: t('village'), kind: 'choice', options: places },
      {
        key: 'state',
        label: t('state'),
        kind: 'choice',
        options: clueStates.map((value) => ({ value, label: stateLooks[value][languageNow()] })),
      },
      { key: 'channel', label: t('channel'), kind: 'choice', options: options(channels.entries) },
      { key: 'type', label: t('type'), kind: 'choice', options: options(problemTypes.entries), more: true },
      { key: 'due', label: t('due'), kind: 'choice', multiple: false, options: days, more: true },
      { key: 'farmland', label: t('onFarm'), kind: 'flag', more: true },
      { key: 'pbf', label: t('onPbf'), kind: 'flag', more: true },
      { key: 'ongoing', label: t('ongoing'), kind: 'flag', more: true },
      { key: 'returned', label: t('givenBack'), kind: 'flag', more: true },
    ];
  }, [places, t, language]);
}

/** Tabs of the list, in the order of the work. */
export function useViews(counts: Readonly<Record<string, number>>): readonly SavedView[] {
  const t = useTexts(texts);
  return useMemo(() => {
    const view = (key: Parameters<typeof t>[0], filters: Record<string, string[]>, sort?: string): SavedView => ({
      key,
      label: t(key),
      view: { filters, ...(sort === undefined ? {} : { sort }) },
      ...(counts[key] === undefined ? {} : { count: counts[key] }),
    });
    return [
      view('all', {}),
      view('toDispatch', { state: ['registered'] }),
      view('toVerify', { state: ['dispatched'] }, 'dueOn'),
      view('givenBack', { returned: ['true'] }, 'dueOn'),
      view('toReview', { state: ['reported'] }, 'dueOn'),
      view('overdue', { due: ['overdue'] }, 'dueOn'),
      view('ongoing', { ongoing: ['true'] }),
      view('onPbf', { pbf: ['true'] }),
      view('closed', { state: ['closed', 'merged'] }),
    ];
  }, [t, counts]);
}
