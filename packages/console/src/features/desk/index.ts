import { getDesk } from '@shoutian/domain/api';
import { defineFeature, useCan, useEndpoint, useScope } from '../../app/index.ts';
import { texts } from './texts.ts';

/** One small query a minute; every screen shows the count beside 工作台. */
function useCounts(): Readonly<Record<string, number>> {
  const scope = useScope();
  const desk = useEndpoint(
    getDesk,
    { query: { division: scope.code } },
    { enabled: useCan('dashboard.read'), staleMs: 60_000 },
  );
  return desk.data === undefined ? {} : { '/': desk.data.waitingTotal };
}

/** 工作台, 收件箱 and the auditor's log. */
export const feature = defineFeature({
  key: 'desk',
  i18n: texts,
  menu: [
    { group: 'home', order: 10, label: 'desk', path: '/', needs: ['dashboard.read'] },
    { group: 'settings', order: 90, label: 'audit', path: '/audit', needs: ['audit.read'] },
  ],
  routes: [
    { path: '/', load: () => import('./desk-page.tsx'), needs: ['dashboard.read'] },
    { path: '/notices', load: () => import('./notices-page.tsx'), needs: ['notice.read'] },
    { path: '/audit', load: () => import('./audit-page.tsx'), needs: ['audit.read'] },
  ],
  useCounts,
});
