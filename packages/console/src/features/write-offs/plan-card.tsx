import { planWriteOff, type WriteOffDetail } from '@shoutian/domain/api';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Facts, Field, FieldGrid } from '../../kit/index.ts';
import { afterAct } from './stale.ts';
import { writeOffTexts } from './texts.ts';

/** Village notice and the days of the look-back, set by the centre before the town decides. */
export function PlanCard({ writeOff }: { writeOff: WriteOffDetail }) {
  const t = useTexts(writeOffTexts);
  const [open, setOpen] = useState(false);
  const { publicity, lookBackPlan } = writeOff;
  return (
    <Card
      title={t('plan')}
      extra={
        writeOff.abilities.includes('problem.planWriteOff') && (
          <Button size="small" type="link" onClick={() => setOpen(true)}>
            {t('setPlan')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          {
            label: t('publicity'),
            value: publicity === null ? t('notSet') : `${publicity.from} — ${publicity.to} ${publicity.place}`,
          },
          { label: t('lookBackDays'), value: lookBackPlan.length === 0 ? t('notSet') : lookBackPlan.join('、') },
        ]}
      />
      {open && <PlanForm writeOff={writeOff} onClose={() => setOpen(false)} />}
    </Card>
  );
}

function PlanForm({ writeOff, onClose }: { writeOff: WriteOffDetail; onClose: () => void }) {
  const t = useTexts(writeOffTexts);
  const [days, setDays] = useState<readonly string[]>(
    writeOff.lookBackPlan.length > 0 ? writeOff.lookBackPlan : writeOff.lookBackProposal,
  );
  const [notice, setNotice] = useState(writeOff.publicity ?? { from: '', to: '', place: '' });
  const save = useAct(planWriteOff, { invalidate: afterAct, done: t('saved'), onDone: onClose });
  const publicity = notice.from === '' || notice.to === '' ? null : notice;
  return (
    <Modal
      open
      title={t('planTitle')}
      onCancel={onClose}
      okText={t('savePlan')}
      cancelText={t('keep')}
      confirmLoading={save.isPending}
      onOk={() =>
        save.mutate({
          params: { id: writeOff.id },
          body: { lookBackPlan: days.filter((day) => day !== ''), publicity, rowVersion: writeOff.rowVersion },
        })
      }
    >
      <FieldGrid>
        <Field name="from" label={`${t('publicity')} ${t('from')}`}>
          <Input
            type="date"
            value={notice.from}
            onChange={(event) => setNotice({ ...notice, from: event.target.value })}
          />
        </Field>
        <Field name="to" label={t('to')}>
          <Input type="date" value={notice.to} onChange={(event) => setNotice({ ...notice, to: event.target.value })} />
        </Field>
        <Field name="place" label={t('place')} wide>
          <Input value={notice.place} onChange={(event) => setNotice({ ...notice, place: event.target.value })} />
        </Field>
        {days.map((day, index) => (
          <Field
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are the positions of the plan
            key={index}
            name={`day${index}`}
            label={`${t('lookBackDays')} ${index + 1}`}
          >
            <Input
              type="date"
              value={day}
              onChange={(event) => setDays(days.map((one, i) => (i === index ? event.target.value : one)))}
            />
          </Field>
        ))}
      </FieldGrid>
      <Button size="small" onClick={() => setDays([...days, ''])}>
        {t('addDay')}
      </Button>
    </Modal>
  );
}
