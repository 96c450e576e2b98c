import { listPhotos, type PhotoView } from '@shoutian/domain/api';
import type { PhotoKind, PhotoStage } from '@shoutian/domain/dictionaries';
import { useMemo } from 'react';
import { useEndpoint } from '../app/api.ts';
import { useOutbox } from '../app/outbox.ts';
import { useSession } from '../app/session.tsx';
import type { Item } from '../outbox/item.ts';

/** A photo of a thing, wherever it is: on this phone, on its way, or with the town. */
export interface ShotView {
  id: string;
  kind: PhotoKind;
  stage: PhotoStage | null;
  viewpoint: string | null;
  /** Address of a small picture; null when it cannot be drawn. */
  thumb: string | null;
  takenAt: string | null;
  /** The outbox line while the phone still has it. */
  item: Item | null;
  server: PhotoView | null;
}

function ofItem(item: Item): ShotView | null {
  if (item.act.kind !== 'photo') return null;
  const { kind, stage, viewpoint, takenAt } = item.act.facts;
  const { id, thumb } = item;
  return {
    id,
    kind,
    stage: stage ?? null,
    viewpoint: viewpoint ?? null,
    thumb,
    takenAt: takenAt ?? null,
    item,
    server: null,
  };
}

function ofServer(photo: PhotoView): ShotView {
  const { id, kind, stage, viewpoint, takenAt } = photo;
  return { id, kind, stage, viewpoint, thumb: `/api/photos/${id}/thumb`, takenAt, item: null, server: photo };
}

/** Both lists in one: a photo that the server lists already is shown once. */
export function mergeShots(items: readonly Item[], group: string, rows: readonly PhotoView[]): ShotView[] {
  const there = new Set(rows.map((row) => row.id));
  const local = items
    .filter((item) => item.group === group && !there.has(item.id))
    .flatMap((item) => ofItem(item) ?? []);
  return [...rows.map(ofServer), ...local];
}

/** Photos of a thing. `subject` null: it is not on the server yet. */
export function useShots(
  group: string,
  subject: { kind: PhotoView['subjectKind']; id: string } | null,
  withClues = false,
): ShotView[] {
  const { person } = useSession();
  const { items } = useOutbox();
  const answer = useEndpoint(
    listPhotos,
    { query: { subjectKind: subject?.kind ?? 'clue', subjectId: subject?.id ?? '', withClues } },
    { enabled: subject !== null, personId: person.id },
  );
  const rows = subject === null ? undefined : answer.data?.rows;
  return useMemo(
    () =>
      mergeShots(
        items.filter((item) => item.personId === person.id),
        group,
        rows ?? [],
      ),
    [items, group, rows, person.id],
  );
}
