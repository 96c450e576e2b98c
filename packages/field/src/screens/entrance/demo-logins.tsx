import { listDemoLogins } from '@shoutian/domain/api';
import { roles } from '@shoutian/domain/people';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { useTexts } from '../../i18n/texts.ts';
import { signIn } from './auth.ts';
import { outcomeSentence } from './outcome.ts';
import { entranceTexts } from './texts.ts';

/** The invented people of the demonstration county; those who work with the phone come first. */
export function DemoLogins({ onIn }: { onIn: () => void }) {
  const t = useTexts(entranceTexts);
  const logins = useEndpoint(listDemoLogins, {});
  const [error, setError] = useState('');
  if (logins.data === undefined) return null;
  const { password, rows } = logins.data;
  const onPhone = (row: (typeof rows)[number]) => row.roles.some((role) => roles[role].app === 'field');
  const enter = async (username: string) => {
    const outcome = await signIn(username, password);
    if (outcome.kind === 'in') onIn();
    else setError(outcomeSentence(outcome, t));
  };
  return (
    <section className="f-col f-demo">
      <h2 className="f-note">{t('demo')}</h2>
      <div className="f-pair">
        {[...rows]
          .sort((a, b) => Number(onPhone(b)) - Number(onPhone(a)))
          .slice(0, 4)
          .map((row) => (
            <button
              key={row.username}
              type="button"
              className="f-button is-quiet"
              onClick={() => void enter(row.username)}
            >
              <span>
                <b>{row.name}</b>
                <small className="f-note"> {row.unit}</small>
              </span>
            </button>
          ))}
      </div>
      <p role="alert" className="f-field-error">
        {error}
      </p>
    </section>
  );
}
