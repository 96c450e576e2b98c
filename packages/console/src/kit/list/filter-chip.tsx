import { Button, Checkbox, Input, InputNumber, Popover } from 'antd';
import { useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import { type FilterDef, filterWords } from './filters.ts';
import { readRange, writeRange } from './list-search.ts';

export interface FilterChipProps {
  filter: FilterDef;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

function ChoiceBody({ filter, values, onChange }: FilterChipProps & { filter: { kind: 'choice' } & FilterDef }) {
  const t = useTexts(kitTexts);
  const [find, setFind] = useState('');
  const options = filter.options.filter((option) => option.label.includes(find));
  const toggle = (value: string) => {
    if (filter.multiple === false) onChange(values.includes(value) ? [] : [value]);
    else onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  };
  return (
    <div className="st-chip-body">
      {filter.options.length > 12 && (
        <Input
          size="small"
          allowClear
          placeholder={filter.label}
          value={find}
          onChange={(e) => setFind(e.target.value)}
        />
      )}
      <ul>
        {options.map((option) => (
          <li key={option.value}>
            <Checkbox checked={values.includes(option.value)} onChange={() => toggle(option.value)}>
              {option.label}
            </Checkbox>
            {option.count !== undefined && <span className="st-note">{option.count}</span>}
          </li>
        ))}
        {options.length === 0 && <li className="st-note">{t('emptyFiltered')}</li>}
      </ul>
    </div>
  );
}

function RangeBody({ filter, values, onChange }: FilterChipProps) {
  const t = useTexts(kitTexts);
  const [range, setRange] = useState(readRange(values[0]));
  const days = filter.kind === 'days';
  const input = (end: 'min' | 'max', label: string) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the label's text is its first child, the input its second
    <label className="st-col">
      <span className="st-note">{label}</span>
      {days ? (
        <Input type="date" value={range[end] ?? ''} onChange={(e) => setRange({ ...range, [end]: e.target.value })} />
      ) : (
        <InputNumber
          value={range[end] ?? null}
          stringMode
          onChange={(value) => setRange({ ...range, [end]: value === null ? '' : String(value) })}
        />
      )}
    </label>
  );
  return (
    <form
      className="st-chip-body"
      onSubmit={(event) => {
        event.preventDefault();
        const written = writeRange(range);
        onChange(written === undefined ? [] : [written]);
      }}
    >
      <div className="st-row">
        {input('min', days ? t('from') : t('min'))}
        {input('max', days ? t('to') : t('max'))}
      </div>
      <Button htmlType="submit" size="small" type="primary" className="st-chip-apply">
        {t('apply')}
      </Button>
    </form>
  );
}

/** A condition: grey with 全部 while open, a sentence with × while active. */
export function FilterChip({ filter, values, onChange }: FilterChipProps) {
  const t = useTexts(kitTexts);
  const active = values.length > 0;
  if (filter.kind === 'flag') {
    return (
      <Checkbox checked={active} onChange={() => onChange(active ? [] : ['true'])}>
        {filter.label}
      </Checkbox>
    );
  }
  const words = filterWords(filter, values);
  return (
    <span className={`st-chip ${active ? 'st-chip-on' : ''}`}>
      <Popover
        trigger="click"
        placement="bottomLeft"
        destroyOnHidden
        content={
          filter.kind === 'choice' ? (
            <ChoiceBody filter={filter} values={values} onChange={onChange} />
          ) : (
            <RangeBody filter={filter} values={values} onChange={onChange} />
          )
        }
      >
        <button type="button" className="st-chip-open" aria-haspopup="dialog">
          <span className="st-second">{filter.label}</span> <b>{active ? words : ''}</b>
          {!active && (
            <>
              <span className="st-second">{t('all')}</span> <Icon name="down" size={14} />
            </>
          )}
        </button>
      </Popover>
      {active && (
        <button
          type="button"
          className="st-chip-drop"
          aria-label={t('without', { chip: `${filter.label} ${words}` })}
          onClick={() => onChange([])}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  );
}
