import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Loading, NoPermission } from '../kit/index.ts';
import { NotFoundPage, PageBroke, StartPage } from './fallback-pages.tsx';
import type { FeatureRoute } from './feature-module.ts';
import { features } from './features.ts';
import { FrameRoute } from './frame-route.tsx';
import { isOpen } from './menu.ts';
import { useSession } from './session.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** 56 px rail and flush content. */
    rail?: boolean;
  }
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: FrameRoute });

/**
 * The page, or the no-permission state for an address typed by hand. It hands the page's `preload` on: the router then
 * waits for the file before it shows the page, instead of the page suspending in the middle of being drawn.
 */
function guarded(Page: ComponentType & { preload?: () => Promise<void> }, needs: readonly string[], path: string) {
  function Guarded() {
    const { abilities } = useSession();
    if (isOpen(needs, abilities)) return <Page />;
    // Nobody types the start page by hand: who has no desk goes to the first page of the own menu.
    return path === '/' ? <StartPage /> : <NoPermission />;
  }
  return Object.assign(Guarded, { preload: async () => Page.preload?.() });
}

function pageRoute({ path, load, needs, rail = false }: FeatureRoute) {
  const page = lazyRouteComponent(load);
  return createRoute({
    getParentRoute: () => frame,
    path,
    staticData: { rail },
    component: needs === undefined ? page : guarded(page, needs, path),
    pendingComponent: Loading,
    errorComponent: PageBroke,
  });
}

const pages = features.flatMap((feature) => feature.routes);
const lost = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });
const start = createRoute({ getParentRoute: () => frame, path: '/', component: StartPage });
const kit = createRoute({
  getParentRoute: () => root,
  path: '/dev/kit',
  component: lazyRouteComponent(() => import('../dev/kit-page.tsx')),
});

/** Outside of the session gate: nobody can sign in before a county exists. */
const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/setup/setup-page.tsx')),
});

const framed = pages.map(pageRoute);
const tree = root.addChildren([
  kit,
  setup,
  frame.addChildren(pages.some((page) => page.path === '/') ? [lost, ...framed] : [lost, start, ...framed]),
]);

/** Addresses carry flat text only, so that a link can be read, shortened and typed. */
export const router = createRouter({
  routeTree: tree,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const entries = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
    const text = new URLSearchParams(entries.map(([key, value]) => [key, String(value)])).toString();
    return text === '' ? '' : `?${text}`;
  },
  defaultPreload: 'intent',
  defaultErrorComponent: PageBroke,
  scrollRestoration: true,
});
