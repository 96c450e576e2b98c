import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { markRead, noticePage } from './queries.ts';

export function noticeRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listNotices, async ({ tx, actor }, { query }) => {
    const { rows, total, unread } = await noticePage(tx, actor.countyCode, query);
    return {
      rows: rows.map(({ created_at, read_at, ...row }) => ({
        id: row.id,
        kind: row.kind,
        level: row.level,
        title: row.title,
        body: row.body,
        link: row.link,
        createdAt: created_at.toISOString(),
        readAt: read_at?.toISOString() ?? null,
      })),
      total,
      unread,
    };
  });
  route(app, platform, api.readNotices, async ({ tx, actor, now }, { body }) => {
    await markRead(tx, actor.countyCode, body.ids, now);
    return { done: true };
  });
}
