import { defineFeature } from '../../app/index.ts';
import { texts } from './texts.ts';

/** 打表推进. */
export const feature = defineFeature({
  key: 'board',
  i18n: texts,
  menu: [{ group: 'problem', order: 30, label: 'board', path: '/board', needs: ['board.read'] }],
  routes: [{ path: '/board', load: () => import('./board-page.tsx'), needs: ['board.read'] }],
});
