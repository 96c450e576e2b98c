import { type ClueDetail, search } from '@shoutian/domain/api';
import { Select } from 'antd';
import { useState } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { muText } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface Joined {
  id: string;
  no: string;
}

export interface JoinPickerProps {
  id?: string;
  clue: ClueDetail;
  value: Joined | null;
  onChange: (joined: Joined | null) => void;
}

/** One problem may have many clues: those the ground touches are offered first, any other can be searched. */
export function JoinPicker({ id, clue, value, onChange }: JoinPickerProps) {
  const t = useTexts(texts);
  const [words, setWords] = useState('');
  const found = useEndpoint(search, { query: { q: words } }, { enabled: words.trim().length > 1, keep: true });
  const near = (clue.overlay?.result.earlierProblems ?? []).map((one) => ({
    value: one.id,
    label: `${one.problemNo} · ${muText(one.overlapM2)} ${t('mu')}`,
    no: one.problemNo,
  }));
  const others = words.trim().length > 1 ? (found.data?.rows ?? []).filter((row) => row.kind === 'problem') : [];
  const options = [
    ...near,
    ...others
      .filter((row) => !near.some((one) => one.value === row.id))
      .map((row) => ({ value: row.id, label: `${row.no} ${row.title}`, no: row.no })),
    ...(value !== null && !near.some((one) => one.value === value.id) && !others.some((row) => row.id === value.id)
      ? [{ value: value.id, label: value.no, no: value.no }]
      : []),
  ];
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={near.length === 0 ? t('joinSearch') : t('joinNone')}
      value={value?.id ?? null}
      options={options}
      onChange={(picked: string | null) => {
        const option = options.find((one) => one.value === picked);
        onChange(option === undefined ? null : { id: option.value, no: option.no });
      }}
    />
  );
}
