import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { changePassword, signOut } from './auth.ts';
import { entranceTexts } from './texts.ts';
import './entrance.css';

/** The server's own policy refuses shorter ones; said here before the button is pressed. */
const LEAST = 12;

/** First sign-in: nothing else opens before the given password is replaced. */
export function NewPasswordPage() {
  const t = useTexts(entranceTexts);
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (next.length < LEAST) return setError(t('tooShort', { n: LEAST - next.length }));
    if (next !== again) return setError(t('notSame'));
    const refused = await changePassword(old, next);
    if (refused === null) return void client.resetQueries();
    setError(refused === '' ? t('rejected') : refused);
  };
  const field = (label: string, value: string, set: (value: string) => void, complete: string) => (
    <label className="f-field">
      <span>{label}</span>
      <input
        className="f-input"
        type="password"
        autoComplete={complete}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <main className="f-entrance">
      <h1>{t('newTitle')}</h1>
      <p>{t('newText')}</p>
      <form className="f-col" onSubmit={(event) => void submit(event)} noValidate>
        {field(t('old'), old, setOld, 'current-password')}
        {field(t('fresh'), next, setNext, 'new-password')}
        {field(t('again'), again, setAgain, 'new-password')}
        <p role="alert" className="f-field-error">
          {error}
        </p>
        <button type="submit" className="f-button is-main is-big">
          {t('change')}
        </button>
        <button
          type="button"
          className="f-button is-quiet"
          onClick={() => void signOut().then(() => client.resetQueries())}
        >
          {t('later')}
        </button>
      </form>
    </main>
  );
}
