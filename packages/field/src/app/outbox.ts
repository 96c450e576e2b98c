import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Drafts, passingStore, type TextStore } from '../drafts/drafts.ts';
import { phoneStore } from '../outbox/idb-store.ts';
import { Outbox, type OutboxView } from '../outbox/outbox.ts';
import { send } from '../outbox/send.ts';

/** The phone's one outbox. */
export const outbox = new Outbox({
  store: phoneStore,
  send,
  now: () => Date.now(),
  later: (ms, run) => {
    // Browsers fire timers beyond 2^31 ms at once.
    const timer = setTimeout(run, Math.min(ms, 2_000_000_000));
    return () => clearTimeout(timer);
  },
});

function textStore(): TextStore {
  try {
    localStorage.setItem('shoutian.probe', '1');
    localStorage.removeItem('shoutian.probe');
    return localStorage;
  } catch {
    return passingStore();
  }
}

/** The phone's drafts. */
export const drafts = new Drafts(textStore());

/** Everything on its way, and how it goes. */
export function useOutbox(): OutboxView {
  return useSyncExternalStore(outbox.subscribe, outbox.view);
}

/** Reads what was kept, listens for a signal coming back, and lets the screens ask again after each receipt. */
export async function startOutbox(client: QueryClient): Promise<void> {
  outbox.onArrival(() => {
    // The session and the layers do not change by an act; everything else may.
    void client.invalidateQueries({
      predicate: ({ queryKey: [path] }) => path !== '/api/session' && !String(path).startsWith('/api/layers'),
    });
  });
  await outbox.load();
  window.addEventListener('online', () => outbox.wake(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake(true);
  });
  // Without this a phone short of room may throw away what was never sent.
  await navigator.storage?.persist?.().catch(() => false);
}
