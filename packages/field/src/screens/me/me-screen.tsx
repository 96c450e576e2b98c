import { roles } from '@shoutian/domain/people';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { chooseLetters, type Letters, presentLetters } from '../../app/letters.ts';
import { outbox, useOutbox } from '../../app/outbox.ts';
import { go } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { i18next, language, setLanguage } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { isUnsent } from '../../outbox/item.ts';
import { OneOf } from '../../parts/choices.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Question } from '../../parts/question.tsx';
import { Screen } from '../../parts/screen.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { forgetAnswers } from '../../store/answers.ts';
import { sizeWords } from '../../words/distance.ts';
import { signOut } from '../entrance/auth.ts';
import { meTexts } from './texts.ts';

/** A phone photo, as villages take them. */
const PHOTO_BYTES = 4_000_000;

/** Who one is, how large the letters are, what the phone can still keep, and the way out. */
export function MeScreen() {
  const t = useTexts(meTexts);
  const tongue = language();
  const { person, demo } = useSession();
  const [letters, setLetters] = useState<Letters>(presentLetters);
  const [leaving, setLeaving] = useState(false);
  const same = (zh: string, en: string) => ({ zh, en });
  return (
    <Screen title={t('title')} tab="/me">
      <section className="f-card f-col">
        <h2 className="f-row f-wrap">
          {person.name}
          {demo && <span className="f-tag">{t('demo')}</span>}
        </h2>
        <dl className="f-facts">
          <dt>{t('area')}</dt>
          <dd>{person.scopeName}</dd>
          <dt>{t('unit')}</dt>
          <dd>{person.unit ?? '—'}</dd>
          <dt>{t('roles')}</dt>
          <dd>{person.roles.map((role) => roles[role][tongue]).join('、')}</dd>
        </dl>
      </section>
      <section className="f-card">
        <Question id="letters" title={t('letters')}>
          <OneOf
            small
            label={t('letters')}
            options={(['normal', 'large', 'huge'] as const).map((code) => ({
              code,
              label: same(meTexts.zh[code], meTexts.en[code]),
              hint: null,
            }))}
            value={letters}
            onPick={(code) => {
              chooseLetters(code);
              setLetters(code);
            }}
          />
        </Question>
        <Question id="language" title={t('language')}>
          <OneOf
            small
            label={t('language')}
            options={[
              { code: 'zh-CN', label: same('中文', '中文'), hint: null },
              { code: 'en', label: same('English', 'English'), hint: null },
            ]}
            value={i18next.language === 'en' ? 'en' : 'zh-CN'}
            onPick={(code) => void setLanguage(code)}
          />
        </Question>
      </section>
      <Storage />
      <p className="f-note">{t('help')}</p>
      {person.roles.some((role) => roles[role].app === 'console') && (
        <a className="f-button is-quiet" href="/">
          {t('office')}
        </a>
      )}
      <button type="button" className="f-button is-quiet is-big" onClick={() => setLeaving(true)}>
        <Icon name="leave" />
        {t('signOut')}
      </button>
      {leaving && <LeaveSheet onClose={() => setLeaving(false)} />}
    </Screen>
  );
}

function Storage() {
  const t = useTexts(meTexts);
  const [room, setRoom] = useState<{ used: number; free: number; kept: boolean } | null>(null);
  useEffect(() => {
    // Absent on plain http and in old WebViews.
    const storage = navigator.storage as StorageManager | undefined;
    if (storage === undefined) return;
    void Promise.all([storage.estimate(), storage.persisted()]).then(([{ usage = 0, quota = 0 }, kept]) =>
      setRoom({ used: usage, free: quota - usage, kept }),
    );
  }, []);
  return (
    <section className="f-card">
      <h2>{t('storage')}</h2>
      {room === null ? (
        <p className="f-note">{t('unknownRoom')}</p>
      ) : (
        <>
          <p className="f-note">
            {t('room', { used: sizeWords(room.used), n: Math.max(0, Math.floor(room.free / PHOTO_BYTES)) })}
          </p>
          <p className={room.kept ? 'f-note' : 'f-note f-amber'}>{t(room.kept ? 'kept' : 'notKept')}</p>
        </>
      )}
    </section>
  );
}

function LeaveSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts(meTexts);
  const client = useQueryClient();
  const { person } = useSession();
  const unsent = useOutbox().items.filter((item) => item.personId === person.id && isUnsent(item)).length;
  const [silent, setSilent] = useState(false);
  const leave = async () => {
    if (!(await signOut())) return setSilent(true);
    outbox.setPerson(null);
    await forgetAnswers();
    go('/', { replace: true });
    await client.resetQueries();
  };
  return (
    <Sheet title={t('signOutQ')} onClose={onClose}>
      {unsent > 0 && <p className="f-strong">{t('signOutKeep', { n: unsent })}</p>}
      <p>{t('signOutText')}</p>
      {silent && (
        <p className="f-field-error" role="alert">
          {t('signOutSilent')}
        </p>
      )}
      <button type="button" className="f-button is-main is-big" onClick={() => void leave()}>
        {t('signOutYes')}
      </button>
    </Sheet>
  );
}
