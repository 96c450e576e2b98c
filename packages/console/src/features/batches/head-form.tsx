import type { BatchHead } from '@shoutian/domain/api';
import {
  type Channel,
  channels,
  type DiscoveryMethod,
  discoveryMethods,
  usualMethod,
} from '@shoutian/domain/dictionaries';
import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, type FormError } from '../../kit/index.ts';
import { batchTexts } from './texts.ts';

export type HeadDraft = Omit<BatchHead, 'divisionCode' | 'campaignId'>;

/** Empty head of a new batch: the commonest channel, received today. */
export const newHead = (today: string): HeadDraft => ({
  title: '',
  channel: 'satelliteEnforcement',
  discoveryMethod: usualMethod('satelliteEnforcement'),
  docNo: '',
  authority: '',
  receivedOn: today,
  dueOn: null,
});

export interface HeadFormProps {
  head: HeadDraft;
  onChange: (head: HeadDraft) => void;
  errors?: readonly FormError[];
  /** Rows were compared within the channel already. */
  channelFixed?: boolean;
}

/** What a batch says of itself. */
export function HeadForm({ head, onChange, errors = [], channelFixed = false }: HeadFormProps) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const today = useToday();
  const set = (part: Partial<HeadDraft>) => onChange({ ...head, ...part });
  const error = (name: string) => errors.find((one) => one.name === name)?.message;
  return (
    <FieldGrid>
      <Field name="title" label={t('batchTitle')} required wide error={error('title')}>
        <Input
          value={head.title}
          maxLength={80}
          placeholder={t('titleHint')}
          onChange={(event) => set({ title: event.target.value })}
        />
      </Field>
      <Field name="channel" label={t('channel')} required error={error('channel')}>
        <Select<Channel>
          value={head.channel}
          disabled={channelFixed}
          showSearch={{ optionFilterProp: 'label' }}
          options={channels.entries.map((entry) => ({ value: entry.code, label: entry[language] }))}
          onChange={(channel) => set({ channel, discoveryMethod: usualMethod(channel) })}
        />
      </Field>
      <Field name="discoveryMethod" label={t('method')} required>
        <Select<DiscoveryMethod>
          value={head.discoveryMethod}
          options={discoveryMethods.entries.map((entry) => ({ value: entry.code, label: entry[language] }))}
          onChange={(discoveryMethod) => set({ discoveryMethod })}
        />
      </Field>
      <Field name="docNo" label={t('docNo')} required={channels.get(head.channel).needsDocument} error={error('docNo')}>
        <Input value={head.docNo} maxLength={60} onChange={(event) => set({ docNo: event.target.value })} />
      </Field>
      <Field name="authority" label={t('authority')} help={t('authorityHelp')}>
        <Input value={head.authority} maxLength={60} onChange={(event) => set({ authority: event.target.value })} />
      </Field>
      <Field name="receivedOn" label={t('receivedOn')} required error={error('receivedOn')}>
        <DatePicker
          className="st-full"
          value={dayjs(head.receivedOn)}
          allowClear={false}
          maxDate={dayjs(today)}
          onChange={(day) => set({ receivedOn: day?.format('YYYY-MM-DD') ?? today })}
        />
      </Field>
      <Field name="dueOn" label={t('dueOn')} error={error('dueOn')}>
        <DatePicker
          className="st-full"
          value={head.dueOn === null ? null : dayjs(head.dueOn)}
          minDate={dayjs(head.receivedOn)}
          onChange={(day) => set({ dueOn: day?.format('YYYY-MM-DD') ?? null })}
        />
      </Field>
    </FieldGrid>
  );
}
