import { listProblems, listViews, removeView, saveView } from '@shoutian/domain/api';
import { useQueries } from '@tanstack/react-query';
import { ask, keyOf, useAct, useCan, useEndpoint, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import type { ListView, SavedView } from '../../kit/index.ts';
import { type LedgerQuery, queryOf } from './filters.ts';
import { texts } from './texts.ts';

type ViewOf = SavedView['view'];
const LIST = 'problems';

const presets = [
  { key: 'all', label: 'viewAll', view: {} },
  { key: 'waiting', label: 'viewWaiting', view: { filters: { waitingForMe: ['true'] } } },
  { key: 'mine', label: 'viewMine', view: { filters: { mine: ['true'] } } },
  { key: 'overdue', label: 'viewOverdue', view: { filters: { due: ['overdue'] } } },
  { key: 'month', label: 'viewMonth', view: { filters: { due: ['month'] } } },
  { key: 'pbf', label: 'viewPbf', view: { filters: { pbfMu: ['1..'] }, sort: '-pbfM2' } },
  { key: 'rebound', label: 'viewRebound', view: { filters: { rebound: ['true'] } } },
] as const;

/** A stored definition as a view; what does not look like one is left out, so that an old view still opens. */
export function readDefinition(definition: Readonly<Record<string, unknown>>): ViewOf {
  const raw = definition['filters'];
  const filters: Record<string, readonly string[]> = {};
  if (typeof raw === 'object' && raw !== null)
    for (const [key, values] of Object.entries(raw))
      if (Array.isArray(values)) filters[key] = values.filter((one) => typeof one === 'string');
  const [sort, q] = [definition['sort'], definition['q']];
  return { filters, ...(typeof sort === 'string' ? { sort } : {}), ...(typeof q === 'string' ? { q } : {}) };
}

/** How many rows each preset has: one small question a tab, kept for a minute. */
function useCounts(): readonly (number | undefined)[] {
  const scope = useScope();
  const answers = useQueries({
    queries: presets.map((preset) => {
      const query: LedgerQuery = { ...queryOf({ filters: {}, ...preset.view }, scope.code, null), pageSize: 1 };
      return {
        queryKey: keyOf(listProblems, { query }),
        queryFn: () => ask(listProblems, { query }),
        staleTime: 60_000,
      };
    }),
  });
  return answers.map((answer) => answer.data?.total);
}

export interface LedgerViews {
  views: readonly SavedView[];
  onSave: (name: string, view: ListView, shared: boolean) => void;
}

/** The tabs of the ledger: the ones everybody has, with their counts, then the saved ones. */
export function useViews(): LedgerViews {
  const t = useTexts(texts);
  const may = useCan('view.save');
  const saved = useEndpoint(listViews, { query: { list: LIST } }, { enabled: may });
  const save = useAct(saveView, { invalidate: [listViews], done: (view) => t('viewSaved', { name: view.name }) });
  const remove = useAct(removeView, { invalidate: [listViews] });
  const counts = useCounts();
  const views = [
    ...presets.map((preset, i) => {
      const count = counts[i];
      return { ...preset, label: t(preset.label), ...(count === undefined ? {} : { count }) };
    }),
    ...(saved.data?.rows ?? []).map((row) => ({
      key: row.id,
      label: row.name,
      shared: row.shared,
      view: readDefinition(row.definition),
      ...(row.own ? { onRemove: () => remove.mutate({ params: { id: row.id } }) } : {}),
    })),
  ];
  return {
    views,
    onSave: (name, { filters, sort, q }, shared) =>
      save.mutate({ body: { list: LIST, name, shared, definition: { filters, sort: sort ?? null, q: q ?? null } } }),
  };
}
