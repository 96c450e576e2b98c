import { getClue, getProblem } from '@shoutian/domain/api';
import type { PhotoKind } from '@shoutian/domain/dictionaries';
import { clockLabel } from '@shoutian/domain/format';
import { useEffect, useState } from 'react';
import { useEndpoint } from '../../app/api.ts';
import { outbox } from '../../app/outbox.ts';
import { back, go, usePlace } from '../../app/route.ts';
import { useRules } from '../../app/rules.ts';
import { useSession } from '../../app/session.tsx';
import { useDraft } from '../../drafts/use-draft.ts';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { newId } from '../../outbox/ids.ts';
import { SomeOf } from '../../parts/choices.tsx';
import { SavedMark } from '../../parts/form-top.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Question } from '../../parts/question.tsx';
import { Screen } from '../../parts/screen.tsx';
import { UNDO_MS } from '../../parts/undo-bar.tsx';
import { cameraPath } from '../../photos/camera-link.ts';
import { ShotStrip } from '../../photos/shot-strip.tsx';
import { useShots } from '../../photos/shots.ts';
import { freshFix } from '../../place/position.ts';
import { clockTime } from '../../words/clock.ts';
import { problemPlace, shortNumber, shortPlace } from '../../words/place.ts';
import { measureChoices } from '../../words/verdicts.ts';
import { FindingPlace } from './finding-place.tsx';
import { type Done, findingBody, measureOf, type StopForm, stopBody } from './stop-form.ts';
import { stopTexts } from './texts.ts';

const kinds: readonly PhotoKind[] = ['panorama', 'machinery', 'near', 'other'];

/** 16: place, time and one photo; one red button does both. Opened from a report it stops that clue or problem. */
export function StopScreen() {
  const t = useTexts(stopTexts);
  const tongue = language();
  const { person } = useSession();
  const { query } = usePlace();
  const rules = useRules();
  const [clueId, problemId] = [query.get('clue'), query.get('problem')];
  const subject = clueId
    ? { subjectKind: 'clue' as const, subjectId: clueId }
    : problemId
      ? { subjectKind: 'problem' as const, subjectId: problemId }
      : null;
  const clue = useEndpoint(
    getClue,
    { params: { id: clueId ?? '' } },
    { enabled: clueId !== null, personId: person.id },
  );
  const problem = useEndpoint(
    getProblem,
    { params: { id: problemId ?? '' } },
    { enabled: problemId !== null, personId: person.id },
  );
  const place = shortPlace(
    clue.data?.locationText || (problem.data ? problemPlace(problem.data) : shortNumber(clue.data?.clueNo ?? '')),
  );
  const path = `/stop${clueId ? `?clue=${clueId}` : problemId ? `?problem=${problemId}` : ''}`;
  const key = `stop:${subject?.subjectId ?? 'new'}`;
  const title = subject ? t('stopTitle', { place }) : t('title');
  const [fresh] = useState<StopForm>(() => ({
    id: newId(),
    stopId: newId(),
    foundAt: new Date().toISOString(),
    done: [],
    note: '',
    outline: null,
  }));
  const form = useDraft(key, { title, path }, fresh);
  const { value, update, saved, discard } = form;
  const group = subject ? `${subject.subjectKind}:${subject.subjectId}` : `finding:${value.id}`;
  const thing = subject ? { kind: subject.subjectKind, id: subject.subjectId } : null;
  const shots = useShots(group, thing);
  const [hint, setHint] = useState(false);
  const options: { code: Done; label: { zh: string; en: string }; hint: null }[] = [
    ...measureChoices.map(({ code, label }) => ({ code, label, hint: null })),
    { code: 'failed', label: { zh: stopTexts.zh.failed, en: stopTexts.en.failed }, hint: null },
  ];
  const names = (code: Done) => options.find((option) => option.code === code)?.label[tongue] ?? code;

  const take = (kind: PhotoKind | null) => {
    // Keeps the moment of finding even when nothing else was touched: the camera leaves this screen.
    update((was) => was);
    const to = thing ?? { kind: 'clueOf' as const, finding: value.id };
    const rest = {
      stage: subject?.subjectKind === 'problem' ? ('during' as const) : ('scene' as const),
      viewpoint: null,
    };
    go(
      cameraPath({ subject: to, group, path, title, kinds, kind: kind ?? 'panorama', hold: subject === null, ...rest }),
    );
  };
  const send = async (withStop: boolean) => {
    const measure = withStop ? measureOf(value, names) : null;
    if (withStop && measure === null) return setHint(true);
    const now = new Date();
    const common = { personId: person.id, group, path, notBefore: now.getTime() + UNDO_MS };
    const draft = { key, value: JSON.stringify(value) };
    if (subject && measure) {
      const act = { kind: 'stop', input: { body: stopBody(value, subject, measure, now) } } as const;
      await outbox.add([{ ...common, id: value.stopId, act, title: t('stopSent', { place }), draft }]);
    } else {
      const fix = freshFix(now.getTime(), 10 * 60_000);
      const act = { kind: 'finding', input: { body: findingBody(value, fix, measure, now) } } as const;
      await outbox.add([
        { ...common, id: value.id, act, title: t('sentTitle', { time: clockTime(value.foundAt) }), draft },
      ]);
      const held = shots.flatMap(({ item }) => (item?.state === 'draft' ? [item.id] : []));
      await outbox.submit(held, now.getTime(), [value.id]);
    }
    discard();
    if (subject) back(clueId ? `/report/${clueId}` : '/');
    else go('/', { replace: true });
  };
  return (
    <Screen
      title={title}
      end={<SavedMark state={saved} />}
      foot={
        <>
          <button type="button" className="f-button is-red is-huge" onClick={() => void send(true)}>
            <Icon name="hand" />
            {subject ? t('justStop') : t('both')}
          </button>
          {subject === null && (
            <button type="button" className="f-button is-plain" onClick={() => void send(false)}>
              {t('only')}
            </button>
          )}
        </>
      }
    >
      {subject === null && (
        <FindingPlace outline={value.outline} onOutline={(outline) => update((was) => ({ ...was, outline }))} />
      )}
      <Question id="photo" title={t('photos')}>
        <ShotStrip shots={shots} wanted={shots.length === 0 ? ['panorama'] : []} onTake={take} />
      </Question>
      <Question id="done" title={t('did')} note={t('several')}>
        <SomeOf
          label={t('did')}
          options={options}
          value={value.done}
          onPick={(done) => {
            setHint(false);
            update((was) => ({ ...was, done }));
          }}
        />
        {hint && (
          <p className="f-field-error" role="alert">
            {t('nothing')}
          </p>
        )}
      </Question>
      <textarea
        className="f-input"
        rows={2}
        maxLength={200}
        aria-label={t('sayLabel')}
        placeholder={t('say')}
        value={value.note}
        onChange={(event) => update((was) => ({ ...was, note: event.target.value }))}
      />
      {subject === null && <ReportClock foundAt={value.foundAt} hours={rules.value('firsts.reportHours')} />}
    </Screen>
  );
}

/** 发现 10:47 报告时限 2 小时，还剩 1小时49分 — in words, counted by the minute. */
function ReportClock({ foundAt, hours }: { foundAt: string; hours: number }) {
  const t = useTexts(stopTexts);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const left = clockLabel(Date.parse(foundAt) + hours * 3_600_000 - now)[language()];
  return (
    <div className="f-alert" role="note">
      <Icon name="clock" />
      <p>{t('clock', { time: clockTime(foundAt), hours, left })}</p>
    </div>
  );
}
