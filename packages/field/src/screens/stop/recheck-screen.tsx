import { getTask } from '@shoutian/domain/api';
import { type PhotoKind, type StopResult, stopResults } from '@shoutian/domain/dictionaries';
import { useEndpoint } from '../../app/api.ts';
import { outbox } from '../../app/outbox.ts';
import { go, usePlace } from '../../app/route.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { useTexts } from '../../i18n/texts.ts';
import { newId } from '../../outbox/ids.ts';
import { OneOf } from '../../parts/choices.tsx';
import { SavedMark } from '../../parts/form-top.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Question, showQuestion } from '../../parts/question.tsx';
import { Screen } from '../../parts/screen.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { cameraPath } from '../../photos/camera-link.ts';
import { ShotStrip } from '../../photos/shot-strip.tsx';
import { useShots } from '../../photos/shots.ts';
import { plainTitle, shortPlace } from '../../words/place.ts';
import { stopTexts } from './texts.ts';

interface RecheckForm {
  result: StopResult | null;
  note: string;
}
const kinds: readonly PhotoKind[] = ['panorama', 'near', 'machinery', 'other'];

/** Three days after a stop: has it stopped? One question, a photo if one likes. */
export function RecheckScreen({ params }: { params: Record<string, string> }) {
  const t = useTexts(stopTexts);
  const { person } = useSession();
  const { query } = usePlace();
  const id = params['id'] ?? '';
  const taskId = query.get('task') ?? '';
  const path = `/recheck/${id}?task=${taskId}`;
  const task = useEndpoint(getTask, { params: { id: taskId } }, { enabled: taskId !== '', personId: person.id });
  const place = shortPlace(task.data ? plainTitle(task.data) : '');
  const empty: RecheckForm = { result: null, note: '' };
  const { value, update, saved, discard, key } = useDraft(`recheck:${id}`, { title: t('recheckTitle'), path }, empty);
  const group = `stop:${id}`;
  const shots = useShots(group, { kind: 'stopMeasure', id });
  const options = stopResults.entries.map(({ code }) => ({
    code,
    label: { zh: stopTexts.zh[code], en: stopTexts.en[code] },
    hint: null,
  }));
  const send = async () => {
    const { result, note } = value;
    if (result === null) return showQuestion('result');
    const act = { kind: 'recheck', input: { params: { id }, body: { result, note } } } as const;
    const title = t('sentRecheck', { place });
    const draft = { key, value: JSON.stringify(value) };
    await outbox.add([
      { id: newId(), personId: person.id, act, title, group, path, draft, notBefore: Date.now() + UNDO_MS },
    ]);
    discard();
    go('/', { replace: true });
  };
  const take = (kind: PhotoKind | null) => {
    const job = { subject: { kind: 'stopMeasure' as const, id }, group, path, title: t('recheckTitle'), kinds };
    go(cameraPath({ ...job, kind: kind ?? 'panorama', stage: 'scene', viewpoint: null, hold: false }));
  };
  return (
    <Screen
      title={t('recheckTitle')}
      end={<SavedMark state={saved} />}
      foot={
        <button
          type="button"
          className="f-button is-main is-big"
          aria-disabled={value.result === null}
          onClick={() => void send()}
        >
          {value.result === null ? t('sendMissing') : t('send')}
        </button>
      }
    >
      {task.data && (
        <section className="f-card">
          <h2>{plainTitle(task.data)}</h2>
          <p className="f-note">{task.data.instructions}</p>
        </section>
      )}
      <Question id="result" n={1} title={t('recheckQ')}>
        <OneOf
          label={t('recheckQ')}
          options={options}
          value={value.result}
          onPick={(result) => update((was) => ({ ...was, result }))}
        />
        {value.result !== null && stopResults.get(value.result).failed && (
          <div className="f-alert is-red" role="note">
            <Icon name="hand" />
            <p>{t('urgent')}</p>
          </div>
        )}
      </Question>
      <Question id="photo" n={2} title={t('recheckPhotos')} note={t('recheckPhotosNote')}>
        <ShotStrip shots={shots} wanted={[]} onTake={take} />
      </Question>
      <Question id="note" n={3} title={t('recheckNote')}>
        <textarea
          className="f-input"
          rows={2}
          maxLength={300}
          aria-label={t('recheckNote')}
          placeholder={t('say')}
          value={value.note}
          onChange={(event) => update((was) => ({ ...was, note: event.target.value }))}
        />
      </Question>
    </Screen>
  );
}
