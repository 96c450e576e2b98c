import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { drawn, repeated } from './commands/draws.ts';
import { reopen, visited } from './commands/visits.ts';
import { drawDetail, drawList, visitDetail, visitList } from './list.ts';

export function lookBackRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listLookBacks, (work, { query }) => visitList(work, query));
  route(app, platform, api.recordLookBack, async (work, { params, body }) => {
    await visited(work, params.id, body);
    return visitDetail(work, params.id);
  });
  route(app, platform, api.listDraws, (work, { query }) => drawList(work, query));
  looseRoute(app, platform, api.drawInspection, async (work, { body }) => {
    const id = await drawn(work, body);
    return work.transaction((inner) => drawDetail(inner, id));
  });
  route(app, platform, api.repeatDraw, async (work, { params }) => {
    const check = await repeated(work, params.id);
    return { ...check, draw: await drawDetail(work, params.id) };
  });
  route(app, platform, api.reopenProblem, async (work, { params, body }) => {
    const { id, problemNo } = await reopen(work, params.id, body);
    return { problemId: id, problemNo };
  });
}
