import { listJobs, listOngoing } from '@shoutian/domain/api';
import { shortNo } from '@shoutian/domain/problem';
import { asJob, useCan, useEndpoint, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Card, Go, JobProgress, TimerText } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** The timers that the desk shows; finding is an indicator only and stands on the stop page. */
const SHOWN = ['report', 'stop', 'eliminate'] as const;
const FEW = 5;

/** 四个第一时间 of what is going on now, and the background work below it. */
export function FirstsCard() {
  const t = useTexts(texts);
  const scope = useScope();
  const ongoing = useEndpoint(listOngoing, { query: { division: scope.code } }, { enabled: useCan('problem.read') });
  const jobs = useEndpoint(listJobs, { query: { pageSize: 10 } }, { enabled: useCan('job.read') });
  const busy = (jobs.data?.rows ?? []).filter((job) => job.state === 'running' || job.state === 'queued').slice(0, 3);
  const rows = ongoing.data?.rows ?? [];
  const timers = rows[0]?.timers ?? [];
  return (
    <Card title={t('firsts')} extra={<Go to="/stops">{t('firstsCount', { n: rows.length })}</Go>}>
      <Answer query={ongoing} lines={4}>
        {() =>
          rows.length === 0 ? (
            <p className="st-note">{t('firstsNone')}</p>
          ) : (
            <table className="st-desk-firsts">
              <thead>
                <tr>
                  <th scope="col">{t('firstsPlace')}</th>
                  {SHOWN.map((id) => (
                    <th key={id} scope="col">
                      <TimerHead timer={timers.find((one) => one.id === id)} />
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.slice(0, FEW).map((row) => (
                  <tr key={row.subjectId}>
                    <th scope="row">
                      <Go to={`/stops?id=${row.subjectId}`} className="st-desk-where">
                        {row.title.startsWith(row.villageName) ? '' : row.villageName}
                        {row.title || shortNo(row.no)}
                      </Go>
                    </th>
                    {SHOWN.map((id) => (
                      <td key={id}>
                        <TimerText timer={row.timers.find((one) => one.id === id)} />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answer>
      {busy.map((job) => (
        <JobProgress key={job.id} job={asJob(job)} />
      ))}
      <p className="st-note">{t('firstsNote')}</p>
    </Card>
  );
}

function TimerHead({ timer }: { timer: Parameters<typeof TimerText>[0]['timer'] }) {
  return <TimerText timer={timer} head limitClass="st-desk-limit" />;
}
