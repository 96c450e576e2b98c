import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { appTexts } from '../texts.ts';
import { verifyCode } from './auth.ts';
import { outcomeSentence } from './password-form.tsx';

export interface CodeFormProps {
  onIn: () => void;
  /** Back to the first step, with the reason when the step ran out. */
  onBack: (why: string | null) => void;
}

/** The six digits of the authenticator. */
export function CodeForm({ onIn, onBack }: CodeFormProps) {
  const t = useTexts(appTexts);
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (code.length !== 6) return setError(t('codeShort'));
    setBusy(true);
    const outcome = await verifyCode(code, trust);
    setBusy(false);
    if (outcome.kind === 'in') return onIn();
    if (outcome.kind === 'codeExpired' || outcome.kind === 'locked') return onBack(outcomeSentence(outcome, t));
    setCode('');
    setError(outcomeSentence(outcome.kind === 'wrong' ? { kind: 'codeWrong' } : outcome, t));
  };
  return (
    <form className="st-col st-entrance-form" onSubmit={(event) => void submit(event)} noValidate>
      <h2 className="st-strong">{t('second')}</h2>
      <p className="st-second">{t('secondText')}</p>
      <label className="st-field">
        <span className="st-label">{t('code')}</span>
        <Input
          size="large"
          autoFocus
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          aria-invalid={error !== null}
          aria-describedby="code-error"
          onChange={(event) => setCode(event.target.value.replace(/\D/g, ''))}
        />
      </label>
      <div id="code-error" role="alert" className="st-entrance-error">
        {error}
      </div>
      <Checkbox checked={trust} onChange={(event) => setTrust(event.target.checked)}>
        {t('trust')}
      </Checkbox>
      <Button type="primary" size="large" htmlType="submit" block loading={busy}>
        {t('verify')}
      </Button>
      <button type="button" className="st-link" onClick={() => onBack(null)}>
        {t('back')}
      </button>
    </form>
  );
}
