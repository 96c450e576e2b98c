import { listDemoLogins } from '@shoutian/domain/api';
import { App } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { useEndpoint } from '../api.ts';
import { appTexts } from '../texts.ts';
import { signIn } from './auth.ts';
import { outcomeSentence } from './password-form.tsx';

/** The invented people of the demonstration county, one click each; absent in a real county. */
export function DemoLogins({ onIn, onSecond }: { onIn: () => void; onSecond: () => void }) {
  const t = useTexts(appTexts);
  const { message } = App.useApp();
  const logins = useEndpoint(listDemoLogins, {});
  const [busy, setBusy] = useState<string | null>(null);
  if (logins.data === undefined || logins.data.rows.length === 0) return null;
  const { password, rows } = logins.data;
  const enter = async (username: string) => {
    setBusy(username);
    const outcome = await signIn(username, password);
    setBusy(null);
    if (outcome.kind === 'in') onIn();
    else if (outcome.kind === 'second') onSecond();
    else message.error(outcomeSentence(outcome, t));
  };
  return (
    <details className="st-demo-logins" open>
      <summary>{t('demoTitle')}</summary>
      <p className="st-note">{t('demoText', { password })}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.username}>
            <button
              type="button"
              title={`${row.unit} · ${row.scopeName}`}
              disabled={busy !== null}
              onClick={() => void enter(row.username)}
            >
              <b>{row.name}</b>
              <span className="st-note st-ellipsis">{row.does}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
