import { listAudit } from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { presentEvent } from './present.ts';
import { auditPage } from './queries.ts';

export function auditRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, listAudit, async ({ tx, actor }, { query }) => {
    const { rows, total } = await auditPage(tx, actor.countyCode, query);
    return {
      rows: rows.map((row) => ({
        ...presentEvent(row),
        subjectKind: row.subject_kind,
        subjectId: row.subject_id,
        actorId: row.actor_id,
      })),
      total,
    };
  });
}
