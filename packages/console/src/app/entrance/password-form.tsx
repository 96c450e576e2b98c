import { Button, Checkbox, Input, Popover } from 'antd';
import { type FormEvent, useState } from 'react';
import { type Say, useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../kit/marks/icon.tsx';
import { Notice } from '../../kit/page/notice.tsx';
import { appTexts } from '../texts.ts';
import { type SignInOutcome, signIn } from './auth.ts';

type AppKey = keyof typeof appTexts.zh & string;

const STORE = 'shoutian.account';

function rememberedAccount(): string {
  try {
    return localStorage.getItem(STORE) ?? '';
  } catch {
    return '';
  }
}

function rememberAccount(account: string | null) {
  try {
    if (account === null) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, account);
  } catch {
    // Not remembered then; signing in still works.
  }
}

/** The sentence of an outcome that is not a success. */
export function outcomeSentence(outcome: SignInOutcome, t: Say<AppKey>): string {
  switch (outcome.kind) {
    case 'in':
    case 'second':
      return '';
    case 'wrong':
      return outcome.left === null ? t('wrong') : t('wrongLeft', { left: outcome.left });
    case 'locked':
      return t('locked', { time: outcome.until === null ? '' : clock(outcome.until) });
    case 'disabled':
      return t('disabled');
    case 'codeWrong':
      return t('codeWrong');
    case 'codeExpired':
      return t('codeExpired');
    case 'tooMany':
      return t('tooMany');
    case 'offline':
      return t('offline');
    case 'refused':
      return outcome.message;
  }
}

function clock(instant: string): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}

export interface PasswordFormProps {
  /** Why one was sent back here. */
  notice: string | null;
  onIn: () => void;
  onSecond: () => void;
}

/** Account and password; a wrong try names the exact rest of attempts. */
export function PasswordForm({ notice, onIn, onSecond }: PasswordFormProps) {
  const t = useTexts(appTexts);
  const [account, setAccount] = useState(rememberedAccount);
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (account.trim() === '') return setError(t('needAccount'));
    if (password === '') return setError(t('needPassword'));
    setBusy(true);
    const outcome = await signIn(account.trim(), password);
    setBusy(false);
    if (outcome.kind === 'in' || outcome.kind === 'second') {
      rememberAccount(keep ? account.trim() : null);
      return outcome.kind === 'in' ? onIn() : onSecond();
    }
    setFailed(true);
    if (outcome.kind === 'wrong') setPassword('');
    setError(outcomeSentence(outcome, t));
  };
  return (
    <form className="st-col st-entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      {notice !== null && <Notice tone="amber">{notice}</Notice>}
      <label className="st-field">
        <span className="st-label">{t('account')}</span>
        <Input
          size="large"
          name="username"
          autoComplete="username"
          prefix={<Icon name="person" />}
          value={account}
          onChange={(event) => setAccount(event.target.value)}
        />
      </label>
      <label className="st-field">
        <span className="st-label">{t('password')}</span>
        <Input.Password
          size="large"
          name="password"
          autoComplete="current-password"
          prefix={<Icon name="lock" />}
          value={password}
          placeholder={failed ? t('again') : ''}
          {...(error === null ? {} : { status: 'error' as const })}
          aria-invalid={error !== null}
          aria-describedby="sign-in-error"
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <div id="sign-in-error" role="alert" className="st-entrance-error">
        {error}
      </div>
      <div className="st-row st-between">
        <Checkbox checked={keep} onChange={(event) => setKeep(event.target.checked)}>
          {t('remember')}
        </Checkbox>
        <Popover trigger="click" content={<div className="st-entrance-hint">{t('forgotText')}</div>}>
          <button type="button" className="st-link">
            {t('forgot')}
          </button>
        </Popover>
      </div>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('signIn')}
      </Button>
      <p className="st-note">{t('idle')}</p>
    </form>
  );
}
