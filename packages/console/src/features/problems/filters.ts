import type { InputOf, listProblems } from '@shoutian/domain/api';
import { categories, channels, problemTypes } from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import { useMemo } from 'react';
import { useScope, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type FilterDef, type ListState, readRange, type ScopeNode } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Everything that may stand in the ledger's address. `inMap` is the map's own window, whose bounds change too often. */
export const FILTER_KEYS = [
  'division',
  'type',
  'channel',
  'state',
  'due',
  'year',
  'stockOrNew',
  'category',
  'leadUnit',
  'pbfMu',
  'farmland',
  'ongoing',
  'rebound',
  'mine',
  'waitingForMe',
  'unlisted',
  'orphan',
  'listId',
  'campaignId',
  'inMap',
] as const;

export type LedgerQuery = NonNullable<InputOf<typeof listProblems>['query']>;

const flags = ['farmland', 'ongoing', 'rebound', 'mine', 'waitingForMe', 'unlisted', 'orphan'] as const;
const lists = ['type', 'channel', 'state', 'year', 'category', 'leadUnit'] as const;

/** The address's filters as the server's query; `scope` is the header's place, used where no village is picked. */
export function queryOf(
  state: Pick<ListState, 'filters' | 'q' | 'sort'>,
  scope: string,
  bbox: readonly number[] | null,
): LedgerQuery {
  const one = (key: string) => state.filters[key]?.[0];
  const query: Record<string, unknown> = { division: state.filters['division'] ?? [scope] };
  for (const key of lists) if (state.filters[key]) query[key] = state.filters[key];
  for (const key of flags) if (one(key) === 'true') query[key] = true;
  for (const key of ['due', 'stockOrNew', 'listId', 'campaignId']) if (one(key)) query[key] = one(key);
  const { min } = readRange(one('pbfMu'));
  if (min !== undefined) query['pbfMu'] = Number(min);
  if (one('inMap') === 'true' && bbox !== null) query['bbox'] = bbox.map((degrees) => degrees.toFixed(6)).join(',');
  if (state.q !== undefined) query['q'] = state.q;
  if (state.sort !== undefined) query['sort'] = state.sort;
  return query as LedgerQuery;
}

function villages(tree: readonly ScopeNode[], prefix: string): { value: string; label: string }[] {
  return tree.flatMap((node) => {
    const children = node.children ?? [];
    const here = children.length === 0 && node.code.startsWith(prefix) ? [{ value: node.code, label: node.name }] : [];
    return [...here, ...villages(children, prefix)];
  });
}

/** Villages inside the present scope, for filters and forms. */
export function useVillages(): readonly { value: string; label: string }[] {
  const scope = useScope();
  return useMemo(() => villages(scope.tree, scope.code), [scope.tree, scope.code]);
}

/** The conditions of the ledger as sentences. */
export function useFilters(): readonly FilterDef[] {
  const t = useTexts(texts);
  const language = useLanguage();
  const places = useVillages();
  const year = Number(useToday().slice(0, 4));
  return useMemo((): readonly FilterDef[] => {
    const choice = (entries: readonly { code: string; zh: string; en: string }[], withCode = false) =>
      entries.map((one) => ({ value: one.code, label: withCode ? `${one.code} ${one[language]}` : one[language] }));
    const units = (['townBuild', 'townIndustry', 'townEnforce'] as const).map((id) => ({
      value: id,
      label: roles[id][language],
    }));
    return [
      { key: 'division', label: t('village'), kind: 'choice', options: places },
      { key: 'type', label: t('type'), kind: 'choice', options: choice(problemTypes.entries, true) },
      { key: 'channel', label: t('channel'), kind: 'choice', options: choice(channels.entries) },
      { key: 'state', label: t('state'), kind: 'choice', options: choice(problemStates.entries) },
      {
        key: 'due',
        label: t('due'),
        kind: 'choice',
        multiple: false,
        options: (['overdue', 'within3', 'within7', 'within15', 'month'] as const).map((value) => ({
          value,
          label: t(value),
        })),
        more: true,
      },
      {
        key: 'year',
        label: t('year'),
        kind: 'choice',
        options: Array.from({ length: 12 }, (_, i) => ({ value: String(year - i), label: String(year - i) })),
        more: true,
      },
      {
        key: 'stockOrNew',
        label: t('stockOrNew'),
        kind: 'choice',
        multiple: false,
        options: [
          { value: 'stock', label: t('stock') },
          { value: 'new', label: t('new') },
        ],
        more: true,
      },
      { key: 'category', label: t('category'), kind: 'choice', options: choice(categories.entries), more: true },
      { key: 'leadUnit', label: t('leadUnit'), kind: 'choice', options: units, more: true },
      { key: 'pbfMu', label: t('pbf'), kind: 'number', unit: t('mu'), more: true },
      ...flags.map((key): FilterDef => ({ key, label: t(key), kind: 'flag', more: true })),
    ];
  }, [t, language, places, year]);
}
