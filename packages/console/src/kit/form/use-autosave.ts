import { useCallback, useEffect, useRef, useState } from 'react';

export interface Autosave {
  state: 'clean' | 'dirty' | 'saving' | 'saved' | 'failed';
  /** Clock time of the last save, `HH:mm`. */
  at: string | null;
  /** Saves now; false when it failed. */
  saveNow: () => Promise<boolean>;
}

/**
 * Saves a draft every `seconds` while something changed, and on demand.
 * @param version any value that changes with the form's content (the content itself, or a counter)
 */
export function useAutosave(version: unknown, save: () => Promise<unknown>, seconds = 20): Autosave {
  const [state, setState] = useState<Autosave['state']>('clean');
  const [at, setAt] = useState<string | null>(null);
  const seen = useRef(version);
  const latest = useRef(save);
  latest.current = save;
  const running = useRef(false);
  useEffect(() => {
    if (Object.is(seen.current, version)) return;
    seen.current = version;
    setState('dirty');
  }, [version]);
  const saveNow = useCallback(async () => {
    if (running.current) return true;
    running.current = true;
    const before = seen.current;
    setState('saving');
    try {
      await latest.current();
      setAt(
        new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(
          new Date(),
        ),
      );
      // Typed on while the save was under way: that part is not saved yet.
      setState(Object.is(before, seen.current) ? 'saved' : 'dirty');
      return true;
    } catch {
      setState('failed');
      return false;
    } finally {
      running.current = false;
    }
  }, []);
  useEffect(() => {
    if (state !== 'dirty' && state !== 'failed') return;
    const timer = setTimeout(() => void saveNow(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [state, seconds, saveNow]);
  return { state, at, saveNow };
}
