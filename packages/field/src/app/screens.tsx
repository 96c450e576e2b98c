import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { Loading } from '../parts/states.tsx';
import { TasksScreen } from '../screens/tasks/tasks-screen.tsx';
import { go, match, usePlace } from './route.ts';
import { ScreenGuard } from './screen-guard.tsx';

type Params = Record<string, string>;
type Page = ComponentType<{ params: Params }>;
type Load = () => Promise<Page>;

/** Every address of the app but the first, with what loads its screen. */
const loads: Readonly<Record<string, Load>> = {
  '/outbox': async () => (await import('../screens/outbox/outbox-screen.tsx')).OutboxScreen,
  '/task/:id': async () => (await import('../screens/task/task-screen.tsx')).TaskScreen,
  '/report/:id': async () => (await import('../screens/report/report-screen.tsx')).ReportScreen,
  '/photo': async () => (await import('../screens/photo/photo-screen.tsx')).PhotoScreen,
  '/stop': async () => (await import('../screens/stop/stop-screen.tsx')).StopScreen,
  '/recheck/:id': async () => (await import('../screens/stop/recheck-screen.tsx')).RecheckScreen,
  '/problem/:id': async () => (await import('../screens/rectify/problem-screen.tsx')).ProblemScreen,
  '/problem/:id/evidence': async () => (await import('../screens/rectify/evidence-screen.tsx')).EvidenceScreen,
  '/problem/:id/write-off': async () => (await import('../screens/rectify/write-off-screen.tsx')).WriteOffScreen,
  '/look-back/:id': async () => (await import('../screens/look-back/look-back-screen.tsx')).LookBackScreen,
  '/map': async () => (await import('../screens/map/map-screen.tsx')).MapScreen,
  '/me': async () => (await import('../screens/me/me-screen.tsx')).MeScreen,
};
const screens: readonly (readonly [pattern: string, Page])[] = [
  ['/', TasksScreen],
  ...Object.entries(loads).map(([pattern, load]) => [pattern, lazy(async () => ({ default: await load() }))] as const),
];

/**
 * Fetches the other screens while there is a signal and nothing else to do: a person who walks out of it must find the
 * camera and the forms. About 250 kB; the map comes last and only where the line is good.
 */
export async function warmScreens(): Promise<void> {
  for (const load of [
    ...Object.values(loads),
    () => import('../outbox/upload.ts'),
    () => import('../photos/shot-sheet.tsx'),
  ])
    await load().catch(() => undefined);
  const { connection } = navigator as { connection?: { saveData?: boolean; effectiveType?: string } };
  const good = connection === undefined || (!connection.saveData && connection.effectiveType === '4g');
  if (good) await import('@shoutian/map').catch(() => undefined);
}

/** The screen of the present address; an address that is none leads to the tasks. */
export function Screens() {
  const { path } = usePlace();
  useEffect(() => {
    const timer = setTimeout(() => void warmScreens(), 2500);
    return () => clearTimeout(timer);
  }, []);
  for (const [pattern, Page] of screens) {
    const params = match(pattern, path);
    if (params === null) continue;
    return (
      <ScreenGuard key={path}>
        <Suspense fallback={<Waiting />}>
          <Page params={params} />
        </Suspense>
      </ScreenGuard>
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
