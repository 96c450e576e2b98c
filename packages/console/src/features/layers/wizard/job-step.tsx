import { cancelJob, getJob, listLayers, resumeJob } from '@shoutian/domain/api';
import { Button } from 'antd';
import { asJob, useAct, useEndpoint, useGo } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Answer, Card, JobProgress, Notice } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { figure } from '../words.ts';

const EVERY_MS = 1000;

export interface JobStepProps {
  started: { layerVersionId: string; jobId: string };
  title: string;
  onAgain: () => void;
}

/** The job as it runs; leaving the page does not stop it. */
export function JobStep({ started, title, onAgain }: JobStepProps) {
  const t = useTexts(layerTexts);
  const go = useGo();
  const query = useEndpoint(getJob, { params: { id: started.jobId } }, { every: EVERY_MS });
  const options = { invalidate: [getJob, listLayers] };
  const cancel = useAct(cancelJob, options);
  const resume = useAct(resumeJob, options);
  const id = { params: { id: started.jobId } };
  return (
    <Card title={t('jobTitle', { title })}>
      <Answer query={query} lines={2}>
        {(job) => (
          <div className="st-col st-layer-gap">
            {job.state === 'done' ? (
              <Notice
                tone="ok"
                title={t('doneTitle')}
                actions={
                  <>
                    <Button type="primary" onClick={() => go(`/layers/${started.layerVersionId}`)}>
                      {t('see')}
                    </Button>
                    <Button onClick={onAgain}>{t('another')}</Button>
                  </>
                }
              >
                {t('doneText', {
                  n: figure(Number(job.result?.['features'] ?? 0)),
                  m: figure(Number(job.result?.['refused'] ?? 0)),
                  k: figure(Number(job.result?.['repaired'] ?? 0)),
                })}
              </Notice>
            ) : (
              <JobProgress
                job={asJob(job)}
                onBackground={() => go('/layers')}
                {...(job.abilities.includes('cancel') ? { onCancel: () => cancel.mutate(id) } : {})}
                {...(job.abilities.includes('resume') ? { onResume: () => resume.mutate(id) } : {})}
              />
            )}
            {job.state === 'cancelled' && <span className="st-second">{t('cancelled')}</span>}
            {job.error?.details?.map((one) => (
              <span key={`${one.code}${one.at ?? ''}${one.message}`} className="st-second">
                {one.message}
              </span>
            ))}
          </div>
        )}
      </Answer>
    </Card>
  );
}
