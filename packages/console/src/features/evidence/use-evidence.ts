import { addressOf, getPack, listPhotos, type PackView, type PhotoView, photoBytes } from '@shoutian/domain/api';
import { photoKinds } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useMemo } from 'react';
import { useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { type PlacedPhoto, type Reason, type ThumbItem, wantsLook } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Address of a photo's picture. */
export function photoSrc(id: string, size: 'thumb' | 'view' | 'original'): string {
  return addressOf(photoBytes, { params: { id, size } });
}

export interface Shown {
  photo: PhotoView;
  /** 「后1 西南角」 */
  label: string;
  /** 「后1」, for the map. */
  short: string;
  /** Day, bearing and distance, as on the picture. */
  stamp: string;
}

export interface Evidence {
  shown: readonly Shown[];
  thumbs: readonly ThumbItem[];
  placed: readonly PlacedPhoto[];
  reasons: readonly Reason[];
}

const order: Record<PhotoView['stage'], number> = { before: 0, during: 1, after: 2, lookBack: 3, scene: 4 };

/** Photos, missing shots and reasons of one problem in the shapes that the page's parts take. */
export function useEvidence(
  problemId: string,
  pack: PackView | undefined,
): Evidence & { loading: boolean; error: Error | null } {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const photos = useEndpoint(listPhotos, { query: { subjectKind: 'problem', subjectId: problemId, withClues: true } });
  const evidence = useMemo((): Evidence => {
    const rows = [...(photos.data?.rows ?? [])].sort(
      (a, b) => order[a.stage] - order[b.stage] || (a.takenAt ?? '').localeCompare(b.takenAt ?? ''),
    );
    const counts = new Map<string, number>();
    const shown = rows.map((photo): Shown => {
      const n = (counts.get(photo.stage) ?? 0) + 1;
      counts.set(photo.stage, n);
      const short = `${t(photo.stage)}${n}`;
      const what = photo.viewpoint ?? photo.caption ?? photoKinds.label(photo.kind, language);
      const stamp = [
        photo.takenAt === null ? null : formatInstant(photo.takenAt, today),
        photo.bearingDeg === null ? null : `${Math.round(photo.bearingDeg)}°`,
        photo.distanceM === null ? null : `${Math.round(photo.distanceM)} m`,
      ];
      return { photo, label: `${short} ${what}`, short, stamp: stamp.filter((part) => part !== null).join(' · ') };
    });
    const missing = (pack?.pairs ?? []).flatMap((pair): ThumbItem[] => {
      const lacks = (id: string | null, stage: 'before' | 'after'): ThumbItem[] =>
        id === null ? [{ key: `missing:${stage}:${pair.viewpoint}`, label: `${t(stage)} ${pair.viewpoint}` }] : [];
      return [...lacks(pair.beforeId, 'before'), ...lacks(pair.afterId, 'after')];
    });
    const treatment = ({ review, reviewReason }: PhotoView) =>
      review === null ? {} : { treated: reviewReason ?? t(`review_${review}`) };
    const whole = pack?.checks ?? (photos.data?.checks ?? []).map((check) => ({ ...check, subject: null }));
    return {
      shown,
      thumbs: [
        ...shown.map(({ photo, label }): ThumbItem => {
          const look = photo.checks.some(wantsLook) && photo.review === null;
          return {
            key: photo.id,
            src: photoSrc(photo.id, 'thumb'),
            label,
            day: photo.takenAt === null ? '—' : formatInstant(photo.takenAt, today).slice(0, 5),
            tone: photo.review === 'rejected' ? 'red' : look ? 'amber' : 'ok',
          };
        }),
        ...missing,
      ],
      placed: shown.map(({ photo, short }) => ({ ...photo, label: short })),
      reasons: [
        ...shown.flatMap(({ photo, short }) =>
          photo.checks.map(
            (check): Reason => ({ key: `${photo.id}:${check.id}`, check, of: short, ...treatment(photo) }),
          ),
        ),
        ...whole.map((check, i): Reason => {
          const one = shown.find(({ photo }) => photo.id === check.subject);
          // What a pair of photos asks is answered on the later photo.
          const more = one === undefined ? {} : { of: one.label, ...treatment(one.photo) };
          return { key: `${check.subject ?? 'pack'}:${check.id}:${i}`, check, ...more };
        }),
      ],
    };
  }, [photos.data, pack, t, language, today]);
  return { ...evidence, loading: photos.isLoading, error: photos.error };
}

/** The evidence pack; its rights say who may review it. */
export function usePack(problemId: string) {
  return useEndpoint(getPack, { params: { id: problemId } });
}
