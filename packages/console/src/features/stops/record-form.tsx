import { getDesk, listOngoing, listStops, recordStop } from '@shoutian/domain/api';
import { type StopMeasure, stopMeasures } from '@shoutian/domain/dictionaries';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { newId, useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, MissingButton, Notice } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface Subject {
  subjectKind: 'clue' | 'problem';
  subjectId: string;
}

/** Records a stop measure; the recheck is arranged by the server. Cutting supplies is not among the kinds: it is unlawful. */
export function RecordForm({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [id] = useState(() => newId());
  const [kind, setKind] = useState<StopMeasure | null>(null);
  const [at, setAt] = useState<Dayjs | null>(() => dayjs());
  const [content, setContent] = useState('');
  const [lawBasis, setLaw] = useState('');
  const act = useAct(recordStop, {
    invalidate: [listStops, listOngoing, getDesk],
    done: (answer) => (answer.recheckDueOn === null ? t('recordedPlain') : t('recorded', { day: answer.recheckDueOn })),
    onDone: onClose,
  });
  const missing = [
    ...(kind === null ? [{ code: 'kind', message: t('needKind') }] : []),
    ...(at === null ? [{ code: 'takenAt', message: t('needTime') }] : []),
  ];
  const entry = kind === null ? undefined : stopMeasures.get(kind);
  return (
    <div className="st-col st-stop-form">
      <FieldGrid>
        <Field name="kind" label={t('kind')} required>
          <Select
            value={kind}
            onChange={setKind}
            options={stopMeasures.entries.map((one) => ({ value: one.code, label: one[language] }))}
          />
        </Field>
        <Field name="takenAt" label={t('takenAt')} required>
          <DatePicker
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            value={at}
            maxDate={dayjs()}
            onChange={setAt}
          />
        </Field>
        <Field name="content" label={t('content')} wide>
          <Input.TextArea
            value={content}
            rows={2}
            maxLength={500}
            onChange={(event) => setContent(event.target.value)}
          />
        </Field>
        <Field name="lawBasis" label={t('lawBasis')} wide>
          <Input value={lawBasis} maxLength={200} onChange={(event) => setLaw(event.target.value)} />
        </Field>
      </FieldGrid>
      {entry?.needsAuthority && <Notice tone="amber">{t('authority', { kind: entry[language] })}</Notice>}
      <div className="st-row">
        <span className="st-end" />
        <Button onClick={onClose}>{t('cancel')}</Button>
        <MissingButton
          primary
          verb={t('recordVerb')}
          missing={missing}
          busy={act.isPending}
          onAct={() =>
            kind !== null &&
            at !== null &&
            act.mutate({ body: { id, ...subject, kind, takenAt: at.toISOString(), content, lawBasis } })
          }
        />
      </div>
    </div>
  );
}
