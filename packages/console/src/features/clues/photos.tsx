import { addressOf, listPhotos, type PhotoView, photoBytes } from '@shoutian/domain/api';
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

export interface CluePhotos {
  rows: readonly PhotoView[];
  thumbs: readonly ThumbItem[];
  placed: readonly PlacedPhoto[];
  reasons: readonly Reason[];
  /** Stamp of a photo: when, how far, which way. */
  stamp: (photo: PhotoView) => string;
}

/** The photos of a clue in the shapes that strip, map and reason list take. */
export function useCluePhotos(clueId: string | undefined): CluePhotos {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const photos = useEndpoint(
    listPhotos,
    { query: { subjectKind: 'clue', subjectId: clueId ?? '' } },
    { enabled: clueId !== undefined },
  );
  return useMemo(() => {
    const rows = photos.data?.rows ?? [];
    const labels = rows.map((photo, i) => `${i + 1} ${photo.caption ?? photoKinds.label(photo.kind, language)}`);
    return {
      rows,
      thumbs: rows.map((photo, i) => ({
        key: photo.id,
        src: photoSrc(photo.id, 'thumb'),
        label: labels[i] ?? '',
        day: photo.takenAt === null ? '—' : formatInstant(photo.takenAt, today).slice(0, 5),
        tone: photo.checks.some(wantsLook) ? 'amber' : 'ok',
      })),
      placed: rows.map((photo, i) => ({ ...photo, label: String(i + 1) })),
      reasons: [
        ...rows.flatMap((photo, i) =>
          photo.checks.map((check) => ({ key: `${photo.id}:${check.id}`, check, of: labels[i] ?? '' })),
        ),
        ...(photos.data?.checks ?? []).map((check, i) => ({ key: `all:${check.id}:${i}`, check })),
      ],
      stamp: (photo) => {
        const away =
          photo.distanceM === null
            ? ''
            : photo.distanceM === 0
              ? t('inParcel')
              : t('distance', { n: Math.round(photo.distanceM) });
        const bearing = photo.bearingDeg === null ? '' : `${Math.round(photo.bearingDeg)}°`;
        const when = photo.takenAt === null ? '' : formatInstant(photo.takenAt, today);
        return [photoKinds.label(photo.kind, language), when, bearing, away].filter(Boolean).join(' · ');
      },
    };
  }, [photos.data, language, today, t]);
}
