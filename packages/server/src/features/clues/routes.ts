import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import type { Platform } from '../../platform/feature.ts';
import { route } from '../../platform/http/route.ts';
import { dispatch } from './commands/dispatch.ts';
import { planOf } from './commands/plan.ts';
import { relocate } from './commands/relocate.ts';
import { reopen } from './commands/reopen.ts';
import { gapsOf, report } from './commands/report.ts';
import { review } from './commands/review.ts';
import { clueDetail } from './detail.ts';
import { presentRow, presentShape, rowAbilities } from './present.ts';
import { cluePage, clueShapes, clueSums, conditionOf } from './queries/list.ts';

/** More shapes than this a browser cannot draw at once; `total` says how many there are. */
const MOST_SHAPES = 5000;

export function clueRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listClues, async ({ tx, actor, now }, { query }) => {
    const condition = conditionOf(query, actor.countyCode, shanghaiDay(now));
    const sums = await clueSums(tx, condition);
    const rows = await cluePage(tx, condition, query);
    return {
      rows: rows.map((row) => ({ ...presentRow(row), abilities: rowAbilities(row, actor) })),
      total: sums.count,
      sums: { count: sums.count, areaM2: sums.area_m2, farmM2: sums.farm_m2, pbfM2: sums.pbf_m2 },
    };
  });

  route(app, platform, api.clueShapes, async ({ tx, actor, now }, { query }) => {
    const today = shanghaiDay(now);
    const condition = conditionOf(query, actor.countyCode, today);
    const { count } = await clueSums(tx, condition);
    const rows = await clueShapes(tx, condition, MOST_SHAPES);
    return { total: count, features: rows.map((row) => presentShape(row, today)) };
  });

  route(app, platform, api.getClue, (work, { params }) => clueDetail(work, params.id));

  route(app, platform, api.planDispatch, async (work, { body }) => ({
    rows: (await planOf(work, body)).map((plan) => ({
      id: plan.record.id,
      clueNo: plan.record.clueNo,
      villageName: plan.villageName,
      assignTo: plan.assignTo,
      assignedName: plan.assignedName,
      leadUnit: plan.leadUnit,
      rule: plan.refused?.message ?? plan.rule.zh,
      ruleEn: plan.refused?.messageEn ?? plan.rule.en,
      possible: plan.refused === null && plan.assignTo !== null,
      receivers: plan.receivers.map(({ personId, name, role }) => ({ id: personId, name, role })),
    })),
  }));

  route(app, platform, api.dispatchClues, async (work, { body }) => ({
    dispatched: (await dispatch(work, body)).map((plan) => ({
      id: plan.record.id,
      assignedName: plan.assignedName ?? '',
      rule: plan.rule.zh,
    })),
  }));

  route(app, platform, api.reportClue, async (work, { params, body }) => {
    await report(work, params.id, body);
    return clueDetail(work, params.id);
  });

  route(app, platform, api.checkReport, async (work, { params, body }) => ({
    missing: await gapsOf(work, params.id, body),
  }));

  route(app, platform, api.reviewClue, async (work, { params, body }) => {
    await review(work, params.id, body);
    return clueDetail(work, params.id);
  });

  route(app, platform, api.relocateClue, async (work, { params, body }) => {
    await relocate(work, params.id, body);
    return { done: true };
  });

  route(app, platform, api.reopenClue, async (work, { params, body }) => {
    await reopen(work, params.id, body);
    return clueDetail(work, params.id);
  });
}
