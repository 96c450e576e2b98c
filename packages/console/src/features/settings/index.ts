import { defineFeature } from '../../app/index.ts';
import { settingsTexts } from './texts.ts';

export const feature = defineFeature({
  key: 'settings',
  i18n: settingsTexts,
  menu: [
    { group: 'settings', order: 20, label: 'rules', path: '/settings/rules', needs: ['rule.manage'] },
    { group: 'settings', order: 30, label: 'calendar', path: '/settings/calendar', needs: ['rule.manage'] },
  ],
  routes: [
    { path: '/settings/rules', load: () => import('./rules-page.tsx'), needs: ['setting.read'] },
    { path: '/settings/calendar', load: () => import('./calendar-page.tsx'), needs: ['rule.manage'] },
    { path: '/settings/me', load: () => import('./me-page.tsx') },
  ],
});
