import { z } from 'zod';
import { Id, Instant, ListQuery, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';
import { Complaint } from './errors.ts';

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export const JobView = z.object({
  id: Id,
  kind: z.string(),
  title: z.string(),
  state: JobState,
  done: z.number().int(),
  total: z.number().int().nullable(),
  message: z.string(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      messageEn: z.string().optional(),
      details: z.array(Complaint).optional(),
    })
    .nullable(),
  createdByName: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  abilities: z.array(z.string()),
});
export type JobView = z.infer<typeof JobView>;

const params = z.object({ id: Id });
export const listJobs = endpoint({
  method: 'GET',
  path: '/api/jobs',
  action: 'job.read',
  summary: '后台任务',
  query: ListQuery.extend({ state: JobState.optional() }),
  response: pageOf(JobView),
});
export const getJob = endpoint({
  method: 'GET',
  path: '/api/jobs/:id',
  action: 'job.read',
  summary: '一个后台任务',
  params,
  response: JobView,
});
export const cancelJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/cancel',
  action: 'job.read',
  summary: '取消任务',
  params,
  response: JobView,
});
export const resumeJob = endpoint({
  method: 'POST',
  path: '/api/jobs/:id/resume',
  action: 'job.read',
  summary: '继续任务',
  params,
  response: JobView,
});
