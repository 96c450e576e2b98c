import { getEntrance } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { useOutbox } from '../../app/outbox.ts';
import { i18next, setLanguage } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { isUnsent } from '../../outbox/item.ts';
import { Icon, Seal } from '../../parts/icon.tsx';
import { CodeForm } from './code-form.tsx';
import { DemoLogins } from './demo-logins.tsx';
import { PasswordForm } from './password-form.tsx';
import { entranceTexts } from './texts.ts';
import './entrance.css';

/** Sign-in: account, password, and the second step where the account has one. */
export function EntrancePage() {
  const t = useTexts(entranceTexts);
  const client = useQueryClient();
  const entrance = useEndpoint(getEntrance, {}, { personId: 'phone' });
  const [step, setStep] = useState<'password' | 'code'>('password');
  const unsent = useOutbox().items.filter(isUnsent).length;
  const onIn = () => void client.resetQueries();
  return (
    <main className="f-entrance">
      <header>
        <Seal size={56} />
        <div>
          <h1>{t('product')}</h1>
          <p className="f-note">{t('system', { county: entrance.data?.countyName ?? '' })}</p>
        </div>
        <button
          type="button"
          className="f-button is-quiet"
          onClick={() => void setLanguage(i18next.language === 'en' ? 'zh-CN' : 'en')}
        >
          {i18next.language === 'en' ? '中文' : 'English'}
        </button>
      </header>
      {unsent > 0 && (
        <div className="f-alert is-blue">
          <Icon name="cloud" />
          <p>{t('waiting', { n: unsent })}</p>
        </div>
      )}
      {entrance.data?.ready === false ? (
        <p className="f-alert">{t('notReady')}</p>
      ) : step === 'password' ? (
        <PasswordForm onIn={onIn} onSecond={() => setStep('code')} />
      ) : (
        <CodeForm onIn={onIn} onBack={() => setStep('password')} />
      )}
      {step === 'password' && entrance.data?.demo && <DemoLogins onIn={onIn} />}
    </main>
  );
}
