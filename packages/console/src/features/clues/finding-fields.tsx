import { verdictFields } from '@shoutian/domain/clue';
import {
  type ConstructionStage,
  constructionStages,
  type PartyType,
  type ProblemType,
  partyTypes,
  problemTypes,
  subValuesOf,
  type Verdict,
  type VerdictSubValue,
  verdictSubValues,
  verdicts,
} from '@shoutian/domain/dictionaries';
import { DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid } from '../../kit/index.ts';
import { texts } from './texts.ts';

export type Answer = string | number | boolean | null;

/** What is judged of a clue: the same fields for who reports and who reviews. Areas in answers are m². */
export interface Finding {
  verdict: Verdict | null;
  verdictSub: VerdictSubValue | null;
  type: ProblemType | null;
  constructionStage: ConstructionStage | null;
  ongoing: boolean | null;
  partyType: PartyType | null;
  builtYear: number | null;
  description: string;
  answers: Readonly<Record<string, Answer>>;
}

export const emptyFinding: Finding = {
  verdict: null,
  verdictSub: null,
  type: null,
  constructionStage: null,
  ongoing: null,
  partyType: null,
  builtYear: null,
  description: '',
  answers: {},
};

const MU_M2 = 2000 / 3;

export interface FindingFieldsProps {
  value: Finding;
  onChange: (next: Finding) => void;
  /** Sentences of what is missing, by field. */
  errors?: Readonly<Record<string, string>>;
}

/** 是/否 as a choice that may stay open. */
function YesNo(props: { id?: string; value: boolean | null; onChange: (value: boolean | null) => void }) {
  const t = useTexts(texts);
  return (
    <Select<'yes' | 'no'>
      {...(props.id === undefined ? {} : { id: props.id })}
      allowClear
      value={props.value === null ? null : props.value ? 'yes' : 'no'}
      onChange={(value: 'yes' | 'no' | undefined) => props.onChange(value === undefined ? null : value === 'yes')}
      options={[
        { value: 'yes', label: t('yes') },
        { value: 'no', label: t('no_') },
      ]}
    />
  );
}

/** One field of a verdict; areas are typed in 亩 and kept in m². */
function AnswerField(props: {
  id?: string;
  type: 'text' | 'day' | 'areaM2' | 'metres' | 'yesNo';
  value: Answer;
  onChange: (value: Answer) => void;
}) {
  const t = useTexts(texts);
  const { type, value, onChange } = props;
  const id = props.id === undefined ? {} : { id: props.id };
  switch (type) {
    case 'text':
      return (
        <Input
          {...id}
          value={typeof value === 'string' ? value : ''}
          maxLength={200}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        />
      );
    case 'day':
      return (
        <DatePicker
          {...id}
          value={typeof value === 'string' ? dayjs(value) : null}
          onChange={(day) => onChange(day === null ? null : day.format('YYYY-MM-DD'))}
        />
      );
    case 'areaM2':
      return (
        <InputNumber<number>
          {...id}
          min={0}
          precision={2}
          suffix={t('mu')}
          value={typeof value === 'number' ? Math.round((value / MU_M2) * 100) / 100 : null}
          onChange={(mu) => onChange(mu === null ? null : mu * MU_M2)}
        />
      );
    case 'metres':
      return (
        <InputNumber<number>
          {...id}
          min={0}
          max={100}
          suffix="m"
          value={typeof value === 'number' ? value : null}
          onChange={onChange}
        />
      );
    case 'yesNo':
      return <YesNo {...id} value={typeof value === 'boolean' ? value : null} onChange={onChange} />;
  }
}

/** Verdict, and the fields that the verdict asks for; a change of verdict keeps what was typed. */
export function FindingFields({ value, onChange, errors = {} }: FindingFieldsProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const put = (changes: Partial<Finding>) => onChange({ ...value, ...changes });
  const options = <C extends string>(entries: readonly { code: C; zh: string; en: string }[], coded = false) =>
    entries.map((entry) => ({
      value: entry.code,
      label: coded ? `${entry.code} ${entry[language]}` : entry[language],
    }));
  const subs = value.verdict === null ? [] : subValuesOf(value.verdict);
  const unlawful = value.verdict !== null && verdicts.get(value.verdict).outcome === 'problem';
  return (
    <FieldGrid>
      <Field name="verdict" label={t('verdict')} required error={errors['verdict']}>
        <Select
          value={value.verdict}
          options={options(verdicts.entries, true)}
          onChange={(verdict: Verdict) => put({ verdict, verdictSub: null })}
        />
      </Field>
      {subs.length > 0 && (
        <Field name="verdictSub" label={t('verdictSub')} required error={errors['verdictSub']}>
          <Select
            value={value.verdictSub}
            options={options(verdictSubValues.entries.filter((entry) => subs.includes(entry.code)))}
            onChange={(verdictSub: VerdictSubValue) => put({ verdictSub })}
          />
        </Field>
      )}
      {unlawful && (
        <>
          <Field name="type" label={t('type')} required error={errors['type']}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              value={value.type}
              options={options(problemTypes.entries, true)}
              onChange={(type: ProblemType) => put({ type })}
            />
          </Field>
          <Field name="partyType" label={t('partyType')} required error={errors['partyType']}>
            <Select
              value={value.partyType}
              options={options(partyTypes.entries)}
              onChange={(partyType: PartyType) => put({ partyType })}
            />
          </Field>
          <Field name="builtYear" label={t('builtYear')} required error={errors['builtYear']}>
            <InputNumber<number>
              min={1949}
              max={2100}
              value={value.builtYear}
              onChange={(builtYear) => put({ builtYear })}
            />
          </Field>
        </>
      )}
      <Field name="constructionStage" label={t('stage')} required={unlawful} error={errors['constructionStage']}>
        <Select
          allowClear
          value={value.constructionStage}
          options={options(constructionStages.entries)}
          onChange={(constructionStage: ConstructionStage | undefined) =>
            put({ constructionStage: constructionStage ?? null })
          }
        />
      </Field>
      <Field name="ongoing" label={t('ongoingQ')} error={errors['ongoing']}>
        <YesNo value={value.ongoing} onChange={(ongoing) => put({ ongoing })} />
      </Field>
      {(value.verdict === null ? [] : verdictFields[value.verdict]).map((field) => (
        <Field key={field.id} name={field.id} label={field[language]} required error={errors[field.id]}>
          <AnswerField
            type={field.type}
            value={value.answers[field.id] ?? null}
            onChange={(answer) => put({ answers: { ...value.answers, [field.id]: answer } })}
          />
        </Field>
      ))}
      <Field name="description" label={t('description')} wide error={errors['description']}>
        <Input.TextArea
          value={value.description}
          rows={2}
          maxLength={1000}
          onChange={(event) => put({ description: event.target.value })}
        />
      </Field>
    </FieldGrid>
  );
}
