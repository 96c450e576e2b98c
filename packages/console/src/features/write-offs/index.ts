import { defineFeature } from '../../app/index.ts';
import { writeOffTexts } from './texts.ts';

export const feature = defineFeature({
  key: 'writeOff',
  i18n: writeOffTexts,
  menu: [
    { group: 'problem', order: 50, label: 'menu', path: '/write-offs', needs: ['problem.read'] },
    { group: 'problem', order: 60, label: 'lookBack', path: '/look-backs', needs: ['problem.read'] },
  ],
  routes: [
    { path: '/write-offs', load: () => import('./write-offs-page.tsx'), needs: ['problem.read'] },
    { path: '/write-offs/problem/$problemId', load: () => import('./request-page.tsx'), needs: ['problem.read'] },
    { path: '/write-offs/$writeOffId', load: () => import('./write-off-page.tsx'), needs: ['problem.read'] },
    { path: '/look-backs', load: () => import('./look-backs-page.tsx'), needs: ['problem.read'] },
  ],
});
