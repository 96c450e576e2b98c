import { useSyncExternalStore } from 'react';

/** Width classes of the console (ui.md 9). */
export type Breadth = 'phone' | 'tablet' | 'narrow' | 'normal' | 'wide';

/** Class of a window width in CSS pixels. */
export function breadthOf(width: number): Breadth {
  if (width < 768) return 'phone';
  if (width < 1024) return 'tablet';
  if (width < 1280) return 'narrow';
  return width < 1600 ? 'normal' : 'wide';
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('resize', listener);
  return () => window.removeEventListener('resize', listener);
}

/** The present width class; changes only when a limit is crossed. */
export function useBreadth(): Breadth {
  return useSyncExternalStore(subscribe, () => breadthOf(window.innerWidth));
}
