import type { PackBody } from '@shoutian/domain/api';
import { treatments } from '@shoutian/domain/dictionaries';
import { Button, Input, InputNumber, Select } from 'antd';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

type Part = PackBody['parts'][number];
const M2_PER_MU = 2000 / 3;

export interface PartRowsProps {
  parts: readonly Part[];
  proposed: readonly Part[];
  onChange: (parts: Part[]) => void;
}

/** Sub-areas in 亩, as people measure; m² are kept. */
export function PartRows({ parts, proposed, onChange }: PartRowsProps) {
  const t = useTexts(writeOffTexts);
  const language = useLanguage();
  const change = (index: number, part: Partial<Part>) =>
    onChange(parts.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <div>
      <div className="st-row st-between st-writeoff-parts-head">
        <span className="st-label">{t('parts')}</span>
        <span className="st-row">
          {proposed.length > 0 && (
            <Button size="small" type="link" onClick={() => onChange([...proposed])}>
              {t('useProposed')}
            </Button>
          )}
          <Button
            size="small"
            onClick={() =>
              onChange([...parts, { label: '', landClass: '', treatment: 'recultivated', areaM2: 0, expectedM2: null }])
            }
          >
            {t('addPart')}
          </Button>
        </span>
      </div>
      {parts.map((part, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own until they are written
          key={index}
          className="st-writeoff-part"
        >
          <Input
            aria-label={t('part')}
            placeholder={t('part')}
            value={part.label}
            onChange={(event) => change(index, { label: event.target.value })}
          />
          <Select
            aria-label={t('treatment')}
            value={part.treatment}
            options={treatments.entries.map((one) => ({ value: one.code, label: one[language] }))}
            onChange={(treatment) => change(index, { treatment })}
          />
          <InputNumber
            aria-label={t('area')}
            min={0}
            step={0.01}
            precision={4}
            suffix="亩"
            value={part.areaM2 / M2_PER_MU}
            onChange={(mu) => change(index, { areaM2: (mu ?? 0) * M2_PER_MU })}
          />
          <Button
            type="text"
            aria-label={t('remove')}
            icon={<Icon name="trash" size={14} />}
            onClick={() => onChange(parts.filter((_, i) => i !== index))}
          />
        </div>
      ))}
    </div>
  );
}
