import { listOngoing } from '@shoutian/domain/api';
import { defineFeature, useCan, useEndpoint, useScope } from '../../app/index.ts';
import { texts } from './texts.ts';

/** What goes on now is the one count that may not wait for somebody to look. */
function useCounts(): Readonly<Record<string, number>> {
  const scope = useScope();
  const ongoing = useEndpoint(
    listOngoing,
    { query: { division: scope.code } },
    { enabled: useCan('problem.read'), staleMs: 60_000 },
  );
  return ongoing.data === undefined ? {} : { '/stops': ongoing.data.rows.length };
}

/** 巡查制止: acts that are going on, with their timers. */
export const feature = defineFeature({
  key: 'stop',
  i18n: texts,
  menu: [{ group: 'patrol', order: 10, label: 'ongoing', path: '/stops', needs: ['problem.read'] }],
  routes: [{ path: '/stops', load: () => import('./stops-page.tsx'), needs: ['problem.read'] }],
  useCounts,
});
