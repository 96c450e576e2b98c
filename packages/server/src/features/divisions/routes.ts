import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import * as commands from './commands.ts';
import { presentDivision, treeOf } from './present.ts';
import { divisionNames, divisionsIn } from './queries.ts';

export function divisionRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.getDivisionTree, async ({ tx, actor, now }, { query }) => {
    const rows = await divisionsIn(tx, actor.scopeCode, shanghaiDay(now.getTime()), query.ended ?? false);
    const above = [6, 9].map((digits) => actor.scopeCode.slice(0, digits)).filter((code) => code !== actor.scopeCode);
    const names = await divisionNames(tx, above);
    return {
      root: found(treeOf(rows, actor.scopeCode), '区划'),
      ancestors: above.flatMap((code) => (names.has(code) ? [{ code, name: names.get(code) ?? code }] : [])),
    };
  });
  route(app, platform, api.createDivision, async (work, { body }) =>
    presentDivision(await commands.createDivision(work, body)),
  );
  route(app, platform, api.renameDivision, async (work, { params, body }) =>
    presentDivision(await commands.renameDivision(work, params.code, body)),
  );
  route(app, platform, api.endDivision, async (work, { params, body }) => {
    const { row, people } = await commands.endDivision(work, params.code, body);
    return { ...presentDivision(row), people };
  });
}
