import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Seal } from '../../kit/marks/icon.tsx';
import { appTexts } from '../texts.ts';
import { changePassword, signOut } from './auth.ts';
import { FieldsBackdrop } from './fields-backdrop.tsx';
import './entrance.css';

/** The server's own policy refuses shorter ones; said here before the button is pressed. */
const LEAST = 12;

/** First sign-in: nothing else opens before the given password is replaced. */
export function NewPasswordPage() {
  const t = useTexts(appTexts);
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (next.length < LEAST) return setError(t('tooShort', { n: LEAST - next.length }));
    if (next !== again) return setError(t('notSame'));
    setBusy(true);
    const refused = await changePassword(old, next);
    setBusy(false);
    if (refused === null) return void client.resetQueries();
    setError(refused === '' ? t('passwordRejected') : refused);
  };
  const field = (label: string, value: string, set: (value: string) => void, complete: string) => (
    <label className="st-field">
      <span className="st-label">{label}</span>
      <Input.Password
        size="large"
        autoComplete={complete}
        value={value}
        onChange={(event) => set(event.target.value)}
      />
    </label>
  );
  return (
    <div className="st-entrance">
      <FieldsBackdrop />
      <main className="st-entrance-card">
        <header className="st-row">
          <Seal size={40} />
          <h1>{t('newPasswordTitle')}</h1>
        </header>
        <form className="st-col st-entrance-form" onSubmit={(event) => void submit(event)}>
          <p className="st-second">{t('newPasswordText')}</p>
          {field(t('oldPassword'), old, setOld, 'current-password')}
          {field(t('newPassword'), next, setNext, 'new-password')}
          {field(t('repeatPassword'), again, setAgain, 'new-password')}
          <div role="alert" className="st-entrance-error">
            {error}
          </div>
          <Button type="primary" size="large" htmlType="submit" block loading={busy}>
            {t('changePassword')}
          </Button>
          <button type="button" className="st-link" onClick={() => void signOut().then(() => client.resetQueries())}>
            {t('back')}
          </button>
        </form>
      </main>
    </div>
  );
}
