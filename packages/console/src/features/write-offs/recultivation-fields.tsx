import type { PackBody } from '@shoutian/domain/api';
import { Input, InputNumber, Select } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid } from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

type Value = NonNullable<PackBody['recultivation']>;
const EMPTY: Value = { hardeningRemoved: null, soilDepthCm: null, debris: '', crop: '', irrigation: '', visits: [] };

/** What no photo shows of 拆除复耕: soil under the surface, where the debris went, two visits. */
export function RecultivationFields({
  value,
  onChange,
}: {
  value: PackBody['recultivation'];
  onChange: (value: Value) => void;
}) {
  const t = useTexts(writeOffTexts);
  const now = value ?? EMPTY;
  const change = (part: Partial<Value>) => onChange({ ...now, ...part });
  const hardening = now.hardeningRemoved === null ? 'none' : now.hardeningRemoved ? 'gone' : 'there';
  const words = (key: 'debris' | 'crop' | 'irrigation', help?: string) => (
    <Field name={key} label={t(key)} {...(help === undefined ? {} : { help })}>
      <Input value={now[key]} onChange={(event) => change({ [key]: event.target.value })} />
    </Field>
  );
  return (
    <FieldGrid>
      <Field name="hardening" label={t('hardening')}>
        <Select
          value={hardening}
          options={[
            { value: 'gone', label: t('hardeningGone') },
            { value: 'there', label: t('hardeningThere') },
            { value: 'none', label: t('hardeningNone') },
          ]}
          onChange={(next: string) => change({ hardeningRemoved: next === 'none' ? null : next === 'gone' })}
        />
      </Field>
      <Field name="soil" label={t('soil')}>
        <InputNumber min={0} max={300} value={now.soilDepthCm} onChange={(soilDepthCm) => change({ soilDepthCm })} />
      </Field>
      {words('debris', t('debrisHelp'))}
      {words('crop')}
      {words('irrigation')}
      {[0, 1].map((index) => (
        <Field key={index} name={`visit${index}`} label={`${t('visitedOn')} ${index + 1}`}>
          <Input
            type="date"
            value={now.visits[index]?.on ?? ''}
            onChange={(event) => {
              const visits = [0, 1].map((i) =>
                i === index ? { on: event.target.value, note: now.visits[i]?.note ?? '' } : now.visits[i],
              );
              change({
                visits: visits.filter(
                  (visit): visit is Value['visits'][number] => visit !== undefined && visit.on !== '',
                ),
              });
            }}
          />
        </Field>
      ))}
    </FieldGrid>
  );
}
