import { useSyncExternalStore } from 'react';

/** Every address of the app lies under this, as the server hands it out. */
const BASE = '/m';

export interface Place {
  path: string;
  query: URLSearchParams;
}

const listeners = new Set<() => void>();
let cached: { href: string; place: Place } | null = null;

function present(): Place {
  const { pathname, search } = location;
  const href = pathname + search;
  if (cached?.href !== href) {
    const path = pathname.startsWith(BASE) ? pathname.slice(BASE.length) : pathname;
    cached = { href, place: { path: path === '' ? '/' : path, query: new URLSearchParams(search) } };
  }
  return cached.place;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/** Where the person is now. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribe, present);
}

/** Goes to a screen (`/report/…?task=…`). `replace`: 返回 skips the one being left. */
export function go(to: string, { replace = false } = {}): void {
  const depth = (history.state as { depth?: number } | null)?.depth ?? 0;
  if (replace) history.replaceState({ depth }, '', BASE + to);
  else history.pushState({ depth: depth + 1 }, '', BASE + to);
  for (const listener of listeners) listener();
}

/** 返回: to where one came from, or to `fallback` when the screen was opened by its address. */
export function back(fallback = '/'): void {
  const depth = (history.state as { depth?: number } | null)?.depth ?? 0;
  if (depth > 0) history.back();
  else go(fallback, { replace: true });
}

/** Named parts of a path that fits the pattern (`/problem/:id/evidence`), or null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const value = given[index] ?? '';
    if (name.startsWith(':')) parts[name.slice(1)] = decodeURIComponent(value);
    else if (name !== value) return null;
  }
  return parts;
}
