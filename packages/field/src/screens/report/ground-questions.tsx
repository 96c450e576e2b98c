import { go } from '../../app/route.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Question } from '../../parts/question.tsx';
import { findingChoices, partyChoices } from '../../words/verdicts.ts';
import { change, numbers } from './form.ts';
import { reportTexts } from './texts.ts';
import type { QuestionProps } from './use-report.ts';

/** 1 地上现在是什么 · 2 还在施工吗, with the way to stopping at once. */
export function GroundQuestions({ form, report, clue }: QuestionProps) {
  const t = useTexts(reportTexts);
  const { value, update } = form;
  const ongoing = [
    { code: 'yes', label: words(t('working')), hint: words(t('workingHint')) },
    { code: 'no', label: words(t('stopped')), hint: null },
  ] as const;
  return (
    <>
      <Question id="finding" n={1} title={t('q1')}>
        <OneOf
          label={t('q1')}
          options={findingChoices}
          value={value.finding}
          onPick={(finding) => update((was) => change(was, { finding }))}
        />
      </Question>
      {value.finding !== 'unchanged' && (
        <Question id="ongoing" n={2} title={t('q2')}>
          <OneOf
            label={t('q2')}
            options={ongoing}
            value={value.ongoing === null ? null : value.ongoing ? 'yes' : 'no'}
            onPick={(code) => update((was) => change(was, { ongoing: code === 'yes' }))}
          />
          {value.ongoing === true && (
            <div className={report.stopped ? 'f-alert is-ok' : 'f-alert is-red'} role="note">
              <Icon name={report.stopped ? 'check' : 'hand'} />
              <p>{report.stopped ? t('stopDone') : t('stopNow')}</p>
              {!report.stopped && (
                <button type="button" className="f-button is-red is-big" onClick={() => go(`/stop?clue=${clue.id}`)}>
                  {t('goStop')}
                </button>
              )}
            </div>
          )}
        </Question>
      )}
    </>
  );
}

/** The component's own words already follow the language. */
const words = (text: string) => ({ zh: text, en: text });

/** 是谁家的: for arranging the remedy only, never required (ui 14). */
export function PartyQuestion({ form }: QuestionProps) {
  const t = useTexts(reportTexts);
  const { value, update } = form;
  if (value.finding === 'unchanged') return null;
  const named = value.partyType !== null && value.partyType !== 'unknown';
  return (
    <Question id="partyType" n={numbers(value).party} title={t('q4')} note={t('q4note')}>
      <div className="f-col">
        <OneOf
          small
          label={t('q4')}
          options={partyChoices}
          value={value.partyType}
          onPick={(partyType) => update((was) => change(was, { partyType }))}
        />
        <input
          className="f-input"
          aria-label={t('nameLabel')}
          placeholder={t('name')}
          maxLength={60}
          autoComplete="off"
          value={value.partyName}
          onChange={(event) => update((was) => ({ ...was, partyName: event.target.value }))}
        />
        {named && (
          <label className="f-field">
            <span>{t('phone')}</span>
            <input
              className="f-input"
              inputMode="tel"
              maxLength={20}
              autoComplete="off"
              value={value.partyPhone}
              onChange={(event) => update((was) => ({ ...was, partyPhone: event.target.value }))}
            />
            <small>{t('phoneWhy')}</small>
          </label>
        )}
      </div>
    </Question>
  );
}
