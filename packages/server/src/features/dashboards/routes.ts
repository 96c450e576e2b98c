import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { desk, dueList, searchAll } from './desk.ts';
import { dashboard } from './figures.ts';

export function dashboardRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.getDashboard, (work, { query }) => dashboard(work, query));
  route(app, platform, api.getDesk, (work, { query }) => desk(work, query.division));
  route(app, platform, api.listDue, (work, { query }) => dueList(work, query));
  route(app, platform, api.search, (work, { query }) => searchAll(work, query.q));
}
