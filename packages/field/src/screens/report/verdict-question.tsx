import { verdictFields, verdictProofs } from '@shoutian/domain/clue';
import { verdicts } from '@shoutian/domain/dictionaries';
import { useState } from 'react';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { Question } from '../../parts/question.tsx';
import { plainVerdicts, stageChoices, subChoices, typeChoices, verdictChoices } from '../../words/verdicts.ts';
import { change, numbers } from './form.ts';
import { PaperButtons } from './paper-buttons.tsx';
import { reportTexts } from './texts.ts';
import type { QuestionProps } from './use-report.ts';
import { VerdictFieldInput } from './verdict-field.tsx';

/** The likeliest answers shown at first; the others are one tap away. */
const FIRST = 4;

/** 3 算哪种情况: in the village's words, with the fields that this case needs and nothing else. */
export function VerdictQuestion(props: QuestionProps) {
  const t = useTexts(reportTexts);
  const { form, clue } = props;
  const { value, update } = form;
  const [all, setAll] = useState(false);
  if (value.finding === null) return null;
  const choices = verdictChoices(value.finding, value.ongoing);
  const picked = choices.findIndex((one) => one.code === value.verdict);
  const shown = all || picked >= FIRST ? choices : choices.slice(0, FIRST);
  const unsure = { code: 'unsure' as const, label: reportWords('unsure'), hint: null };
  const seems = clue.proposed === null ? null : plainVerdicts[clue.proposed.verdict].label[language()];
  return (
    <Question id="verdict" n={numbers(value).verdict} title={t('q3')} note={t('q3note')}>
      <div className="f-col">
        {seems !== null && <p className="f-note">{t('seems', { text: seems })}</p>}
        <OneOf
          label={t('q3')}
          options={[...shown, unsure]}
          value={value.unsure ? 'unsure' : value.verdict}
          onPick={(code) => update((was) => change(was, code === 'unsure' ? { unsure: true } : { verdict: code }))}
        />
        {shown.length < choices.length && (
          <button type="button" className="f-button is-quiet" onClick={() => setAll(true)}>
            {t('showAll')}
          </button>
        )}
        <VerdictDetails {...props} />
        <label className="f-field" id="q-remark">
          <span>{t('note')}</span>
          <textarea
            className="f-input"
            rows={2}
            maxLength={1000}
            placeholder={t('noteHint')}
            value={value.description}
            onChange={(event) => update((was) => ({ ...was, description: event.target.value }))}
          />
        </label>
      </div>
    </Question>
  );
}

const reportWords = (key: 'unsure') => ({ zh: reportTexts.zh[key], en: reportTexts.en[key] });

/** What the chosen case asks for. */
function VerdictDetails(props: QuestionProps) {
  const t = useTexts(reportTexts);
  const { value, update } = props.form;
  const { verdict } = value;
  if (verdict === null) return null;
  const subs = subChoices(verdict);
  const unlawful = verdicts.get(verdict).outcome === 'problem';
  const papers = verdictProofs[verdict].attachments.filter((kind) => kind !== 'landClassMap');
  return (
    <>
      {subs.length > 1 && (
        <Question id="subValue" title={t('sub')}>
          <OneOf
            small
            label={t('sub')}
            options={subs}
            value={value.verdictSub}
            onPick={(verdictSub) => update((was) => change(was, { verdictSub }))}
          />
        </Question>
      )}
      {unlawful && <UnlawfulDetails {...props} />}
      {verdictFields[verdict]
        .filter((field) => field.id !== 'disposal')
        .map((field) => (
          <VerdictFieldInput
            key={field.id}
            field={field}
            value={value.answers[field.id] ?? null}
            onChange={(answer) => update((was) => ({ ...was, answers: { ...was.answers, [field.id]: answer } }))}
          />
        ))}
      {papers.length > 0 && <PaperButtons {...props} kinds={papers} />}
    </>
  );
}

function UnlawfulDetails({ form }: QuestionProps) {
  const t = useTexts(reportTexts);
  const { value, update } = form;
  const thisYear = new Date().getFullYear();
  return (
    <>
      <Question id="problemType" title={t('type')}>
        <OneOf
          small
          label={t('type')}
          options={typeChoices(value.finding)}
          value={value.type}
          onPick={(type) => update((was) => change(was, { type }))}
        />
      </Question>
      <Question id="stage" title={t('stage')}>
        <OneOf
          small
          label={t('stage')}
          options={stageChoices}
          value={value.stage}
          onPick={(stage) => update((was) => change(was, { stage }))}
        />
      </Question>
      <Question id="builtOn" title={t('year')} note={t('yearHint')}>
        <div className="f-year">
          {[thisYear, thisYear - 1].map((year, index) => (
            <button
              key={year}
              type="button"
              className={value.builtYear === String(year) ? 'f-choice is-picked' : 'f-choice'}
              aria-pressed={value.builtYear === String(year)}
              onClick={() => update((was) => ({ ...was, builtYear: String(year) }))}
            >
              {t(index === 0 ? 'thisYear' : 'lastYear')}
            </button>
          ))}
          <input
            className="f-input"
            aria-label={t('year')}
            inputMode="numeric"
            maxLength={4}
            placeholder={String(thisYear - 3)}
            value={value.builtYear}
            onChange={(event) => update((was) => ({ ...was, builtYear: event.target.value.replace(/\D/g, '') }))}
          />
        </div>
      </Question>
    </>
  );
}
