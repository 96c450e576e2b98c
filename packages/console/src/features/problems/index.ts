import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

export { type Queue, rememberQueue } from './queue.ts';

export const feature = defineFeature({
  key: 'problem',
  i18n: texts,
  menu: [{ group: 'problem', order: 10, label: 'ledger', path: '/problems', needs: ['problem.read'] }],
  routes: [
    { path: '/problems', load: () => import('./ledger-page.tsx'), needs: ['problem.read'], rail: true },
    { path: '/problems/import', load: () => import('./import-page.tsx'), needs: ['problem.import'] },
    { path: '/problems/$problemId', load: () => import('./detail-page.tsx'), needs: ['problem.read'] },
  ],
});
