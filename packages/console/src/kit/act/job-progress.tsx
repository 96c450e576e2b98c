import { Badge, Button, Popover, Progress } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Icon } from '../marks/icon.tsx';
import { StateMark } from '../marks/state-mark.tsx';
import type { Tone } from '../marks/state-table.ts';
import { kitTexts } from '../texts.ts';
import './act.css';

export type JobState = 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface JobView {
  id: string;
  /** What it is doing: 「正在套合」. */
  title: string;
  state: JobState;
  done: number;
  /** Null while the amount is not known. */
  total: number | null;
  secondsLeft?: number | null;
  /** Sentence of the result or of what went wrong. */
  message?: string | null;
}

export interface JobProgressProps {
  job: JobView;
  onCancel?: (id: string) => void;
  onResume?: (id: string) => void;
  /** Goes on in the header; the page is free. */
  onBackground?: () => void;
}

const tones: Record<JobState, Tone> = { running: 'blue', paused: 'grey', done: 'ok', failed: 'red', cancelled: 'grey' };

/** One long work: what, how far, how long still, cancel and resume. */
export function JobProgress({ job, onCancel, onResume, onBackground }: JobProgressProps) {
  const t = useTexts(kitTexts);
  const words: Record<JobState, string> = {
    running: job.total === null ? '' : t('jobCount', { done: job.done, total: job.total }),
    paused: t('jobPaused'),
    done: t('jobDone'),
    failed: t('jobFailed'),
    cancelled: t('jobCancelled'),
  };
  const percent = job.total === null || job.total === 0 ? 0 : Math.round((job.done / job.total) * 100);
  return (
    <div className="st-job" aria-live="polite">
      <div className="st-row">
        <StateMark tone={tones[job.state]} />
        <span className="st-grow">{job.title}</span>
        <span className="st-note">{words[job.state]}</span>
      </div>
      {job.state !== 'done' && (
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          status={job.state === 'failed' ? 'exception' : 'normal'}
          aria-label={job.title}
        />
      )}
      {job.message && <div className="st-second">{job.message}</div>}
      <div className="st-row">
        {job.state === 'running' && onBackground && (
          <button type="button" className="st-link" onClick={onBackground}>
            {t('background')}
          </button>
        )}
        {job.state === 'running' && onCancel && (
          <button type="button" className="st-link st-tone-red" onClick={() => onCancel(job.id)}>
            {t('cancel')}
          </button>
        )}
        {(job.state === 'paused' || job.state === 'failed' || job.state === 'cancelled') && onResume && (
          <button type="button" className="st-link" onClick={() => onResume(job.id)}>
            {t('resume')}
          </button>
        )}
        {job.state === 'running' && job.secondsLeft !== undefined && job.secondsLeft !== null && (
          <span className="st-note st-end">{t('secondsLeft', { n: job.secondsLeft })}</span>
        )}
      </div>
    </div>
  );
}

export interface JobsMenuProps {
  jobs: readonly JobView[];
  onCancel?: (id: string) => void;
  onResume?: (id: string) => void;
}

/** The header's place for background work; absent while there is none. */
export function JobsMenu({ jobs, onCancel, onResume }: JobsMenuProps) {
  const t = useTexts(kitTexts);
  if (jobs.length === 0) return null;
  const running = jobs.filter((job) => job.state === 'running').length;
  const handlers = { ...(onCancel ? { onCancel } : {}), ...(onResume ? { onResume } : {}) };
  const list = (
    <div className="st-jobs">
      {jobs.map((job) => (
        <JobProgress key={job.id} job={job} {...handlers} />
      ))}
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" title={t('jobs')} content={list}>
      <Button type="text" aria-label={`${t('jobs')} ${running}`}>
        <Badge count={running} size="small" color="var(--st-blue)">
          <Icon name="download" size={18} />
        </Badge>
      </Button>
    </Popover>
  );
}
