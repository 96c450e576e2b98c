import * as api from '@shoutian/domain/api';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import type { Work } from '../../platform/request.ts';
import * as commands from './commands.ts';
import { presentDetail, presentRow } from './present.ts';
import { optionsOf, siteById, sitePage, versionsNow } from './queries.ts';

async function detail({ tx, actor }: Work, id: string): Promise<api.SiteCheckDetail> {
  const [row, options, versions] = await Promise.all([
    siteById(tx, actor.countyCode, id),
    optionsOf(tx, actor.countyCode, id),
    versionsNow(tx, actor.countyCode),
  ]);
  return presentDetail(found(row, '选址检查'), options, versions, actor);
}

export function siteRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listSiteChecks, async ({ tx, actor }, { query }) => {
    const { rows, total } = await sitePage(tx, actor.countyCode, query);
    return { rows: rows.map(presentRow), total };
  });
  route(app, platform, api.getSiteCheck, (work, { params }) => detail(work, params.id));
  route(app, platform, api.createSiteCheck, async (work, { body }) =>
    detail(work, await commands.createSite(work, body)),
  );
  route(app, platform, api.editSiteCheck, async (work, { params, body }) => {
    await commands.editSite(work, params.id, body);
    return detail(work, params.id);
  });
  looseRoute(app, platform, api.addSiteOption, async (work, { params, body }) => {
    await commands.addOption(platform, work, params.id, body);
    return work.transaction((inner) => detail(inner, params.id));
  });
  route(app, platform, api.removeSiteOption, async (work, { params }) => {
    await commands.removeOption(work, params.id, params.optionId);
    return detail(work, params.id);
  });
  looseRoute(app, platform, api.rerunSiteOption, async (work, { params }) => {
    await commands.rerunOption(platform, work, params.id, params.optionId);
    return work.transaction((inner) => detail(inner, params.id));
  });
  route(app, platform, api.concludeSiteCheck, async (work, { params, body }) => {
    await commands.concludeSite(work, params.id, body);
    return detail(work, params.id);
  });
  route(app, platform, api.reopenSiteCheck, async (work, { params, body }) => {
    await commands.reopenSite(work, params.id, body);
    return detail(work, params.id);
  });
}
