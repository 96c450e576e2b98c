import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { verifyCode } from './auth.ts';
import { outcomeSentence } from './outcome.ts';
import { entranceTexts } from './texts.ts';

/** The six digits of the authenticator. */
export function CodeForm({ onIn, onBack }: { onIn: () => void; onBack: () => void }) {
  const t = useTexts(entranceTexts);
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await verifyCode(code);
    setBusy(false);
    if (outcome.kind === 'in') return onIn();
    setCode('');
    setError(outcomeSentence(outcome.kind === 'wrong' ? { kind: 'codeWrong' } : outcome, t));
  };
  return (
    <form className="f-col" onSubmit={(event) => void submit(event)} noValidate>
      <label className="f-field">
        <span>{t('code')}</span>
        <input
          className="f-input"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          aria-invalid={error !== ''}
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
      </label>
      <p role="alert" className="f-field-error">
        {error}
      </p>
      <button type="submit" className="f-button is-main is-big" disabled={busy || code.length !== 6}>
        {t('verify')}
      </button>
      <button type="button" className="f-button is-quiet" onClick={onBack}>
        {t('later')}
      </button>
    </form>
  );
}
