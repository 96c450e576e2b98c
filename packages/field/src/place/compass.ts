import { useEffect, useSyncExternalStore } from 'react';

/** Which way the phone looks: degrees clockwise from north, pitch above the horizon, when it was read. */
export interface Look {
  bearingDeg: number;
  pitchDeg: number | null;
  at: number;
}

let look: Look | null = null;
const listeners = new Set<() => void>();

interface CompassEvent {
  readonly alpha: number | null;
  readonly beta: number | null;
  readonly absolute: boolean;
  /** Safari's own: already clockwise from north. */
  readonly webkitCompassHeading?: number;
}

/**
 * Bearing of the back camera from an orientation event, or null where the device has no north. A phone held upright
 * looks along the top edge's heading; alpha runs counter-clockwise.
 */
export function lookOf(event: CompassEvent, at: number): Look | null {
  const { alpha, beta, absolute, webkitCompassHeading } = event;
  const pitchDeg = beta === null ? null : Math.max(-180, Math.min(180, beta - 90));
  if (webkitCompassHeading !== undefined) return { bearingDeg: webkitCompassHeading, pitchDeg, at };
  if (alpha === null || !absolute) return null;
  return { bearingDeg: (360 - alpha) % 360, pitchDeg, at };
}

function listen(event: DeviceOrientationEvent): void {
  const next = lookOf(event as DeviceOrientationEvent & CompassEvent, Date.now());
  if (!next) return;
  // The sensor speaks 60 times a second; the hint needs a few.
  if (look && next.at - look.at < 200) return;
  look = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Direction of view while a screen that needs it is open; null without a compass. */
export function useLook(): Look | null {
  useEffect(() => {
    // Chrome gives north only in the absolute event, Safari only in the plain one.
    const names = 'ondeviceorientationabsolute' in window ? ['deviceorientationabsolute'] : ['deviceorientation'];
    const handler = (event: Event) => listen(event as DeviceOrientationEvent);
    for (const name of names) window.addEventListener(name, handler);
    return () => {
      for (const name of names) window.removeEventListener(name, handler);
    };
  }, []);
  return useSyncExternalStore(subscribe, () => look);
}

/** The last direction when it is younger than `maxAgeMs`. */
export function freshLook(now: number, maxAgeMs: number): Look | null {
  return look !== null && now - look.at <= maxAgeMs ? look : null;
}

/** iPhones ask for the compass once, and only in answer to a tap. */
export async function askForCompass(): Promise<void> {
  const events = (globalThis as { DeviceOrientationEvent?: { requestPermission?: () => Promise<string> } })
    .DeviceOrientationEvent;
  await events?.requestPermission?.().catch(() => 'denied');
}
