import { z } from 'zod';
import { Done, flag, Id, Instant, ListQuery, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

export const NoticeView = z.object({
  id: Id,
  kind: z.string(),
  level: z.enum(['info', 'warn', 'alert']),
  title: z.string(),
  body: z.string(),
  link: z.string().nullable(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type NoticeView = z.infer<typeof NoticeView>;

export const listNotices = endpoint({
  method: 'GET',
  path: '/api/notices',
  action: 'notice.read',
  summary: '收件箱',
  query: ListQuery.extend({ unread: flag }),
  response: pageOf(NoticeView).extend({ unread: z.number().int() }),
});
/** Marks the named notices read, or all when none are named. */
export const readNotices = endpoint({
  method: 'POST',
  path: '/api/notices/read',
  action: 'notice.read',
  summary: '标为已读',
  body: z.object({ ids: z.array(Id).max(200).optional() }),
  response: Done,
});
