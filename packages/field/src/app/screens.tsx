import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { Loading } from '../parts/states.tsx';
import { TasksScreen } from '../screens/tasks/tasks-screen.tsx';
import { go, match, usePlace } from './route.ts';

type Params = Record<string, string>;
type Page = ComponentType<{ params: Params }>;

const named = <K extends string>(load: () => Promise<Record<K, Page>>, name: K) =>
  lazy(async () => ({ default: (await load())[name] }));

/** Every address of the app. Only the first screen comes with the first load. */
const screens: readonly (readonly [pattern: string, Page])[] = [
  ['/', TasksScreen],
  ['/map', named(() => import('../screens/map/map-screen.tsx'), 'MapScreen')],
  ['/outbox', named(() => import('../screens/outbox/outbox-screen.tsx'), 'OutboxScreen')],
  ['/me', named(() => import('../screens/me/me-screen.tsx'), 'MeScreen')],
  ['/task/:id', named(() => import('../screens/task/task-screen.tsx'), 'TaskScreen')],
  ['/report/:id', named(() => import('../screens/report/report-screen.tsx'), 'ReportScreen')],
  ['/photo', named(() => import('../screens/photo/photo-screen.tsx'), 'PhotoScreen')],
  ['/stop', named(() => import('../screens/stop/stop-screen.tsx'), 'StopScreen')],
  ['/recheck/:id', named(() => import('../screens/stop/recheck-screen.tsx'), 'RecheckScreen')],
  ['/problem/:id', named(() => import('../screens/rectify/problem-screen.tsx'), 'ProblemScreen')],
  ['/problem/:id/evidence', named(() => import('../screens/rectify/evidence-screen.tsx'), 'EvidenceScreen')],
  ['/problem/:id/write-off', named(() => import('../screens/rectify/write-off-screen.tsx'), 'WriteOffScreen')],
  ['/look-back/:id', named(() => import('../screens/look-back/look-back-screen.tsx'), 'LookBackScreen')],
];

/** The screen of the present address; an address that is none leads to the tasks. */
export function Screens() {
  const { path } = usePlace();
  for (const [pattern, Page] of screens) {
    const params = match(pattern, path);
    if (params === null) continue;
    return (
      <Suspense fallback={<Waiting />}>
        <Page key={path} params={params} />
      </Suspense>
    );
  }
  return <Home />;
}

function Home() {
  useEffect(() => go('/', { replace: true }), []);
  return null;
}

function Waiting() {
  return (
    <div className="f-screen">
      <main className="f-main">
        <Loading lines={4} />
      </main>
    </div>
  );
}
