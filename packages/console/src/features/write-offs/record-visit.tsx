import { getProblem, type LookBackView, listLookBacks, recordLookBack } from '@shoutian/domain/api';
import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, MissingButton } from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

/** One visit: kept, came back, or in doubt, with what was seen. */
export function RecordVisit({ visit, onClose }: { visit: LookBackView; onClose: () => void }) {
  const t = useTexts(writeOffTexts);
  const today = useToday();
  const [result, setResult] = useState<'kept' | 'rebound' | 'doubt'>('kept');
  const [visitedOn, setVisitedOn] = useState<string>(today);
  const [note, setNote] = useState('');
  const act = useAct(recordLookBack, { invalidate: [listLookBacks, getProblem], done: t('done'), onDone: onClose });
  const missing = note.trim().length < 2 ? [{ code: 'note', message: t('noteMissing') }] : [];
  return (
    <Modal
      open
      title={t('recordTitle', { no: visit.problemNo })}
      onCancel={onClose}
      footer={
        <MissingButton
          verb={t('record')}
          primary
          danger={result === 'rebound'}
          missing={missing}
          busy={act.isPending}
          onAct={() => act.mutate({ params: { id: visit.id }, body: { result, visitedOn, note } })}
        />
      }
    >
      <Field name="result" label={t('result')} required>
        <Radio.Group
          value={result}
          onChange={(event) => setResult(event.target.value)}
          options={(['kept', 'rebound', 'doubt'] as const).map((value) => ({ value, label: t(value) }))}
        />
      </Field>
      <Field name="visitedOn" label={t('visitedOn')} required>
        <Input type="date" max={today} value={visitedOn} onChange={(event) => setVisitedOn(event.target.value)} />
      </Field>
      <Field name="note" label={t('note')} required>
        <Input.TextArea rows={3} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
      </Field>
    </Modal>
  );
}
