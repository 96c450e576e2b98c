import { useEffect, useSyncExternalStore } from 'react';

/** A fix of the device: degrees (WGS 84, taken as CGCS2000: they differ by centimetres), metres, milliseconds. */
export interface Fix {
  lon: number;
  lat: number;
  accuracyM: number;
  altitudeM: number | null;
  headingDeg: number | null;
  at: number;
}
/** `insecure`: browsers hide the position from plain http pages. */
export type Whereabouts =
  | { kind: 'asking' }
  | { kind: 'fix'; fix: Fix }
  | { kind: 'none'; why: 'denied' | 'insecure' | 'unavailable' };

let state: Whereabouts = { kind: 'asking' };
let watch: number | null = null;
let users = 0;
const listeners = new Set<() => void>();

function set(next: Whereabouts): void {
  state = next;
  for (const listener of listeners) listener();
}

function begin(): void {
  if (watch !== null) return;
  if (!window.isSecureContext || !('geolocation' in navigator)) {
    set({ kind: 'none', why: 'insecure' });
    return;
  }
  watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      const { longitude: lon, latitude: lat, accuracy: accuracyM, altitude: altitudeM, heading } = coords;
      const headingDeg = heading === null || Number.isNaN(heading) ? null : heading;
      set({ kind: 'fix', fix: { lon, lat, accuracyM, altitudeM, headingDeg, at: timestamp } });
    },
    (error) => {
      // A passing failure under trees keeps the last fix; its age is said where it matters.
      if (error.code === error.PERMISSION_DENIED) set({ kind: 'none', why: 'denied' });
      else if (state.kind !== 'fix') set({ kind: 'none', why: 'unavailable' });
    },
    { enableHighAccuracy: true, maximumAge: 5000, timeout: 30_000 },
  );
}

function end(): void {
  if (watch !== null) navigator.geolocation.clearWatch(watch);
  watch = null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where the phone is, while a screen that needs it is open: nothing is recorded and nothing runs in the background. */
export function useWhereabouts(): Whereabouts {
  useEffect(() => {
    users += 1;
    begin();
    return () => {
      users -= 1;
      // A moment's grace, so that going from one screen to the next does not lose the fix.
      setTimeout(() => {
        if (users === 0) end();
      }, 3000);
    };
  }, []);
  return useSyncExternalStore(subscribe, () => state);
}

/** The fix when it is younger than `maxAgeMs`, else null. */
export function freshFix(now: number, maxAgeMs = 60_000): Fix | null {
  return state.kind === 'fix' && now - state.fix.at <= maxAgeMs ? state.fix : null;
}
