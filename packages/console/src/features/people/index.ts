import { defineFeature } from '../../app/index.ts';
import { peopleTexts } from './texts.ts';

export const feature = defineFeature({
  key: 'people',
  i18n: peopleTexts,
  menu: [{ group: 'settings', order: 40, label: 'people', path: '/people', needs: ['person.manage'] }],
  routes: [{ path: '/people', load: () => import('./people-page.tsx'), needs: ['person.manage'] }],
});
