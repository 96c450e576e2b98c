import type { Dictionary, Entry } from '@shoutian/domain/dictionaries';
import { Select, type SelectProps } from 'antd';
import { useLanguage } from '../../i18n/language.ts';

export interface DictSelectProps<E extends Entry> extends Omit<SelectProps, 'value' | 'onChange' | 'options'> {
  dictionary: Dictionary<E>;
  value: E['code'] | null | undefined;
  onChange: (value: E['code'] | null) => void;
  /** Codes before the words: T16. */
  withCode?: boolean;
}

/** A choice from a dictionary; empty is an answer too. */
export function DictSelect<E extends Entry>({ dictionary, value, onChange, withCode, ...rest }: DictSelectProps<E>) {
  const language = useLanguage();
  return (
    <Select
      {...rest}
      allowClear={rest.allowClear ?? true}
      showSearch
      optionFilterProp="label"
      value={value ?? null}
      onChange={(next: E['code'] | undefined) => onChange(next ?? null)}
      options={dictionary.entries.map((one) => ({
        value: one.code,
        label: withCode ? `${one.code} ${one[language]}` : one[language],
      }))}
    />
  );
}
