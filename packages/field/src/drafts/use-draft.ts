import { useCallback, useRef, useState } from 'react';
import { drafts } from '../app/outbox.ts';
import { useSession } from '../app/session.tsx';

export interface FormDraft<T> {
  value: T;
  /** Changes and keeps in one go: nothing waits for a timer. */
  update: (change: (value: T) => T) => void;
  saved: 'untouched' | 'saved' | 'failed';
  /** Once handed in. */
  discard: () => void;
  key: string;
}

/** A form whose every touch is on the phone at once, under the person and the thing it is about. */
export function useDraft<T extends object>(
  key: string,
  about: { title: string; path: string },
  empty: T,
): FormDraft<T> {
  const { person } = useSession();
  const found = useState(() => drafts.read<T>(person.id, key))[0];
  const [value, setValue] = useState<T>({ ...empty, ...found?.value });
  const [saved, setSaved] = useState<FormDraft<T>['saved']>(found ? 'saved' : 'untouched');
  const latest = useRef(value);
  const { title, path } = about;
  const update = useCallback(
    (change: (value: T) => T) => {
      latest.current = change(latest.current);
      setValue(latest.current);
      const draft = { personId: person.id, key, title, path, savedAt: Date.now(), value: latest.current };
      setSaved(drafts.save(draft) ? 'saved' : 'failed');
    },
    [person.id, key, title, path],
  );
  const discard = useCallback(() => drafts.remove(person.id, key), [person.id, key]);
  return { value, update, saved, discard, key };
}
