import { browseCatalogue } from '@shoutian/domain/api';
import { Select } from 'antd';
import { useState } from 'react';
import { useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field } from '../../kit/index.ts';
import { setupTexts } from './texts.ts';

export interface CataloguePickProps {
  setupToken: string;
  onPick: (county: { code: string; name: string } | null) => void;
}

/** Province → city → county from the national list, one level asked at a time. */
export function CataloguePick({ setupToken, onPick }: CataloguePickProps) {
  const t = useTexts(setupTexts);
  const [path, setPath] = useState<readonly string[]>([]);
  const levels = [t('province'), t('city'), t('countyPick')];
  return (
    <>
      {levels.map((label, level) => (
        <Level
          // biome-ignore lint/suspicious/noArrayIndexKey: three fixed levels
          key={level}
          name={`level${level}`}
          label={label}
          setupToken={setupToken}
          parent={level === 0 ? '' : path[level - 1]}
          value={path[level]}
          onChange={(code, name) => {
            setPath([...path.slice(0, level), code]);
            onPick(level === 2 ? { code, name } : null);
          }}
        />
      ))}
    </>
  );
}

interface LevelProps {
  name: string;
  label: string;
  setupToken: string;
  parent: string | undefined;
  value: string | undefined;
  onChange: (code: string, name: string) => void;
}

function Level({ name, label, setupToken, parent, value, onChange }: LevelProps) {
  const t = useTexts(setupTexts);
  const ready = setupToken !== '' && parent !== undefined;
  const answer = useEndpoint(
    browseCatalogue,
    { query: { setupToken, ...(parent ? { parent } : {}) } },
    { enabled: ready, staleMs: 600_000 },
  );
  const rows = answer.data?.rows ?? [];
  return (
    <Field
      name={name}
      label={label}
      required
      {...(ready && level0(parent) && answer.data ? { help: t('source', { source: answer.data.source }) } : {})}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        disabled={!ready}
        placeholder={ready ? '' : t(setupToken === '' ? 'codeFirst' : 'pickFirst')}
        loading={answer.isFetching}
        {...(value === undefined ? {} : { value })}
        options={rows.map((row) => ({ value: row.code, label: `${row.name} ${row.code}` }))}
        onChange={(code: string) => onChange(code, rows.find((row) => row.code === code)?.name ?? '')}
      />
    </Field>
  );
}

const level0 = (parent: string | undefined): boolean => parent === '';
