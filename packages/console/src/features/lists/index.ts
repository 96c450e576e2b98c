import { lazy } from 'react';
import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

export const feature = defineFeature({
  key: 'list',
  i18n: texts,
  menu: [{ group: 'problem', order: 20, label: 'lists', path: '/lists', needs: ['list.read'] }],
  routes: [],
});

/** Puts ticked problems into a draft list, or into a new one; loaded when somebody opens it. */
export const AddToListDialog = lazy(() => import('./add-dialog.tsx'));
