import { milestoneKinds } from '@shoutian/domain/dictionaries';
import { Button, DatePicker, Input } from 'antd';
import dayjs from 'dayjs';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { kitTexts } from '../texts.ts';
import { DictSelect } from './dict-select.tsx';

export interface PlannedLine {
  step: (typeof milestoneKinds.codes)[number];
  name: string;
  plannedOn: string;
}

export interface StepListProps {
  steps: readonly PlannedLine[];
  onChange: (steps: readonly PlannedLine[]) => void;
  /** Day of a step that is added. */
  firstDay: string;
}

/** Planned steps, one line each: kind, wording, day. */
export function StepList({ steps, onChange, firstDay }: StepListProps) {
  const t = useTexts(kitTexts);
  const language = useLanguage();
  const put = (index: number, changes: Partial<PlannedLine>) =>
    onChange(steps.map((one, i) => (i === index ? { ...one, ...changes } : one)));
  return (
    <div className="st-col">
      {steps.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity before they are stored
        <div key={i} className="st-row st-plan-line">
          <DictSelect
            dictionary={milestoneKinds}
            allowClear={false}
            aria-label={t('planStep')}
            value={one.step}
            onChange={(step) => step !== null && put(i, { step, name: milestoneKinds.label(step, language) })}
          />
          <Input
            value={one.name}
            maxLength={40}
            aria-label={t('stepName')}
            onChange={(event) => put(i, { name: event.target.value })}
          />
          <DatePicker
            value={dayjs(one.plannedOn)}
            allowClear={false}
            aria-label={`${one.name} ${one.plannedOn}`}
            onChange={(day) => day !== null && put(i, { plannedOn: day.format('YYYY-MM-DD') })}
          />
          <Button
            type="text"
            aria-label={`${t('remove')} ${one.name}`}
            icon={<Icon name="trash" size={14} />}
            onClick={() => onChange(steps.filter((_, at) => at !== i))}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Icon name="add" size={14} />}
          onClick={() =>
            onChange([
              ...steps,
              {
                step: 'recultivated',
                name: milestoneKinds.label('recultivated', language),
                plannedOn: steps.at(-1)?.plannedOn ?? firstDay,
              },
            ])
          }
        >
          {t('addStep')}
        </Button>
      </div>
    </div>
  );
}
