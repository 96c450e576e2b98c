import type { VerdictField } from '@shoutian/domain/clue';
import { language } from '../../i18n/setup.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OneOf } from '../../parts/choices.tsx';
import { Question } from '../../parts/question.tsx';
import type { Answer } from './form.ts';
import { reportTexts } from './texts.ts';

/** One field of the chosen case; areas are asked in 亩, widths in metres. */
export function VerdictFieldInput({
  field,
  value,
  onChange,
}: {
  field: VerdictField;
  value: Answer;
  onChange: (answer: Answer) => void;
}) {
  const t = useTexts(reportTexts);
  const label = field[language()].replace(/（米）| in m$/, '');
  const text = typeof value === 'string' ? value : '';
  if (field.type === 'yesNo') {
    const options = [
      { code: 'yes', label: { zh: t('yes'), en: t('yes') }, hint: null },
      { code: 'no', label: { zh: t('no'), en: t('no') }, hint: null },
    ] as const;
    return (
      <Question id={field.id} title={label}>
        <OneOf
          small
          label={label}
          options={options}
          value={value === true ? 'yes' : value === false ? 'no' : null}
          onPick={(code) => onChange(code === 'yes')}
        />
      </Question>
    );
  }
  const unit = field.type === 'areaM2' ? `（${t('mu')}）` : field.type === 'metres' ? `（${t('metre')}）` : '';
  const number = field.type === 'areaM2' || field.type === 'metres';
  return (
    <label className="f-field" id={`q-${field.id}`}>
      <span>
        {label}
        {unit}
      </span>
      <input
        className="f-input"
        type={field.type === 'day' ? 'date' : 'text'}
        {...(number ? { inputMode: 'decimal' as const } : {})}
        maxLength={200}
        autoComplete="off"
        value={text}
        onChange={(event) => onChange(number ? event.target.value.replace(/[^\d.]/g, '') : event.target.value)}
      />
    </label>
  );
}
