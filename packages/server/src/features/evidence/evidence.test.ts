import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import * as made from './testing.ts';

let house: Harness;
let village: Client;
let build: Client;
let build2: Client;
const today = shanghaiDay(new Date());
const pool = () => house.server.platform.db.pool;

const code = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.code;
      throw error;
    },
  );
const pack = (id: string, who: Pick<Client, 'call'> = village) => who.call(api.getPack, { params: { id } });
const save = (
  id: string,
  body: Partial<ReturnType<typeof made.wholePack>> & { areaM2?: number },
  rowVersion = 0,
  who: Pick<Client, 'call'> = village,
) => {
  const { areaM2, ...rest } = body;
  return who.call(api.savePack, { params: { id }, body: { ...made.wholePack(areaM2 ?? 1600), ...rest, rowVersion } });
};
const paper = {
  docNo: '示政土〔2026〕9号',
  authority: '示例县人民政府',
  authorityLevel: 'county' as const,
  approvedOn: '2026-06-01',
};
const approve = (id: string, more: object = {}, who: Pick<Client, 'call'> = village) =>
  who.call(api.addApproval, {
    params: { id },
    body: { ...paper, docNo: `示政土〔2026〕${newId().slice(-8)}号`, ...more },
  });

beforeAll(async () => {
  house = await startHarness();
  village = await house.as('village');
  build = await house.as('build');
  build2 = await house.as('build2');
});
afterAll(() => house?.close());

