import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

/** 证据审查. */
export const feature = defineFeature({
  key: 'evidence',
  i18n: texts,
  menu: [{ group: 'problem', order: 40, label: 'review', path: '/evidence', needs: ['photo.explain'] }],
  routes: [{ path: '/evidence', load: () => import('./review-page.tsx'), rail: true, needs: ['photo.read'] }],
});
