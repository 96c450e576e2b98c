import { listProblems } from '@shoutian/domain/api';
import { useCallback, useState } from 'react';
import { ask, useGo } from '../../app/index.ts';
import type { Neighbours } from '../../kit/index.ts';
import type { LedgerQuery } from './filters.ts';

/** The list a problem was opened from: its ids as they stood, so that an act does not shuffle them under the reader. */
export interface Queue {
  ids: readonly string[];
  /** Place of the first id in the whole list, from 0. */
  offset: number;
  total: number;
  /** Where more of it comes from; without it the ids are all there is. */
  query?: LedgerQuery;
  pageSize?: number;
}

const STORE = 'shoutian.problemQueue';

/** Remembers the list for the time this window is open. */
export function rememberQueue(queue: Queue): void {
  try {
    sessionStorage.setItem(STORE, JSON.stringify(queue));
  } catch {
    // The detail page then has no previous and next.
  }
}

function remembered(): Queue | null {
  try {
    const raw: unknown = JSON.parse(sessionStorage.getItem(STORE) ?? 'null');
    return typeof raw === 'object' && raw !== null && 'ids' in raw && Array.isArray(raw.ids) ? (raw as Queue) : null;
  } catch {
    return null;
  }
}

/** Previous and next of a problem in the list one came from; undefined when it came from elsewhere. */
export function useQueue(id: string): Neighbours | undefined {
  const go = useGo();
  const [queue, setQueue] = useState(remembered);
  const at = queue?.ids.indexOf(id) ?? -1;
  const turn = useCallback(
    async (from: Queue, forward: boolean) => {
      if (from.query === undefined || from.pageSize === undefined) return;
      const offset = forward ? from.offset + from.ids.length : from.offset - from.pageSize;
      const page = Math.floor(offset / from.pageSize) + 1;
      const answer = await ask(listProblems, { query: { ...from.query, page, pageSize: from.pageSize } });
      const ids = answer.rows.map((row) => row.id);
      const next = { ...from, ids, offset: (page - 1) * from.pageSize, total: answer.total };
      const to = forward ? ids[0] : ids.at(-1);
      if (to === undefined) return;
      rememberQueue(next);
      setQueue(next);
      go(`/problems/${to}`);
    },
    [go],
  );
  if (queue === null || at < 0) return undefined;
  const step = (by: 1 | -1): (() => void) | undefined => {
    const next = queue.ids[at + by];
    if (next !== undefined) return () => go(`/problems/${next}`);
    const more = by === 1 ? queue.offset + queue.ids.length < queue.total : queue.offset > 0;
    return more && queue.query !== undefined ? () => void turn(queue, by === 1) : undefined;
  };
  const [onPrevious, onNext] = [step(-1), step(1)];
  return {
    at: queue.offset + at + 1,
    of: queue.total,
    ...(onPrevious ? { onPrevious } : {}),
    ...(onNext ? { onNext } : {}),
  };
}
