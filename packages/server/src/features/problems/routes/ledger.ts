import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../../platform/feature.ts';
import { looseRoute, route } from '../../../platform/http/route.ts';
import type { Work } from '../../../platform/request.ts';
import { overlayer } from '../../overlays/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { createByHand } from '../commands/create.ts';
import { editByHand } from '../commands/edit.ts';
import { changeGround } from '../commands/ground.ts';
import { reveal } from '../commands/reveal.ts';
import { problemDetail } from '../detail.ts';
import { type DayView, presentRow, presentShape } from '../present.ts';
import { conditionOf } from '../queries/filter.ts';
import { ledgerPage, ledgerShapes, ledgerSums } from '../queries/ledger.ts';

/** Shapes a map shows at once; more would only be a blot, and `total` says how many there are. */
const MOST_SHAPES = 5000;

export async function dayView(work: Work): Promise<DayView> {
  const rules = await rulesFor(work.tx, work.actor.countyCode, work.now);
  return { today: shanghaiDay(work.now), warnDays: rules.value('rectify.warnDays') };
}

export function ledgerRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listProblems, async (work, { query }) => {
    const view = await dayView(work);
    const condition = conditionOf(query, { actor: work.actor, today: view.today });
    const sums = await ledgerSums(work.tx, condition);
    const rows = await ledgerPage(work.tx, condition, query);
    return {
      rows: rows.map((row) => presentRow(row, view)),
      total: sums.count,
      sums: { count: sums.count, areaM2: sums.area_m2, farmM2: sums.farm_m2, pbfM2: sums.pbf_m2 },
    };
  });
  route(app, platform, api.problemShapes, async (work, { query }) => {
    const view = await dayView(work);
    const condition = conditionOf(query, { actor: work.actor, today: view.today });
    const { count } = await ledgerSums(work.tx, condition);
    const rows = await ledgerShapes(work.tx, condition, MOST_SHAPES);
    return { total: count, features: rows.map((row) => presentShape(row, view)) };
  });
  route(app, platform, api.getProblem, (work, { params }) => problemDetail(work, params.id));
  looseRoute(app, platform, api.createProblem, async (work, { body }) => {
    const { id, hasGround } = await work.transaction((inner) => createByHand(inner, body));
    // After the commit: the problem stands even where the overlay fails; it then says 未套合 and can be run again.
    if (hasGround) await overlayer(platform).one(work, 'problem', id);
    return work.transaction((inner) => problemDetail(inner, id));
  });
  route(app, platform, api.editProblem, async (work, { params, body }) => {
    await editByHand(work, params.id, body);
    return problemDetail(work, params.id);
  });
  looseRoute(app, platform, api.editProblemGround, async (work, { params, body }) => {
    const changed = await work.transaction((inner) => changeGround(inner, params.id, body));
    // As with a new problem: the outline stands even where the overlay fails, and says 未套合.
    if (changed) await overlayer(platform).one(work, 'problem', params.id);
    return work.transaction((inner) => problemDetail(inner, params.id));
  });
  route(app, platform, api.revealParty, (work, { params, body }) => reveal(work, params.id, body.reason));
}
