import { getTask } from '@shoutian/domain/api';
import type { PhotoKind } from '@shoutian/domain/dictionaries';
import { useEndpoint } from '../../app/api.ts';
import { outbox } from '../../app/outbox.ts';
import { go, usePlace } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { SavedMark } from '../../parts/form-top.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Question, showQuestion } from '../../parts/question.tsx';
import { Screen } from '../../parts/screen.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { cameraPath } from '../../photos/camera-link.ts';
import { ShotStrip } from '../../photos/shot-strip.tsx';
import { useShots } from '../../photos/shots.ts';
import { dayWords } from '../../words/day.ts';
import { plainTitle, shortPlace } from '../../words/place.ts';
import { lookBackTexts } from './texts.ts';

type Result = 'kept' | 'rebound' | 'doubt';
interface LookBackForm {
  result: Result | null;
  note: string;
}
const kinds: readonly PhotoKind[] = ['panorama', 'crop', 'near', 'other'];
const results: readonly Result[] = ['kept', 'rebound', 'doubt'];

/** A visit to ground that was written off: what it looks like, a photo, a line. */
export function LookBackScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(lookBackTexts);
  const { person, today } = useSession();
  const { query } = usePlace();
  const id = params['id'] ?? '';
  const taskId = query.get('task') ?? '';
  const path = `/look-back/${id}?task=${taskId}`;
  const task = useEndpoint(getTask, { params: { id: taskId } }, { enabled: taskId !== '', personId: person.id });
  const place = shortPlace(task.data ? plainTitle(task.data) : '');
  const title = t('sent', { place });
  const empty: LookBackForm = { result: null, note: '' };
  const { value, update, saved, discard, key } = useDraft(`lookBack:${id}`, { title, path }, empty);
  const group = `lookBack:${id}`;
  const shots = useShots(group, { kind: 'lookBack', id });
  const missing = [
    ...(value.result === null ? ['m1' as const] : []),
    ...(value.note.trim().length < 2 ? ['m2' as const] : []),
  ];
  const options = results.map((code) => ({
    code,
    label: { zh: lookBackTexts.zh[code], en: lookBackTexts.en[code] },
    hint: { zh: lookBackTexts.zh[`${code}Hint`], en: lookBackTexts.en[`${code}Hint`] },
  }));
  const send = async () => {
    const { result, note } = value;
    if (result === null) return showQuestion('result');
    if (note.trim().length < 2) return showQuestion('note');
    const act = { kind: 'lookBack', input: { params: { id }, body: { result, visitedOn: today, note } } } as const;
    const after = shots.flatMap(({ item }) => (item && item.state !== 'received' ? [item.id] : []));
    const draft = { key, value: JSON.stringify(value) };
    await outbox.add([{ personId: person.id, act, title, group, path, after, draft, notBefore: Date.now() + UNDO_MS }]);
    discard();
    go('/', { replace: true });
  };
  const take = (kind: PhotoKind | null) => {
    const job = { subject: { kind: 'lookBack' as const, id }, group, path, title, kinds, viewpoint: null, hold: false };
    go(cameraPath({ ...job, kind: kind ?? 'panorama', stage: 'lookBack' }));
  };
  const done = task.data !== undefined && task.data.state !== 'open';
  return (
    <Screen
      title={t('title')}
      end={<SavedMark state={saved} />}
      foot={
        done ? undefined : (
          <button
            type="button"
            className="f-button is-main is-big"
            aria-disabled={missing.length > 0}
            onClick={() => void send()}
          >
            {missing.length === 0 ? t('send') : t('missing', { what: missing.map((one) => t(one)).join(t('list')) })}
          </button>
        )
      }
    >
      {task.data && (
        <section className="f-card">
          <h2>{plainTitle(task.data)}</h2>
          <p className="f-note">
            {task.data.dueOn === null ? '' : t('due', { day: dayWords(task.data.dueOn, today) })}{' '}
            {task.data.instructions}
          </p>
        </section>
      )}
      {done ? (
        <p className="f-alert is-ok">{t('gone')}</p>
      ) : (
        <>
          <Question id="result" n={1} title={t('q1')}>
            <OneOf
              label={t('q1')}
              options={options}
              value={value.result}
              onPick={(result) => update((was) => ({ ...was, result }))}
            />
            {value.result === 'rebound' && task.data?.problemId && (
              <div className="f-alert is-red" role="note">
                <Icon name="hand" />
                <p>{t('stop')}</p>
                <button
                  type="button"
                  className="f-button is-red"
                  onClick={() => go(`/stop?problem=${task.data?.problemId ?? ''}`)}
                >
                  {t('goStop')}
                </button>
              </div>
            )}
          </Question>
          <Question id="photo" n={2} title={t('q2')} note={t('q2note')}>
            <ShotStrip shots={shots} wanted={shots.length === 0 ? ['panorama'] : []} onTake={take} />
          </Question>
          <Question id="note" n={3} title={t('q3')}>
            <textarea
              className="f-input"
              rows={3}
              maxLength={300}
              aria-label={t('q3')}
              placeholder={t('q3hint')}
              value={value.note}
              onChange={(event) => update((was) => ({ ...was, note: event.target.value }))}
            />
          </Question>
        </>
      )}
    </Screen>
  );
}
