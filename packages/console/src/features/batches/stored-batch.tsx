import { type BatchView, cancelJob, getBatch, getJob, listBatches, resumeJob } from '@shoutian/domain/api';
import { channels } from '@shoutian/domain/dictionaries';
import { formatDayLong, formatInstant } from '@shoutian/domain/format';
import type { ShoutianMap } from '@shoutian/map';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { asJob, keyOf, useAct, useEndpoint, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Facts, JobProgress, Notice, PageTitle } from '../../kit/index.ts';
import { BatchState } from './batches-page.tsx';
import { StoredMap } from './stored-map.tsx';
import { batchTexts } from './texts.ts';

/** A batch that is being stored or is stored: how far, what became of its rows, where they lie. */
export function StoredBatch({ batch }: { batch: BatchView }) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const go = useGo();
  const client = useQueryClient();
  const running = batch.state === 'storing';
  const job = useEndpoint(
    getJob,
    { params: { id: batch.jobId ?? '' } },
    { enabled: batch.jobId !== null && batch.state !== 'discarded', every: running ? 1000 : 3000 },
  );
  const cancel = useAct(cancelJob, { invalidate: [getJob] });
  const resume = useAct(resumeJob, { invalidate: [getJob] });
  const state = job.data?.state;
  const settled = state === 'done' || state === 'failed' || state === 'cancelled';
  const stage = `${state}:${(job.data?.done ?? 0) > 0}`;
  // The batch changes when its job does: stored after the first step, draft again when it failed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the job's stage changes
  useEffect(() => {
    void client.invalidateQueries({ queryKey: keyOf(getBatch, { params: { id: batch.id } }) });
    void client.invalidateQueries({ queryKey: [listBatches.path] });
  }, [stage]);
  const { outcome } = batch;
  const [map, setMap] = useState<ShoutianMap | null>(null);
  return (
    <div className="st-wizard">
      <PageTitle
        title={batch.title}
        crumbs={[{ label: t('clues') }, { label: t('menu'), to: '/batches' }, { label: batch.batchNo }]}
        tags={<BatchState batch={batch} />}
        actions={
          batch.state === 'stored' && (
            <Button type="primary" onClick={() => go(`/clues?batchId=${batch.id}`)}>
              {t('goDispatch')}
            </Button>
          )
        }
      />
      {job.data !== undefined && !(settled && state === 'done') && (
        <Card>
          <JobProgress
            job={asJob(job.data)}
            onCancel={(id) => cancel.mutate({ params: { id } })}
            onResume={(id) => resume.mutate({ params: { id } })}
            onBackground={() => go('/batches')}
          />
        </Card>
      )}
      {outcome !== null && (
        <Notice tone="ok" title={t('storedTitle', { n: outcome.stored })}>
          {t('storedText', outcome)}
        </Notice>
      )}
      <div className="st-batch-two st-batch-stored">
        <Card title={t('head')}>
          <Facts
            facts={[
              { label: t('batchNo'), value: batch.batchNo },
              { label: t('channel'), value: channels.label(batch.channel, language) },
              { label: t('docNo'), value: batch.docNo },
              { label: t('authority'), value: batch.authority },
              { label: t('receivedOn'), value: formatDayLong(batch.receivedOn) },
              { label: t('dueOn'), value: batch.dueOn === null ? '' : formatDayLong(batch.dueOn) },
              { label: t('file'), value: batch.fileName },
              {
                label: 'SHA-256',
                value:
                  batch.fileSha256 === null ? (
                    ''
                  ) : (
                    <code title={batch.fileSha256}>{batch.fileSha256.slice(0, 16)}…</code>
                  ),
              },
              { label: t('by'), value: batch.createdByName },
              { label: t('stored'), value: batch.storedAt === null ? '' : formatInstant(batch.storedAt) },
            ]}
          />
        </Card>
        <Card title={t('preview')} flush className="st-pc">
          <StoredMap batch={batch} map={map} onMap={setMap} />
        </Card>
      </div>
    </div>
  );
}
