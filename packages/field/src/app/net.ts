import { useSyncExternalStore } from 'react';

export interface Net {
  /** Did the last call get an answer? Null before the first. The browser's `onLine` only ever makes it worse. */
  answers: boolean | null;
  /** Seconds that the phone's clock is ahead of the server's; null while unknown. */
  clockOffsetS: number | null;
}

let net: Net = { answers: null, clockOffsetS: null };
const listeners = new Set<() => void>();

function set(part: Partial<Net>): void {
  const next = { ...net, ...part };
  if (next.answers === net.answers && next.clockOffsetS === net.clockOffsetS) return;
  net = next;
  for (const listener of listeners) listener();
}

/** Called with the server's Date header: whole seconds are all it carries. */
export function noteAnswer(date: string | null, status: number): void {
  const server = date === null ? Number.NaN : Date.parse(date);
  set({
    answers: status < 502,
    ...(Number.isNaN(server) ? {} : { clockOffsetS: Math.round((Date.now() - server) / 1000) }),
  });
}
export function noteSilence(): void {
  set({ answers: false });
}

export function presentNet(): Net {
  return net;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** `none`: the phone itself says it has no network · `silent`: it has one, but the server did not answer. */
export function useSignal(): 'good' | 'none' | 'silent' {
  return useSyncExternalStore(subscribe, () => {
    if (!navigator.onLine) return 'none';
    return net.answers === false ? 'silent' : 'good';
  });
}
