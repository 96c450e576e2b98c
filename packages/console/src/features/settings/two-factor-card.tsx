import { getSession } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input, QRCode } from 'antd';
import { useState } from 'react';
import { useSession } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, StateTag } from '../../kit/index.ts';
import { settingsTexts } from './texts.ts';
import { confirmTwoFactor, type Enrolment, endTwoFactor, prepareTwoFactor } from './two-factor.ts';

/** Turning the second factor on (password → code of the phone) and off. */
export function TwoFactorCard() {
  const t = useTexts(settingsTexts);
  const client = useQueryClient();
  const { person } = useSession();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [error, setError] = useState<string | null>(null);
  const renew = async () => {
    setPassword('');
    setCode('');
    setEnrolment(null);
    setError(null);
    await client.invalidateQueries({ queryKey: [getSession.path] });
  };
  const toggle = async () => {
    if (person.twoFactor) return (await endTwoFactor(password)) ? renew() : setError(t('wrongPassword'));
    const prepared = await prepareTwoFactor(password);
    setError(prepared === null ? t('wrongPassword') : null);
    setEnrolment(prepared);
  };
  const confirm = async () => ((await confirmTwoFactor(code)) ? renew() : setError(t('wrongCode')));
  return (
    <Card title={t('twoFactor')} extra={person.twoFactor ? <StateTag tone="ok">{t('isOn')}</StateTag> : undefined}>
      <p className="st-second">{t('twoFactorText')}</p>
      {enrolment === null ? (
        <div className="st-settings-line">
          <Field name="twoFactorPassword" label={t('oldPassword')} error={error ?? undefined}>
            <Input.Password
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          <Button disabled={password === ''} onClick={() => void toggle()}>
            {t(person.twoFactor ? 'turnOff' : 'turnOn')}
          </Button>
        </div>
      ) : (
        <div className="st-row st-wrap">
          <QRCode value={enrolment.totpUri} size={168} bordered={false} />
          <div className="st-col">
            <span>{t('scan')}</span>
            <code>{enrolment.secret}</code>
            <Field name="code" label={t('code')} error={error ?? undefined}>
              <Input
                inputMode="numeric"
                maxLength={6}
                autoComplete="one-time-code"
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            </Field>
            <Button type="primary" disabled={code.length !== 6} onClick={() => void confirm()}>
              {t('confirmCode')}
            </Button>
            <span className="st-note">{t('backup')}</span>
            <code>{enrolment.backupCodes.join('  ')}</code>
          </div>
        </div>
      )}
    </Card>
  );
}
