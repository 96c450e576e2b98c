import { getEntrance } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { i18next, setLanguage } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Seal } from '../../kit/marks/icon.tsx';
import { DemoMark } from '../../kit/marks/state-mark.tsx';
import { Notice } from '../../kit/page/notice.tsx';
import { useEndpoint } from '../api.ts';
import { appTexts } from '../texts.ts';
import { CodeForm } from './code-form.tsx';
import { DemoLogins } from './demo-logins.tsx';
import { FieldsBackdrop } from './fields-backdrop.tsx';
import { PasswordForm } from './password-form.tsx';
import './entrance.css';

/** The sign-in card over a field pattern; second factor, demonstration accounts, first-run hint. */
export function EntrancePage() {
  const t = useTexts(appTexts);
  const client = useQueryClient();
  const entrance = useEndpoint(getEntrance, {});
  const [step, setStep] = useState<'password' | 'code'>('password');
  const [notice, setNotice] = useState<string | null>(null);
  const onIn = () => void client.resetQueries();
  const county = entrance.data?.countyName ?? '';
  return (
    <div className="st-entrance">
      <FieldsBackdrop />
      <main className="st-entrance-card">
        <header className="st-row">
          <Seal size={40} />
          <span className="st-grow">
            <h1>守田</h1>
            <span className="st-second">{t('system', { county })}</span>
          </span>
          {entrance.data?.demo && <DemoMark />}
        </header>
        {entrance.data?.ready === false ? (
          <Notice tone="blue" title={t('firstRun')} actions={<a href="/setup">{t('toSetup')}</a>}>
            {t('firstRunText')}
          </Notice>
        ) : step === 'password' ? (
          <PasswordForm notice={notice} onIn={onIn} onSecond={() => setStep('code')} />
        ) : (
          <CodeForm
            onIn={onIn}
            onBack={(why) => {
              setNotice(why);
              setStep('password');
            }}
          />
        )}
        {step === 'password' && entrance.data?.demo && <DemoLogins onIn={onIn} onSecond={() => setStep('code')} />}
      </main>
      <footer className="st-entrance-foot">
        <button
          type="button"
          className="st-link"
          onClick={() => void setLanguage(i18next.language === 'en' ? 'zh-CN' : 'en')}
        >
          中文 / English
        </button>
      </footer>
    </div>
  );
}
