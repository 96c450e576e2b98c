import { defineFeature } from '../../app/index.ts';
import { siteTexts } from './texts.ts';

/** 选址检查: alternatives of a site before anybody builds. */
export const feature = defineFeature({
  key: 'sites',
  i18n: siteTexts,
  menu: [{ group: 'source', order: 10, label: 'sites', path: '/sites', needs: ['site.read'] }],
  routes: [
    { path: '/sites', load: () => import('./sites-page.tsx'), needs: ['site.read'] },
    { path: '/sites/$siteId', load: () => import('./site-page.tsx'), needs: ['site.read'] },
  ],
});
