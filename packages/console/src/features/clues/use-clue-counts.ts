import { listClues } from '@shoutian/domain/api';
import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ask, keyOf } from '../../app/index.ts';
import type { ClueQuery } from './filters.ts';

const asked: readonly (readonly [key: string, query: ClueQuery])[] = [
  ['toDispatch', { state: ['registered'] }],
  ['toVerify', { state: ['dispatched'] }],
  ['givenBack', { returned: true }],
  ['toReview', { state: ['reported'] }],
  ['overdue', { due: 'overdue' }],
];

/** How many lie behind the tabs that are work; one row each is asked, the total is what counts. */
export function useClueCounts(scope: string): Readonly<Record<string, number>> {
  const answers = useQueries({
    queries: asked.map(([, query]) => {
      const input = { query: { ...query, division: [scope], pageSize: 1 } };
      return { queryKey: keyOf(listClues, input), queryFn: () => ask(listClues, input), staleTime: 30_000 };
    }),
  });
  const totals = answers.map((answer) => answer.data?.total);
  const known = totals.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the totals as text change exactly when one of them does
  return useMemo(() => {
    const pairs = asked.flatMap(([key], i) => {
      const total = totals[i];
      return total === undefined ? [] : [[key, total] as const];
    });
    return Object.fromEntries(pairs);
  }, [known]);
}
