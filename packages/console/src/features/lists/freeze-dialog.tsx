import { freezeList, getList, type ListView, listLists, listProblems, proposePlan } from '@shoutian/domain/api';
import { Button, DatePicker, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAct, useEndpoint, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** The one question before the clocks start: what is frozen, how many, and what begins. */
export function FreezeDialog({ list, onClose }: { list: ListView; onClose: () => void }) {
  const t = useTexts(texts);
  const today = useToday();
  const [formedOn, setFormedOn] = useState(today);
  // The rules say how long the term is and what kind of days it counts; asked for, never computed on the screen.
  const plan = useEndpoint(
    proposePlan,
    { query: { method: 'demolishAndRecultivate', formedOn } },
    { staleMs: 600_000 },
  );
  const freeze = useAct(freezeList, {
    invalidate: [getList, listLists, listProblems],
    done: (done) => t('frozenDone', { n: done.versionNo, fresh: done.newItems }),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('freezeTitle', { title: list.title, n: list.items })}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button
            type="primary"
            loading={freeze.isPending}
            onClick={() => freeze.mutate({ params: { id: list.id }, body: { formedOn, rowVersion: list.rowVersion } })}
          >
            {t('freezeVerb', { n: list.items })}
          </Button>
        </>
      }
    >
      <div className="st-col">
        <Field name="formedOn" label={t('freezeOn')} required>
          <DatePicker
            allowClear={false}
            value={dayjs(formedOn)}
            maxDate={dayjs(today)}
            onChange={(day) => day !== null && setFormedOn(day.format('YYYY-MM-DD'))}
          />
        </Field>
        <p>
          {t('freezeText', {
            fresh: list.newItems,
            carried: list.items - list.newItems,
            due: plan.data?.dueOn ?? '…',
          })}{' '}
          {plan.data?.dueNote}
        </p>
      </div>
    </Modal>
  );
}
