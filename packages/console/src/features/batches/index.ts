import { defineFeature } from '../../app/index.ts';
import { batchTexts } from './texts.ts';

export const feature = defineFeature({
  key: 'batches',
  i18n: batchTexts,
  menu: [{ group: 'clue', order: 10, label: 'menu', path: '/batches', needs: ['clue.read'] }],
  routes: [
    { path: '/batches', load: () => import('./batches-page.tsx'), needs: ['clue.read'] },
    { path: '/batches/$batchId', load: () => import('./batch-page.tsx'), needs: ['clue.read'] },
  ],
});
