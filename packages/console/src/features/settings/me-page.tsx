import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { changePassword } from '../../app/entrance/auth.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, FieldGrid, Page, PageTitle } from '../../kit/index.ts';
import { settingsTexts } from './texts.ts';
import { TwoFactorCard } from './two-factor-card.tsx';
import './settings.css';

/** 我的设置: own password, second factor, keyboard. */
export default function MePage() {
  const t = useTexts(settingsTexts);
  return (
    <Page>
      <PageTitle title={t('me')} />
      <PasswordCard />
      <TwoFactorCard />
      <Card title={t('keyboard')}>
        <p className="st-second">{t('keyboardText')}</p>
      </Card>
    </Page>
  );
}

function PasswordCard() {
  const t = useTexts(settingsTexts);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = async () => {
    if (next !== again) return setError(t('notSame'));
    const refused = await changePassword(old, next);
    if (refused !== null) return setError(refused === '' ? t('wrongPassword') : refused);
    setOld('');
    setNext('');
    setAgain('');
    setError(null);
    message.success(t('changed'));
    await client.invalidateQueries();
  };
  return (
    <Card title={t('password')}>
      <FieldGrid>
        <Field name="old" label={t('oldPassword')}>
          <Input.Password
            autoComplete="current-password"
            value={old}
            onChange={(event) => setOld(event.target.value)}
          />
        </Field>
        <Field name="new" label={t('newPassword')} error={error ?? undefined}>
          <Input.Password autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />
        </Field>
        <Field name="again" label={t('again')}>
          <Input.Password
            autoComplete="new-password"
            value={again}
            onChange={(event) => setAgain(event.target.value)}
          />
        </Field>
      </FieldGrid>
      <Button
        type="primary"
        style={{ marginTop: 16 }}
        disabled={old === '' || next === ''}
        onClick={() => void submit()}
      >
        {t('changeVerb')}
      </Button>
    </Card>
  );
}
