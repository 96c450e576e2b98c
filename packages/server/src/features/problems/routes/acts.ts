import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../../platform/feature.ts';
import { route } from '../../../platform/http/route.ts';
import * as acts from '../commands/acts.ts';
import * as progress from '../commands/progress.ts';
import { problemDetail } from '../detail.ts';

/** Acts on one problem: each answers with the problem as it is then. */
export function actRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.suspendProblem, async (work, { params, body }) => {
    await acts.suspend(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.resumeProblem, async (work, { params, body }) => {
    await acts.resume(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.transferProblem, async (work, { params, body }) => {
    await acts.transfer(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.closeWithoutAction, async (work, { params, body }) => {
    await acts.endWithoutAction(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.restoreProblem, async (work, { params, body }) => {
    await acts.restore(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.mergeProblem, async (work, { params, body }) => {
    await acts.merge(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.recordMilestone, async (work, { params, body }) => {
    await progress.milestoneDone(work, params.id, params.milestoneId, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.reportProgress, async (work, { params, body }) => {
    await progress.progressReported(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.requestExtension, async (work, { params, body }) => {
    await progress.extensionRequested(work, params.id, body);
    return problemDetail(work, params.id);
  });
  route(app, platform, api.decideExtension, async (work, { params, body }) => {
    await progress.extensionDecided(work, params.id, params.extensionId, body);
    return problemDetail(work, params.id);
  });
}
