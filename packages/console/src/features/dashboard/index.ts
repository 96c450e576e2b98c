import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

/** 领导看板. */
export const feature = defineFeature({
  key: 'dashboard',
  i18n: texts,
  menu: [{ group: 'report', order: 10, label: 'board', path: '/dashboard', needs: ['dashboard.read'] }],
  routes: [{ path: '/dashboard', load: () => import('./dashboard-page.tsx'), needs: ['dashboard.read'] }],
});
