import { complaintsOf, type RuleKey, type RuleShape } from '@shoutian/domain/rules';
import { Input, InputNumber, Radio, Select } from 'antd';
import { useLanguage } from '../../../i18n/language.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Field, FieldGrid, fieldId } from '../../../kit/index.ts';
import { settingsTexts } from '../texts.ts';
import { choiceWords, fieldWords, namedNumbers } from './field-words.ts';
import { GroupRows } from './group-rows.tsx';
import { LeadTable } from './lead-table.tsx';
import { PeopleSelect, PlaceSelect } from './pickers.tsx';

export interface RuleInputProps {
  /** The rule, or the field of it that this is. */
  field: string;
  /** Its place in the value: `0.types`. */
  at: string;
  shape: RuleShape;
  value: unknown;
  onChange: (value: unknown) => void;
  /** What is wrong at a place, or undefined. */
  wrong: (at: string) => string | undefined;
}

/** Sentences of a value by their place. */
export function useWrong(key: RuleKey, value: unknown): RuleInputProps['wrong'] {
  const language = useLanguage();
  const found = new Map(complaintsOf(key, value).map((each) => [each.at, each[language]]));
  return (at) => found.get(at);
}

const join = (at: string, name: string | number): string => (at === '' ? `${name}` : `${at}.${name}`);

/** The input of any part of a rule, by its shape. */
export function RuleInput(props: RuleInputProps) {
  const { shape, value, onChange, field, at, wrong } = props;
  const t = useTexts(settingsTexts);
  const language = useLanguage();
  const label = fieldWords(field, language);
  switch (shape.kind) {
    case 'number':
      return <NumberInput {...props} shape={shape} />;
    case 'flag':
      return (
        <Radio.Group
          id={fieldId(at || field)}
          value={value === true}
          options={[
            { value: true, label: t('yes') },
            { value: false, label: t('no') },
          ]}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'day':
      return (
        <Input
          type="date"
          id={fieldId(at || field)}
          aria-label={label}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value || null)}
        />
      );
    case 'text':
      if (field === 'person') return <PeopleSelect value={textOf(value)} onChange={onChange} />;
      return (
        <Input
          id={fieldId(at || field)}
          aria-label={label}
          maxLength={shape.most ?? 200}
          value={textOf(value) ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'choice':
      return (
        <Select
          aria-label={label}
          value={textOf(value)}
          allowClear={field === 'lead'}
          placeholder={field === 'lead' ? t('byType') : ''}
          options={shape.codes.map((code) => ({ value: code, label: choiceWords(field, code, language) }))}
          onChange={(code: string | undefined) => onChange(code ?? null)}
        />
      );
    case 'list':
      return <ListInput {...props} shape={shape} />;
    case 'group':
      return (
        <FieldGrid>
          {shape.fields.map((part) => {
            const place = join(at, part.name);
            const record = value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {};
            const set = (next: unknown) => {
              const { [part.name]: _old, ...rest } = record;
              const empty = next === null || next === '' || (Array.isArray(next) && next.length === 0);
              // In the order of the schema, so that a value not changed stays the same text.
              const filled = part.optional && empty ? rest : { ...rest, [part.name]: next };
              onChange(
                Object.fromEntries(
                  shape.fields.flatMap(({ name }) =>
                    name in filled ? [[name, filled[name as keyof typeof filled]]] : [],
                  ),
                ),
              );
            };
            return (
              <Field
                key={part.name}
                name={place}
                label={fieldWords(part.name, language)}
                required={!part.optional && part.shape.kind !== 'maybe'}
                error={wrong(place)}
                wide={part.shape.kind === 'list'}
              >
                <RuleInput
                  {...props}
                  field={part.name}
                  at={place}
                  shape={part.shape}
                  value={record[part.name] ?? null}
                  onChange={set}
                />
              </Field>
            );
          })}
        </FieldGrid>
      );
    case 'map':
      return <LeadTable value={value} onChange={onChange} />;
    case 'maybe':
      return <MaybeInput {...props} shape={shape} />;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function NumberInput({
  shape,
  value,
  onChange,
  field,
  at,
}: RuleInputProps & { shape: Extract<RuleShape, { kind: 'number' }> }) {
  const language = useLanguage();
  const number = typeof value === 'number' ? value : null;
  const codes = namedNumbers(field);
  if (codes !== null)
    return (
      <Select
        aria-label={fieldWords(field, language)}
        value={number}
        options={codes.map((code) => ({ value: code, label: choiceWords(field, `${code}`, language) }))}
        onChange={(code: number) => onChange(code)}
      />
    );
  // Per cent on the screen, a share in the rule: 0.175 is 17.5 %, without the dust of binary fractions.
  const shown = number === null ? null : shape.share ? Math.round(number * 1e6) / 1e4 : number;
  return (
    <InputNumber<number>
      id={fieldId(at || field)}
      value={shown}
      {...(shape.whole ? { precision: 0 } : {})}
      {...(shape.share ? { suffix: '%', min: 0, max: 100 } : {})}
      onChange={(next) => onChange(next === null ? null : shape.share ? Math.round(next * 1e4) / 1e6 : next)}
    />
  );
}

function MaybeInput(props: RuleInputProps & { shape: Extract<RuleShape, { kind: 'maybe' }> }) {
  const t = useTexts(settingsTexts);
  const { shape, value, onChange } = props;
  const inner = <RuleInput {...props} shape={shape.of} />;
  // A figure or a day is not set by leaving it empty; a group asks.
  if (shape.of.kind !== 'group') return inner;
  return (
    <div className="st-col">
      <Radio.Group
        value={value === null ? 'unset' : 'set'}
        options={[
          { value: 'unset', label: t('unset') },
          { value: 'set', label: t('setIt') },
        ]}
        onChange={(event) =>
          onChange(
            event.target.value === 'unset' || shape.of.kind !== 'group'
              ? null
              : Object.fromEntries(
                  shape.of.fields.map(({ name, shape: part }) => [name, part.kind === 'choice' ? part.codes[1] : null]),
                ),
          )
        }
      />
      {value !== null && inner}
    </div>
  );
}

function ListInput(props: RuleInputProps & { shape: Extract<RuleShape, { kind: 'list' }> }) {
  const { shape, value, onChange, field } = props;
  const language = useLanguage();
  const t = useTexts(settingsTexts);
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  switch (shape.of.kind) {
    case 'group':
      return (
        <GroupRows of={shape.of} rows={list} onChange={onChange}>
          {(row, i, put) => <RuleInput {...props} at={join(props.at, i)} shape={shape.of} value={row} onChange={put} />}
        </GroupRows>
      );
    case 'number':
      return (
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          aria-label={fieldWords(field, language)}
          placeholder={t('typeNumbers')}
          tokenSeparators={[',', '，', '、', ' ']}
          value={list.map(String)}
          onChange={(texts: string[]) => onChange(texts.map(Number).filter(Number.isFinite))}
        />
      );
    case 'choice':
      return (
        <Select
          mode="multiple"
          optionFilterProp="label"
          aria-label={fieldWords(field, language)}
          placeholder={t('anyOne')}
          value={list.map(String)}
          options={shape.of.codes.map((code) => ({ value: code, label: choiceWords(field, code, language) }))}
          onChange={onChange}
        />
      );
    default:
      return <PlaceSelect value={list.map(String)} onChange={onChange} />;
  }
}
