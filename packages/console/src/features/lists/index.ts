import { lazy } from 'react';
import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

export const feature = defineFeature({
  key: 'list',
  i18n: texts,
  menu: [{ group: 'problem', order: 20, label: 'lists', path: '/lists', needs: ['list.read'] }],
  routes: [
    { path: '/lists', load: () => import('./lists-page.tsx'), needs: ['list.read'] },
    { path: '/lists/$listId', load: () => import('./list-page.tsx'), needs: ['list.read'] },
  ],
});

/** Puts ticked problems into a draft list, or into a new one; loaded when somebody opens it. */
export const AddToListDialog = lazy(() => import('./add-dialog.tsx'));