describe('the pack', () => {
  it('starts empty with the method of the plan and closes when the parts add up', async () => {
    const problem = await made.makeProblem(house);
    const empty = await pack(problem.id);
    expect(empty).toMatchObject({
      rowVersion: 0,
      method: 'demolishAndRecultivate',
      parts: [],
      closure: { closed: false },
    });
    expect(empty.closure.differenceM2).toBeCloseTo(problem.areaM2, 6);
    expect(empty.required.filter((line) => line.done)).toEqual([]);

    const half = await save(problem.id, {
      parts: [{ label: '', landClass: '0101', treatment: 'recultivated', areaM2: 800, expectedM2: 800 }],
    });
    expect(half.closure).toMatchObject({ closed: false, partsM2: 800 });
    expect(half.checks.find((check) => check.id === 'E11')?.level).toBe('block');

    const whole = await save(problem.id, { areaM2: problem.areaM2 }, 1);
    expect(whole.closure.closed).toBe(true);
    expect(whole.rowVersion).toBe(2);
    const { rows } = await pool().query(
      'select rectified_m2, demolished_m2, recultivated_m2, legalised_m2, row_version from problem where id = $1',
      [problem.id],
    );
    expect(rows[0].rectified_m2).toBeCloseTo(problem.areaM2 - 100, 6);
    expect(rows[0].recultivated_m2).toBeCloseTo(problem.areaM2 - 100, 6);
    expect(rows[0]).toMatchObject({ legalised_m2: 0, row_version: 3 });
    const audit = await pool().query(`select changes from audit_event where subject_id = $1 order by at`, [problem.id]);
    expect(audit.rows.map((row) => row.changes.evidence)).toEqual(['pack', 'pack']);
  });

  it('refuses parts beyond the problem, visits that have not been, and an older version, and keeps nothing of them', async () => {
    const problem = await made.makeProblem(house);
    const beyond = save(problem.id, { areaM2: problem.areaM2 + 20 });
    await expect(beyond).rejects.toMatchObject({ code: 'badInput', message: expect.stringContaining('超过问题面积') });
    const early = made.wholePack(problem.areaM2);
    early.recultivation.visits = [{ on: addDays(today, 1), note: '' }];
    expect(await code(save(problem.id, early))).toBe('badInput');
    await save(problem.id, { areaM2: problem.areaM2 });
    await expect(save(problem.id, { areaM2: problem.areaM2 })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('人员village'),
    });
    const both = await Promise.allSettled([1, 1].map((v) => save(problem.id, { areaM2: problem.areaM2 }, v)));
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('pairs photos of one viewpoint and says what is still missing', async () => {
    const problem = await made.makeProblem(house);
    const [corner = [0, 0]] = problem.shape.coordinates[0] ?? [];
    const at = [corner[0] ?? 0, corner[1] ?? 0] as const;
    const by = house.idOf('village');
    const before = await made.makePhoto(house, problem.id, {
      by,
      stage: 'scene',
      subject: 'clue',
      viewpoint: '西南角',
      at,
      bearing: 41,
    });
    const after = await made.makePhoto(house, problem.id, {
      by,
      stage: 'after',
      viewpoint: '西南角',
      at: [at[0] + 0.00005, at[1]],
      bearing: 49,
    });
    const during = await made.makePhoto(house, problem.id, { by, stage: 'during', viewpoint: '西南角' });
    const lone = await made.makePhoto(house, problem.id, { by, stage: 'before', viewpoint: '东北角', at });
    await made.makePhoto(house, problem.id, { by, stage: 'after', viewpoint: '东北角', at, review: 'rejected' });
    const { pairs, required } = await pack(problem.id);
    expect(pairs).toEqual([
      expect.objectContaining({
        viewpoint: '西南角',
        beforeId: before,
        duringId: during,
        afterId: after,
        bearingDiffDeg: 8,
        sameViewpoint: true,
      }),
      expect.objectContaining({ viewpoint: '东北角', beforeId: lone, afterId: null, sameViewpoint: null }),
    ]);
    expect(pairs[0]?.distanceM).toBeGreaterThan(4);
    expect(pairs[0]?.distanceM).toBeLessThan(6);
    const line = required.find((each) => each.code === 'evidence.viewpoints');
    expect(line).toMatchObject({ done: false, message: expect.stringContaining('有 1 组') });
    const far = await made.makePhoto(house, problem.id, {
      by,
      stage: 'after',
      viewpoint: '东北角',
      at: [at[0] + 0.001, at[1]],
    });
    const again = (await pack(problem.id)).pairs.find((each) => each.afterId === far);
    expect(again?.sameViewpoint).toBe(false);
  });

  it('is reviewed by somebody who filed nothing, and accepted only when no reason is open', async () => {
    const problem = await made.makeProblem(house);
    const params = { id: problem.id };
    const review = (who: Client, decision: 'accepted' | 'returned', rowVersion: number) =>
      who.call(api.reviewPack, {
        params,
        body: { decision, reason: '请补东北角照片', answers: { notStaged: true }, rowVersion },
      });
    expect(await code(review(build, 'accepted', 0))).toBe('wrongState');
    await save(problem.id, { areaM2: problem.areaM2 }, 0, build);
    expect(await code(review(village, 'accepted', 1))).toBe('notAllowed');
    await expect(review(build, 'accepted', 1)).rejects.toMatchObject({
      code: 'missing',
      details: [expect.objectContaining({ code: 'duty.ownEvidence' })],
    });
    const photo = await made.makePhoto(house, problem.id, {
      by: house.idOf('village'),
      checks: [{ id: 'E04', level: 'flag' }],
    });
    await expect(review(build2, 'accepted', 1)).rejects.toMatchObject({
      code: 'missing',
      details: [expect.objectContaining({ code: 'check.E04' })],
    });
    const back = await review(build2, 'returned', 1);
    expect(back.review).toMatchObject({ decision: 'returned', byName: '人员build2' });
    const task = await pool().query(
      `select kind, state, returned_reason, assigned_role from task where subject_id = $1`,
      [problem.id],
    );
    expect(task.rows).toEqual([
      { kind: 'supplement', state: 'open', returned_reason: '请补东北角照片', assigned_role: 'village' },
    ]);
    const told = await pool().query(`select 1 from notice where person_id = $1 and kind = 'evidence.returned'`, [
      house.idOf('village'),
    ]);
    expect(told.rows.length).toBeGreaterThan(0);
    await pool().query(`update photo set review = 'explained' where id = $1`, [photo]);
    const good = await review(build2, 'accepted', 2);
    expect(good.review).toMatchObject({ decision: 'accepted', answers: { notStaged: true } });
    const changed = await save(problem.id, { areaM2: problem.areaM2, caseNote: '已补' }, 3);
    expect(changed.review).toBeNull();
  });
});

describe('who may do what with evidence', () => {
  const id = newId();
  const calls: [string, boolean, (who: Pick<Client, 'call'>, problem: string) => Promise<unknown>][] = [
    ['getPack', false, (who, p) => pack(p, who)],
    ['savePack', true, (who, p) => save(p, {}, 0, who)],
    ['addApproval', true, (who, p) => approve(p, {}, who)],
    [
      'completeApproval',
      true,
      (who, p) =>
        who.call(api.completeApproval, {
          params: { id: p, approvalId: id },
          body: { geometry: made.squareAt(106, 29, 10) },
        }),
    ],
    [
      'removeApproval',
      true,
      (who, p) => who.call(api.removeApproval, { params: { id: p, approvalId: id }, body: { reason: '录错' } }),
    ],
    [
      'reviewApproval',
      true,
      (who, p) =>
        who.call(api.reviewApproval, {
          params: { id: p, approvalId: id },
          body: { review: 'accepted', reason: '一致' },
        }),
    ],
    [
      'reviewPack',
      true,
      (who, p) =>
        who.call(api.reviewPack, {
          params: { id: p },
          body: { decision: 'returned', reason: '请补证据', rowVersion: 0 },
        }),
    ],
  ];
  it.each(calls)('%s: session, role, place and existence', async (_name, writes, call) => {
    const problem = await made.makeProblem(house);
    expect(await code(call(house.anonymous, problem.id))).toBe('notSignedIn');
    expect(await code(call(await house.as('admin'), problem.id))).toBe('notAllowed');
    if (writes) expect(await code(call(await house.as('auditor'), problem.id))).toBe('notAllowed');
    for (const far of ['villageb', 'village2', 'stranger'] as const)
      expect(await code(call(await house.as(far), problem.id))).toBe('notFound');
    expect(await code(call(village, id))).toBe('notFound');
  });
  it('evidence is not filed once the town reviews, nor by a centre that does not lead', async () => {
    const town = await made.makeProblem(house, { state: 'townReview' });
    expect(await code(save(town.id, { areaM2: town.areaM2 }))).toBe('wrongState');
    expect(await code(approve(town.id))).toBe('wrongState');
    const led = await made.makeProblem(house, { lead: 'townBuild', division: places.villageA1 });
    expect(await code(save(led.id, { areaM2: led.areaM2 }, 0, await house.as('industry')))).toBe('notAllowed');
  });
});
