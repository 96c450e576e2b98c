import { useSyncExternalStore } from 'react';
import { phoneStore } from '../outbox/idb-store.ts';
import { Outbox, type OutboxView } from '../outbox/outbox.ts';
import { send } from '../outbox/send.ts';
import { passingStore, type TextStore } from '../drafts/drafts.ts';
import { Drafts } from '../drafts/drafts.ts';

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

/** Reads what was kept, and listens for a signal coming back. */
export async function startOutbox(): Promise<void> {
  await outbox.load();
  window.addEventListener('online', () => outbox.wake(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') outbox.wake(true);
  });
  // Without this a phone short of room may throw away what was never sent.
  await navigator.storage?.persist?.().catch(() => false);
}
