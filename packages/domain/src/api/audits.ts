import { z } from 'zod';
import { Id, Instant, ListQuery, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

export const TimelineEvent = z.object({
  id: Id,
  action: z.string(),
  actorName: z.string(),
  actorRoles: z.array(z.string()),
  at: Instant,
  place: z.string().nullable(),
  reason: z.string().nullable(),
  changes: z.record(z.string(), z.unknown()),
});
export type TimelineEvent = z.infer<typeof TimelineEvent>;

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  action: 'audit.read',
  summary: '审计日志',
  query: ListQuery.extend({
    action: z.string().max(60).optional(),
    subjectId: Id.optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
  }),
  response: pageOf(TimelineEvent.extend({ subjectKind: z.string(), subjectId: Id.nullable(), actorId: z.string() })),
});
