import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import type { Client, Harness } from '../../testing/harness.ts';
import { type MadeProblem, makeProblem, proveDemolition, wholePack } from '../evidence/testing.ts';

const today = (): string => shanghaiDay(new Date());

export const versionOf = async (house: Harness, problemId: string): Promise<number> =>
  (await house.server.platform.db.pool.query('select row_version from problem where id = $1', [problemId])).rows[0]
    .row_version;

/** A problem whose application nothing holds up: demolished, proved and entered by the village. */
export async function readyProblem(
  house: Harness,
  given: Parameters<typeof makeProblem>[1] = {},
): Promise<MadeProblem> {
  const problem = await makeProblem(house, given);
  const village = await house.as('village');
  await proveDemolition(house, problem, village.id);
  await village.call(api.savePack, {
    params: { id: problem.id },
    body: { ...wholePack(problem.areaM2), rowVersion: 0 },
  });
  return problem;
}

export const apply = async (house: Harness, who: Pick<Client, 'call'>, problemId: string) =>
  who.call(api.requestWriteOff, {
    params: { id: problemId },
    body: { statement: '已拆除复耕，申请销号', rowVersion: await versionOf(house, problemId) },
  });

export const check = (who: Pick<Client, 'call'>, id: string, rowVersion: number, agree = true) =>
  who.call(api.checkOnSite, {
    params: { id },
    body: {
      agree,
      opinion: agree ? '现场已复耕，玉米长势正常' : '东侧还有一段硬化路',
      checkedOn: today(),
      position: [106.5, 29.5],
      rowVersion,
    },
  });

export const plan = (who: Pick<Client, 'call'>, id: string, rowVersion: number, more: object = {}) =>
  who.call(api.planWriteOff, {
    params: { id },
    body: {
      lookBackPlan: [30, 90, 180].map((days) => addDays(today(), days)),
      publicity: { from: addDays(today(), -9), to: addDays(today(), -1), place: '村务公开栏' },
      rowVersion,
      ...more,
    },
  });

export const decide = (
  endpoint: typeof api.approveByTown | typeof api.approveByCounty | typeof api.returnWriteOff,
  who: Pick<Client, 'call'>,
  id: string,
  rowVersion: number,
  opinion = '看过照片和批文，同意',
) => who.call(endpoint, { params: { id }, body: { opinion, rowVersion } });

/** Village, two reviewers, plan: the application lies with the town. */
export async function beforeTown(house: Harness, problem: MadeProblem): Promise<api.WriteOffDetail> {
  const asked = await apply(house, await house.as('village'), problem.id);
  const one = await check(await house.as('build'), asked.id, asked.rowVersion);
  const set = await plan(await house.as('build'), asked.id, one.rowVersion);
  return check(await house.as('enforce'), asked.id, set.rowVersion);
}

/** The whole chain with five people: village, centre, brigade, town leader, county. */
export async function writtenOff(house: Harness, problem: MadeProblem): Promise<api.WriteOffDetail> {
  const town = await beforeTown(house, problem);
  const county = await decide(api.approveByTown, await house.as('leader'), town.id, town.rowVersion);
  return decide(api.approveByCounty, await house.as('county'), town.id, county.rowVersion);
}
