import { useTexts } from '../i18n/texts.ts';
import { Icon } from './icon.tsx';
import { partTexts } from './texts.ts';

/** 已存 ✓ in the corner of a form; says so when the phone could not keep it. */
export function SavedMark({ state }: { state: 'untouched' | 'saved' | 'failed' }) {
  const t = useTexts(partTexts);
  if (state === 'untouched') return null;
  return (
    <span className={`f-row f-saved ${state === 'saved' ? 'f-ok' : 'f-red f-strong'}`} role="status">
      {t(state === 'saved' ? 'saved' : 'notSaved')}
      {state === 'saved' && <Icon name="check" />}
    </span>
  );
}
