import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

/** 线索图斑: dispatch, one clue, review of what was reported. */
export const feature = defineFeature({
  key: 'clue',
  i18n: texts,
  menu: [
    { group: 'clue', order: 20, label: 'list', path: '/clues', needs: ['clue.read'] },
    { group: 'clue', order: 30, label: 'review', path: '/clues/review', needs: ['clue.review'] },
  ],
  routes: [
    { path: '/clues', load: () => import('./clues-page.tsx'), rail: true, needs: ['clue.read'] },
    { path: '/clues/review', load: () => import('./review-page.tsx'), rail: true, needs: ['clue.review'] },
    { path: '/clues/$clueId', load: () => import('./clue-page.tsx'), needs: ['clue.read'] },
  ],
});
