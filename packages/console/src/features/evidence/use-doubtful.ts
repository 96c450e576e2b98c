import { type DoubtfulPhoto, listDoubtfulPhotos, PhotoDoubt, PhotoSubject, type PhotoView } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { keyOf, useEndpoint, useScope } from '../../app/index.ts';
import { openedAt } from './opened-at.ts';

/** Photos asked for at once; what comes after is asked when the last one is reached. */
const PAGE = 24;

export interface Doubtful {
  query: ReturnType<typeof useEndpoint<typeof listDoubtfulPhotos>>;
  rows: readonly DoubtfulPhoto[];
  at: number;
  /** Still waiting under these conditions, without what was judged here. */
  left: number;
  reviews: ReadonlyMap<string, NonNullable<PhotoView['review']>>;
  doubt: PhotoDoubt | null;
  of: PhotoView['subjectKind'] | null;
  narrow: (filter: { doubt?: string | null; of?: string | null }) => void;
  pick: (id: string) => void;
  previous: (() => void) | undefined;
  next: (() => void) | undefined;
  /** A photo was judged: it stays in sight with its review, the next one opens. */
  done: (photo: PhotoView) => void;
}

const named = <T extends string>(values: readonly T[], value: unknown): T | null =>
  values.find((one) => one === value) ?? null;

/** The queue of photos with doubts, one after the other. Its order stays while one works through it. */
export function useDoubtful(): Doubtful {
  const scope = useScope();
  const navigate = useNavigate();
  const client = useQueryClient();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const text = (key: string) => (typeof search[key] === 'string' ? search[key] : undefined);
  const [id, doubt, of] = [
    text('id'),
    named(PhotoDoubt.options, search['doubt']),
    named(PhotoSubject.options, search['of']),
  ];
  const [opened] = useState(id);
  // '' is the beginning, said after a link had opened the queue in its middle.
  const from = (text('from') ?? opened) || undefined;
  const [reviews, setReviews] = useState<Doubtful['reviews']>(new Map());
  const query = useEndpoint(
    listDoubtfulPhotos,
    {
      query: {
        division: [scope.code],
        pageSize: PAGE,
        ...(doubt === null ? {} : { doubt: [doubt] }),
        ...(of === null ? {} : { subjectKind: [of] }),
        ...(from === undefined ? {} : { from }),
      },
    },
    { keep: true, staleMs: Number.POSITIVE_INFINITY },
  );
  const rows = query.data?.rows ?? [];
  const at = openedAt(rows, { id, from }, new Set(reviews.keys()));
  const go = (change: Record<string, string | undefined>) =>
    void navigate({
      to: '.',
      search: ((was: Record<string, unknown>) => ({ ...was, ...change })) as never,
      replace: true,
    });
  const afresh = (change: Record<string, string | undefined>) => {
    setReviews(new Map());
    void client.invalidateQueries({ queryKey: keyOf(listDoubtfulPhotos) });
    go({ id: undefined, from: '', ...change });
  };
  const last = rows.at(-1);
  const onward = rows[at + 1];
  const next =
    onward !== undefined
      ? () => go({ id: onward.id })
      : rows.length === PAGE && last !== undefined
        ? () => go({ from: last.id, id: undefined })
        : undefined;
  const before = rows[at - 1];
  return {
    query,
    rows,
    at,
    left: Math.max(0, (query.data?.total ?? 0) - rows.filter((row) => reviews.has(row.id)).length),
    reviews,
    doubt,
    of,
    narrow: (filter) =>
      afresh({
        ...('doubt' in filter ? { doubt: filter.doubt ?? undefined } : {}),
        ...('of' in filter ? { of: filter.of ?? undefined } : {}),
      }),
    pick: (photo) => go({ id: photo }),
    previous: before === undefined ? undefined : () => go({ id: before.id }),
    next,
    done: (photo) => {
      if (photo.review !== null) setReviews(new Map(reviews).set(photo.id, photo.review));
      if (next === undefined) afresh({});
      else next();
    },
  };
}
