import { useEffect, useSyncExternalStore } from 'react';
import { isField, isSingleLetter, matchesKey, type Stroke } from './keys.ts';

export interface KeyBinding {
  /** See matchesKey: `m`, `g h`, `mod+Enter`, `ArrowDown`. */
  keys: string;
  /** Words for the key list; without it the binding works but is not listed. */
  label?: string;
  run: () => void;
  when?: boolean;
}

interface Registered {
  bindings: readonly KeyBinding[];
  global: boolean;
}

const SWITCH = 'shoutian.singleKeys';
const registered = new Set<Registered>();
const listeners = new Set<() => void>();
let snapshot: readonly Registered[] = [];
let first: string | null = null;
let firstAt = 0;

function changed() {
  snapshot = [...registered];
  for (const listener of listeners) listener();
}

/** Are single-letter keys on; they can be switched off for people who dictate or use a screen reader. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== 'off';
  } catch {
    return true;
  }
}

/** Switches single-letter keys for this computer. */
export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(SWITCH, on ? 'on' : 'off');
  } catch {
    return;
  }
  changed();
}

function readStroke(event: KeyboardEvent): Stroke {
  return {
    key: event.key,
    ctrl: event.ctrlKey || event.metaKey,
    shift: event.shiftKey,
    alt: event.altKey,
    inField: isField(event.target),
  };
}

function onKeyDown(event: KeyboardEvent) {
  if (event.isComposing || event.defaultPrevented) return;
  const stroke = readStroke(event);
  const before = first !== null && event.timeStamp - firstAt < 1200 ? first : null;
  first = null;
  const on = singleKeysOn();
  // The newest page part wins: a drawer's keys cover the list's below it.
  for (const { bindings } of [...snapshot].reverse()) {
    for (const binding of bindings) {
      if (binding.when === false || (!on && isSingleLetter(binding.keys))) continue;
      if (!matchesKey(binding.keys, stroke, before)) continue;
      event.preventDefault();
      binding.run();
      return;
    }
  }
  const leads = snapshot.some(({ bindings }) => bindings.some((one) => one.keys.startsWith(`${stroke.key} `)));
  if (leads && !stroke.inField && !stroke.ctrl) {
    first = stroke.key;
    firstAt = event.timeStamp;
  }
}

if (typeof window !== 'undefined') window.addEventListener('keydown', onKeyDown);

/** Registers keys while the component is on screen. `global` lists them under 到处可用. */
export function useKeys(bindings: readonly KeyBinding[], global = false): void {
  useEffect(() => {
    const entry = { bindings, global };
    registered.add(entry);
    changed();
    return () => {
      registered.delete(entry);
      changed();
    };
  }, [bindings, global]);
}

/** All keys on the present screen, for the key list. */
export function useKeyList(): readonly Registered[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}
