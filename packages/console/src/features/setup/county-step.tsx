import { createCounty, loadDemo } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { signIn } from '../../app/entrance/auth.ts';
import { formErrors, useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, FieldGrid, MissingButton } from '../../kit/index.ts';
import { CataloguePick } from './catalogue-pick.tsx';
import { setupTexts } from './texts.ts';

/** Four groups of five: nothing is asked of the server while it is still being typed. */
const WHOLE = /^[\w]{5}(-[\w]{5}){3}$/;

/** Step 1, without a session: the code of the server's window, the county, and its first administrator. */
export function CountyStep() {
  const t = useTexts(setupTexts);
  const client = useQueryClient();
  const [code, setCode] = useState(() => location.hash.slice(1));
  const [county, setCounty] = useState<{ code: string; name: string } | null>(null);
  const [admin, setAdmin] = useState({ name: '', username: '', password: '', again: '' });
  const enter = async () => {
    await signIn(admin.username, admin.password);
    await client.resetQueries();
  };
  const create = useAct(createCounty, { quietComplaints: true, onDone: () => void enter() });
  const demo = useAct(loadDemo, { onDone: () => location.assign('/') });
  const errors = formErrors(create.error);
  const errorAt = (name: string) => errors.find((one) => one.name.endsWith(name))?.message;
  const missing = [
    ...(code === '' ? [{ code: 'code', message: t('missingCode') }] : []),
    ...(county === null ? [{ code: 'county', message: t('missingCounty') }] : []),
    ...(admin.name === '' || admin.username === '' ? [{ code: 'admin', message: t('missingAdmin') }] : []),
    ...(admin.password === ''
      ? [{ code: 'password', message: t('missingPassword') }]
      : admin.password === admin.again
        ? []
        : [{ code: 'again', message: t('notSame') }]),
  ];
  const submit = () => {
    if (county === null) return;
    const { again: _, ...administrator } = admin;
    create.mutate({ body: { setupToken: code, ...county, administrator } });
  };
  const text = (key: keyof typeof admin, label: string, password = false, help?: string) => (
    <Field name={key} label={label} required error={errorAt(key)} {...(help ? { help } : {})}>
      {password ? (
        <Input.Password
          autoComplete="new-password"
          value={admin[key]}
          onChange={(event) => setAdmin({ ...admin, [key]: event.target.value })}
        />
      ) : (
        <Input
          autoComplete="off"
          value={admin[key]}
          onChange={(event) => setAdmin({ ...admin, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <Card title={t('county')}>
        <FieldGrid>
          <Field
            name="setupToken"
            label={t('codeLabel')}
            required
            help={t('codeHelp')}
            error={errorAt('setupToken')}
            wide
          >
            <Input value={code} onChange={(event) => setCode(event.target.value.trim())} />
          </Field>
          <CataloguePick setupToken={WHOLE.test(code) ? code : ''} onPick={setCounty} />
          <Field name="countyName" label={t('countyName')} error={errorAt('body.name')}>
            <Input
              value={county?.name ?? ''}
              disabled={county === null}
              onChange={(event) => county && setCounty({ ...county, name: event.target.value })}
            />
          </Field>
        </FieldGrid>
      </Card>
      <Card title={t('adminTitle')}>
        <FieldGrid>
          {text('name', t('adminName'))}
          {text('username', t('adminUser'))}
          {text('password', t('adminPassword'), true, t('passwordHelp'))}
          {text('again', t('again'), true)}
        </FieldGrid>
        <div className="st-row st-setup-acts">
          <MissingButton verb={t('createVerb')} primary missing={missing} busy={create.isPending} onAct={submit} />
        </div>
      </Card>
      <Card title={t('demoTitle')}>
        <div className="st-between">
          <span className="st-second">{t('demoText')}</span>
          <Button
            disabled={code === ''}
            loading={demo.isPending}
            onClick={() => demo.mutate({ body: { setupToken: code } })}
          >
            {t('demoVerb')}
          </Button>
        </div>
      </Card>
    </>
  );
}
