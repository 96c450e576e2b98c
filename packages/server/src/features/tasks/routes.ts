import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { presentTask } from './present.ts';
import { taskById, taskCounts, taskPage } from './queries.ts';

export function taskRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listTasks, async ({ tx, actor, now }, { query }) => {
    const filter = { ...query, personId: actor.id, roles: actor.roles, today: shanghaiDay(now) };
    const rows = await taskPage(tx, actor.countyCode, filter);
    const counts = await taskCounts(tx, actor.countyCode, filter);
    return { rows: rows.map(presentTask), total: counts[query.state], counts };
  });

  route(app, platform, api.getTask, async ({ tx, actor }, { params }) =>
    presentTask(found(await taskById(tx, actor.countyCode, params.id), '任务')),
  );
}
