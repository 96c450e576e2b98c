import { createBatch } from '@shoutian/domain/api';
import { channels } from '@shoutian/domain/dictionaries';
import { Button } from 'antd';
import { useState } from 'react';
import { formErrors, useAct, useCan, useGo, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, MissingButton, NoPermission, WizardPage } from '../../kit/index.ts';
import { HeadForm, newHead } from './head-form.tsx';
import { batchTexts } from './texts.ts';
import { useSteps } from './use-steps.ts';

/** The first step of a new batch: what it says of itself; the file comes right after. */
export function NewBatch() {
  const t = useTexts(batchTexts);
  const go = useGo();
  const mayImport = useCan('clue.import');
  const [head, setHead] = useState(newHead(useToday()));
  const steps = useSteps(null, null);
  const create = useAct(createBatch, { quietComplaints: true, onDone: (batch) => go(`/batches/${batch.id}`) });
  if (!mayImport) return <NoPermission />;
  const lacks = [
    ...(head.title.trim() === '' ? [{ code: 'title', message: t('batchTitle') }] : []),
    ...(channels.get(head.channel).needsDocument && head.docNo.trim() === ''
      ? [{ code: 'docNo', message: t('docNo') }]
      : []),
  ];
  return (
    <WizardPage
      title={head.title.trim() || t('newTitle')}
      crumbs={[{ label: t('clues') }, { label: t('menu'), to: '/batches' }, { label: t('newTitle') }]}
      steps={steps}
      now={0}
      onBack={() => undefined}
      phoneSummary={<Button onClick={() => go('/batches')}>{t('menu')}</Button>}
      foot={
        <MissingButton
          primary
          verb={t('start')}
          missing={lacks}
          busy={create.isPending}
          onAct={() => create.mutate({ body: head })}
        />
      }
    >
      <div className="st-batch-narrow">
        <Card title={t('head')}>
          <HeadForm head={head} onChange={setHead} errors={create.error === null ? [] : formErrors(create.error)} />
        </Card>
      </div>
    </WizardPage>
  );
}
