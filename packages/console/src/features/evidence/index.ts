import { listDoubtfulPhotos } from '@shoutian/domain/api';
import { defineFeature, useCan, useEndpoint, useScope } from '../../app/index.ts';
import { texts } from './texts.ts';

function useCounts(): Readonly<Record<string, number>> {
  const scope = useScope();
  const waiting = useEndpoint(
    listDoubtfulPhotos,
    { query: { division: [scope.code], pageSize: 1 } },
    { enabled: useCan('photo.explain'), staleMs: 60_000 },
  );
  return waiting.data === undefined ? {} : { '/evidence/photos': waiting.data.total };
}

/** 证据审查 and the photos that the checks ask about. */
export const feature = defineFeature({
  key: 'evidence',
  i18n: texts,
  menu: [
    { group: 'problem', order: 40, label: 'review', path: '/evidence', needs: ['photo.explain'] },
    { group: 'problem', order: 42, label: 'doubtful', path: '/evidence/photos', needs: ['photo.explain'] },
  ],
  routes: [
    { path: '/evidence', load: () => import('./review-page.tsx'), rail: true, needs: ['photo.read'] },
    { path: '/evidence/photos', load: () => import('./photos-page.tsx'), rail: true, needs: ['photo.explain'] },
  ],
  useCounts,
});
