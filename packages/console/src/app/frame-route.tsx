import { search as searchEndpoint } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { i18next, setLanguage } from '../i18n/setup.ts';
import { say, useTexts } from '../i18n/texts.ts';
import { AppFrame, type SearchGroup, useKeys } from '../kit/index.ts';
import { ask } from './api.ts';
import { signOut } from './entrance/auth.ts';
import type { FeatureModule } from './feature-module.ts';
import { features } from './features.ts';
import { useGo } from './go.ts';
import { IdleWatch } from './idle-watch.tsx';
import { useInbox } from './inbox.ts';
import { HeaderJobs } from './jobs.tsx';
import { buildMenu } from './menu.ts';
import { ScopeProvider, useScope } from './scope.tsx';
import { SessionGate, useSession } from './session.tsx';
import { appTexts } from './texts.ts';

/** Feature hooks, in the constant order of the list: React's rule of hooks holds. */
function useAllCounts(): Readonly<Record<string, number>> {
  // biome-ignore lint/correctness/useHookAtTopLevel: the list is a module constant, so the order never changes
  const parts = features.map((feature: FeatureModule) => feature.useCounts?.() ?? {});
  return Object.assign({}, ...parts);
}

function dateText(today: string): string {
  const day = new Date(`${today}T00:00:00Z`);
  if (i18next.language === 'en') {
    return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'full' }).format(day);
  }
  const date = new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', dateStyle: 'long' }).format(day);
  return `${date} ${new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', weekday: 'long' }).format(day)}`;
}

/** G then a letter: the pages of the keyboard list, as far as they exist for this person. */
const jumps = [
  { keys: 'g h', path: '/' },
  { keys: 'g c', path: '/clues' },
  { keys: 'g p', path: '/problems' },
  { keys: 'g b', path: '/board' },
  { keys: 'g v', path: '/evidence' },
];

function Frame() {
  const t = useTexts(appTexts);
  const session = useSession();
  const scope = useScope();
  const inbox = useInbox();
  const counts = useAllCounts();
  const client = useQueryClient();
  const go = useGo();
  const { pathname } = useLocation();
  const rail = useMatches().some((match) => match.staticData.rail === true);
  const menu = useMemo(
    () =>
      buildMenu(features, session.abilities, counts, { group: t, leaf: (feature, label) => say(feature.i18n, label) }),
    [session.abilities, counts, t],
  );
  const search = useCallback(async (q: string, signal: AbortSignal): Promise<readonly SearchGroup[]> => {
    const { rows } = await ask(searchEndpoint, { query: { q } }, signal);
    const hits = rows.map((row) => ({ key: row.id, title: `${row.no} ${row.title}`, note: row.hint, to: row.link }));
    return [{ label: '', hits }];
  }, []);
  const pages = menu.flatMap((node) => node.children);
  useKeys(
    useMemo(
      () =>
        jumps.flatMap(({ keys, path }) => {
          const page = pages.find((leaf) => leaf.path === path);
          return page === undefined ? [] : [{ keys, label: page.label, run: () => go(path) }];
        }),
      [pages, go],
    ),
    true,
  );
  return (
    <AppFrame
      menu={menu}
      pathname={pathname}
      rail={rail}
      demo={session.demo}
      dateText={dateText(session.today)}
      scope={{ code: scope.code, label: scope.label, tree: scope.tree, onScope: scope.setScope }}
      search={search}
      inbox={{ count: inbox.count, items: inbox.items, onAll: () => go('/notices') }}
      jobs={<HeaderJobs />}
      person={{
        name: session.person.name,
        unit: session.person.unit ?? session.person.scopeName,
        countyName: session.person.countyName,
      }}
      siderFoot={[session.demo ? t('demoData', { county: session.person.countyName }) : session.person.countyName]}
      extra={[{ key: 'me', label: t('mySettings'), to: '/settings/me' }]}
      onLanguage={() => void setLanguage(i18next.language === 'en' ? 'zh-CN' : 'en')}
      onSignOut={() => void signOut().then(() => client.resetQueries())}
    >
      <Outlet />
      <IdleWatch minutes={session.idleMinutes} />
    </AppFrame>
  );
}

/** Everything behind the sign-in. */
export function FrameRoute() {
  return (
    <SessionGate>
      <ScopeProvider>
        <Frame />
      </ScopeProvider>
    </SessionGate>
  );
}
