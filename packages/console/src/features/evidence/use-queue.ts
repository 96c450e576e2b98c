import { listDoubtfulPhotos, listProblems } from '@shoutian/domain/api';
import { useMemo } from 'react';
import { useCan, useEndpoint, useScope } from '../../app/index.ts';

export interface QueueItem {
  id: string;
  no: string;
}

/**
 * Problems whose evidence is looked at now: first those with photos that ask for a look, then all that are on their way
 * to being written off. The order stays while the page is open, so that a decision does not shuffle what is next.
 */
export function useQueue(): { items: readonly QueueItem[]; loading: boolean } {
  const scope = useScope();
  const doubtful = useEndpoint(
    listDoubtfulPhotos,
    { query: { division: [scope.code], subjectKind: ['problem'], pageSize: 200 } },
    { enabled: useCan('photo.explain'), staleMs: 300_000 },
  );
  const onTheWay = useEndpoint(
    listProblems,
    {
      query: {
        division: [scope.code],
        state: ['writeOffRequested', 'townReview', 'countyReview'],
        sort: 'due',
        pageSize: 200,
      },
    },
    { staleMs: 300_000 },
  );
  const items = useMemo(() => {
    const all = new Map<string, QueueItem>();
    for (const { record } of doubtful.data?.rows ?? []) all.set(record.id, { id: record.id, no: record.no });
    for (const row of onTheWay.data?.rows ?? [])
      if (!all.has(row.id)) all.set(row.id, { id: row.id, no: row.problemNo });
    return [...all.values()];
  }, [doubtful.data, onTheWay.data]);
  return { items, loading: onTheWay.isLoading || doubtful.isLoading };
}
