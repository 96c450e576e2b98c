import { listAssignees } from '@shoutian/domain/api';
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
import { useEndpoint } from '../../app/api.ts';

export interface PersonSelectProps extends Omit<SelectProps, 'value' | 'onChange' | 'options'> {
  /** Division the person's own area must cover; without it everybody in the caller's scope. */
  covering?: string | undefined;
  value: string | null;
  /** Name of the present person, until the list is there. */
  name?: string | null;
  onChange: (id: string | null) => void;
}

/** A person who can be made responsible for a place: village first, then the town's units. */
export function PersonSelect({ covering, value, name, onChange, ...rest }: PersonSelectProps) {
  const [q, setQ] = useState('');
  const people = useEndpoint(
    listAssignees,
    { query: { ...(covering === undefined ? {} : { covering }), ...(q === '' ? {} : { q }) } },
    { keep: true, staleMs: 60_000 },
  );
  const options = (people.data?.rows ?? []).map((person) => ({
    value: person.id,
    label: `${person.name}${person.unit === null ? '' : ` · ${person.unit}`}`,
  }));
  const known = value === null || options.some((one) => one.value === value);
  return (
    <Select
      {...rest}
      allowClear
      showSearch
      filterOption={false}
      onSearch={setQ}
      value={value}
      loading={people.isFetching}
      options={known ? options : [{ value: value ?? '', label: name ?? value ?? '' }, ...options]}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
