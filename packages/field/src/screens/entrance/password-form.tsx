import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { signIn } from './auth.ts';
import { outcomeSentence } from './outcome.ts';
import { entranceTexts } from './texts.ts';

const STORE = 'shoutian.account';

function remembered(): string {
  try {
    return localStorage.getItem(STORE) ?? '';
  } catch {
    return '';
  }
}

/** Account and password; the account is remembered on the phone, the password by the phone's own keeper. */
export function PasswordForm({ onIn, onSecond }: { onIn: () => void; onSecond: () => void }) {
  const t = useTexts(entranceTexts);
  const [account, setAccount] = useState(remembered);
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (account.trim() === '') return setError(t('needAccount'));
    if (password === '') return setError(t('needPassword'));
    setBusy(true);
    const outcome = await signIn(account.trim(), password);
    setBusy(false);
    setError(outcomeSentence(outcome, t));
    try {
      localStorage.setItem(STORE, account.trim());
    } catch {
      // Not remembered then; signing in still works.
    }
    if (outcome.kind === 'in') onIn();
    else if (outcome.kind === 'second') onSecond();
    else setPassword('');
  };
  return (
    <form className="f-col" onSubmit={(event) => void submit(event)} noValidate>
      <label className="f-field">
        <span>{t('account')}</span>
        <input
          className="f-input"
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
      </label>
      <label className="f-field">
        <span>{t('password')}</span>
        <input
          className="f-input"
          name="password"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          aria-invalid={error !== ''}
          aria-describedby="sign-in-error"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <label className="f-check">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {t('show')}
      </label>
      <p id="sign-in-error" role="alert" className="f-field-error">
        {error}
      </p>
      <button type="submit" className="f-button is-main is-big" disabled={busy}>
        {busy ? t('busy') : t('signIn')}
      </button>
      <p className="f-note">{t('forgot')}</p>
    </form>
  );
}
