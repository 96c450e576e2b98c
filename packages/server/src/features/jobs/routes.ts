import * as api from '@shoutian/domain/api';
import { type Actor, can } from '@shoutian/domain/people';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { cancelJob, resumeJob } from '../../platform/jobs/index.ts';
import type { Work } from '../../platform/request.ts';
import { type JobRecord, jobById, jobPage } from './queries.ts';

const mayHandle = (actor: Actor, job: JobRecord): boolean => job.created_by === actor.id || can(actor, 'job.cancel');

function present(job: JobRecord, actor: Actor): api.JobView {
  const active = job.state === 'queued' || job.state === 'running';
  const stopped = job.state === 'failed' || job.state === 'cancelled';
  return {
    id: job.id,
    kind: job.kind,
    title: job.title,
    state: job.state,
    done: job.done,
    total: job.total,
    message: job.message,
    result: job.result,
    error: job.error,
    createdByName: job.created_by_name,
    createdAt: job.created_at.toISOString(),
    finishedAt: job.finished_at?.toISOString() ?? null,
    abilities: mayHandle(actor, job) ? [...(active ? ['cancel'] : []), ...(stopped ? ['resume'] : [])] : [],
  };
}

async function own(work: Work, id: string): Promise<JobRecord> {
  const job = found(await jobById(work.tx, work.actor.countyCode, id), '任务');
  if (!mayHandle(work.actor, job)) throw new AppError('notAllowed', '只有发起人和镇级以上人员可以停止或继续这个任务。');
  return job;
}

export function jobRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listJobs, async ({ tx, actor }, { query }) => {
    const { rows, total } = await jobPage(tx, actor.countyCode, query);
    return { rows: rows.map((row) => present(row, actor)), total };
  });
  route(app, platform, api.getJob, async ({ tx, actor }, { params }) =>
    present(found(await jobById(tx, actor.countyCode, params.id), '任务'), actor),
  );
  route(app, platform, api.cancelJob, async (work, { params }) => {
    await own(work, params.id);
    if (!(await cancelJob(platform.jobs, work, params.id)))
      throw new AppError('wrongState', '任务已经结束，不能再取消。');
    return present(found(await jobById(work.tx, work.actor.countyCode, params.id)), work.actor);
  });
  route(app, platform, api.resumeJob, async (work, { params }) => {
    await own(work, params.id);
    if (!(await resumeJob(platform.jobs, work, params.id)))
      throw new AppError('wrongState', '任务没有中断，不用继续。');
    return present(found(await jobById(work.tx, work.actor.countyCode, params.id)), work.actor);
  });
}
