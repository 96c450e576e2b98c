import { cancelJob, listJobs, resumeJob, type JobView as WireJob } from '@shoutian/domain/api';
import { JobsMenu, type JobView } from '../kit/index.ts';
import { keyOf, useAct, useEndpoint } from './api.ts';
import { useCan } from './session.tsx';

/** Asked often only while something runs; the list is one small query. */
const BUSY_MS = 2_000;
const IDLE_MS = 60_000;

/** A job of the wire as the kit shows it. */
export function asJob(job: WireJob): JobView {
  const state = job.state === 'queued' ? 'running' : job.state;
  return {
    id: job.id,
    title: job.title,
    state,
    done: job.done,
    total: job.total,
    message: job.error?.message ?? job.message,
  };
}

/** Key to invalidate after an act has started a job, so that the header shows it at once. */
export const jobsKey = keyOf(listJobs);

const alive = (job: WireJob) => job.state === 'queued' || job.state === 'running';

/** Background work in the header: what runs, and what of the last ones needs a look. */
export function HeaderJobs() {
  const may = useCan('job.read');
  const jobs = useEndpoint(listJobs, { query: { pageSize: 10 } }, { enabled: may, every: IDLE_MS });
  const running = jobs.data?.rows.some(alive) === true;
  useEndpoint(listJobs, { query: { pageSize: 10 } }, { enabled: may && running, every: BUSY_MS });
  const cancel = useAct(cancelJob, { invalidate: [listJobs] });
  const resume = useAct(resumeJob, { invalidate: [listJobs] });
  const rows = (jobs.data?.rows ?? []).filter((job) => alive(job) || job.state === 'failed');
  return (
    <JobsMenu
      jobs={rows.map(asJob)}
      onCancel={(id) => cancel.mutate({ params: { id } })}
      onResume={(id) => resume.mutate({ params: { id } })}
    />
  );
}
