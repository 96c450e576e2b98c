import * as api from '@shoutian/domain/api';
import { problemStates } from '@shoutian/domain/problem';
import type { FastifyInstance } from 'fastify';
import { found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { looseRoute, route } from '../../platform/http/route.ts';
import { overlayer } from '../overlays/index.ts';
import { rulesFor } from '../settings/index.ts';
import { recheck, record } from './commands.ts';
import { takeFinding } from './finding.ts';
import { presentStop } from './present.ts';
import { actOf, ongoingActs, stopsOf } from './queries/stops.ts';
import { timersOf } from './timers.ts';

const openProblems = problemStates.entries.filter((entry) => entry.open).map((entry) => entry.code);
/** A queue longer than this is no queue any more; the ledger filters by 正在实施. */
const MOST_ONGOING = 200;

export function stopRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listStops, async ({ tx, actor, now }, { query }) => {
    const county = actor.countyCode;
    const act = found(await actOf(tx, county, query.subjectKind, query.subjectId), '记录');
    const rows = await stopsOf(tx, county, query.subjectKind, query.subjectId);
    return {
      rows: rows.map((row) => presentStop(row, actor)),
      timers: timersOf(act, await rulesFor(tx, county, now), now),
    };
  });

  route(app, platform, api.recordStop, async (work, { body }) => presentStop(await record(work, body), work.actor));

  route(app, platform, api.recheckStop, async (work, { params, body }) =>
    presentStop(await recheck(work, params.id, body), work.actor),
  );

  looseRoute(app, platform, api.reportFinding, async (work, { body }, request) => {
    const answer = await takeFinding(platform, work, body);
    // The alarm is out and the receipt is due: an overlay that fails is run again from the clue's page.
    if (body.geometry !== null)
      await overlayer(platform)
        .one(work, 'clue', answer.clueId)
        .catch((err: unknown) => request.log.error({ err, clueId: answer.clueId }, 'overlay of a finding failed'));
    return answer;
  });

  route(app, platform, api.listOngoing, async ({ tx, actor, now }, { query }) => {
    const rules = await rulesFor(tx, actor.countyCode, now);
    const rows = (
      await ongoingActs(tx, actor.countyCode, query.division ?? actor.scopeCode, openProblems, MOST_ONGOING)
    ).map((act) => {
      const timers = timersOf(act, rules, now);
      return {
        subjectKind: act.subject_kind,
        subjectId: act.subject_id,
        no: act.no,
        title: act.title,
        villageName: act.village_name ?? act.division_code,
        point: act.lng === null || act.lat === null ? null : ([act.lng, act.lat] as [number, number]),
        stage: act.stage,
        late: timers.some((timer) => timer.state === 'late'),
        timers,
      };
    });
    // What runs late stands first; within that the order of finding stays.
    return { rows: rows.sort((a, b) => Number(b.late) - Number(a.late)) };
  });
}
