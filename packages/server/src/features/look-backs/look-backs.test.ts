import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { drawInspection } from '@shoutian/domain/problem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { looseWork, systemActor, transact } from '../../platform/http/container.ts';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import * as made from '../evidence/testing.ts';
import { readyProblem, versionOf, writtenOff } from '../write-offs/testing.ts';
import { canonical } from './commands/draws.ts';
import { checkRebounds } from './index.ts';
import { remindOfVisits } from './schedule.ts';

let house: Harness;
const batch = newId();
const today = shanghaiDay(new Date());
const pool = () => house.server.platform.db.pool;
const as = (who: PersonKey) => house.as(who);
const code = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.details[0]?.code ?? error.code;
      throw error;
    },
  );
const visits = async (problemId: string, who: PersonKey = 'county') =>
  (await (await as(who)).call(api.listLookBacks, { query: { problemId, state: 'all' } })).rows;
const record = async (who: PersonKey, id: string, result: 'kept' | 'rebound' | 'doubt', visitedOn = today) =>
  (await as(who)).call(api.recordLookBack, {
    params: { id },
    body: { result, visitedOn, note: '到场查看，有照片' },
  });
const stateOf = async (id: string): Promise<string> =>
  (await pool().query('select state from problem where id = $1', [id])).rows[0].state;
const old = (given: Parameters<typeof made.makeProblem>[1] = {}) =>
  made.makeProblem(house, { state: 'writtenOff', writtenOffOn: addDays(today, -40), ...given });

async function addVisit(problemId: string, more: { kind?: string; dueOn?: string } = {}): Promise<string> {
  const id = newId();
  await pool().query(
    `insert into look_back (county_code, id, division_code, problem_id, kind, due_on, state) values ($1, $2, $3, $4, $5, $6, 'due')`,
    [places.county, id, places.villageA1, problemId, more.kind ?? 'plan', more.dueOn ?? today],
  );
  return id;
}

async function makeClue(shape: Parameters<typeof made.hexOf>[0]): Promise<string> {
  const id = newId();
  await pool().query(
    `insert into clue (county_code, id, division_code, batch_id, clue_no, monitor_no, channel, discovery_method, geom, area_m2, state,
       state_since, created_by, created_at, updated_at)
     values ($1, $2, $3, $7, $4, $4, 'satelliteEnforcement', 'imageInterpretation', $5, $6, 'registered', now(), 'x', now(), now())`,
    [places.county, id, places.villageA1, `JC-${id.slice(-6)}`, made.hexOf(shape), made.sizeOf(shape), batch],
  );
  return id;
}
const check = (clueIds: string[]) =>
  transact(house.server.platform.db, systemActor(places.county), new Date(), (work) => checkRebounds(work, clueIds));
const notices = async (who: PersonKey, kind: string, title: string): Promise<number> =>
  (
    await pool().query(`select 1 from notice where person_id = $1 and kind = $2 and title like '%' || $3 || '%'`, [
      house.idOf(who),
      kind,
      title,
    ])
  ).rows.length;

beforeAll(async () => {
  house = await startHarness();
  await pool().query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, received_on, state, created_by, created_by_name)
     values ($1, $2, $3, 'B1', '卫片', 'satelliteEnforcement', 'imageInterpretation', '2026-11-01', 'stored', 'x', 'x')`,
    [places.county, batch, places.townA],
  );
});
afterAll(() => house?.close());

describe('visits', () => {
  it('follow a write-off, are told when they come up, and a rebound reopens and links', {
    timeout: 60_000,
  }, async () => {
    const problem = await readyProblem(house);
    await writtenOff(house, problem);
    const [first, second, third] = await visits(problem.id);
    expect([first?.daysLeft, second?.daysLeft, third?.daysLeft]).toEqual([30, 90, 180]);
    expect(first?.abilities).toEqual(['problem.reopen']);
    expect(first?.missing?.['problem.lookBack']?.[0]?.code).toBe('duty.approverInspects');
    expect(await code(record('county', first?.id ?? '', 'kept'))).toBe('duty.approverInspects');
    expect((await visits(problem.id, 'build2'))[0]?.abilities).toEqual(['problem.lookBack', 'problem.reopen']);
    const tasks = await pool().query(`select kind, state, due_on from task where subject_id = $1`, [first?.id]);
    expect(tasks.rows).toEqual([{ kind: 'lookBack', state: 'open', due_on: addDays(today, 30) }]);

    expect(await code(record('village', first?.id ?? '', 'kept', addDays(today, 1)))).toBe('badInput');
    expect(await code(record('village', first?.id ?? '', 'kept', addDays(today, -1)))).toBe('badInput');
    const kept = await record('village', first?.id ?? '', 'kept');
    expect(kept).toMatchObject({ state: 'done', result: 'kept', visitorName: '人员village', abilities: [] });
    expect(await code(record('village', first?.id ?? '', 'kept'))).toBe('conflict');
    const doubt = await record('build2', second?.id ?? '', 'doubt');
    expect(doubt.result).toBe('doubt');
    const more = (await visits(problem.id)).find((row) => row.cause?.startsWith('上次存疑'));
    expect(more).toMatchObject({ kind: 'plan', dueOn: addDays(today, 15), state: 'due' });

    // A village may see it come back, but not reopen: it asks those who may.
    await record('gridder', more?.id ?? '', 'rebound');
    expect(await stateOf(problem.id)).toBe('writtenOff');
    expect(await notices('build', 'problem.rebound', problem.no)).toBe(1);
    await record('build2', third?.id ?? '', 'rebound');
    expect(await stateOf(problem.id)).toBe('reopened');
    const { rows } = await pool().query(
      'select due_on, written_off_on, watch_until, reopened_on from problem where id = $1',
      [problem.id],
    );
    expect(rows[0]).toEqual({ due_on: null, written_off_on: null, watch_until: null, reopened_on: today });
    expect(await notices('leader', 'problem.reopen', problem.no)).toBe(1);
    const audit = await pool().query(
      `select changes from audit_event where subject_id = $1 and action = 'problem.reopen'`,
      [problem.id],
    );
    expect(audit.rows[0].changes).toMatchObject({ cause: 'lookBackFailed', state: ['writtenOff', 'reopened'] });
  });

  it('that are left when a problem is reopened are cancelled, with their tasks', async () => {
    const problem = await old();
    const id = await addVisit(problem.id, { dueOn: addDays(today, 5) });
    const reopen = async (who: PersonKey, rowVersion: number, more: object = {}) =>
      (await as(who)).call(api.reopenProblem, {
        params: { id: problem.id },
        body: { reason: '又铺了砂石', rowVersion, ...more },
      });
    expect(await code(reopen('village', 1))).toBe('notAllowed');
    expect(await code(reopen('build', 7))).toBe('conflict');
    const clue = await makeClue(problem.shape);
    expect(await reopen('build', await versionOf(house, problem.id), { clueId: clue })).toEqual({
      problemId: problem.id,
      problemNo: problem.no,
    });
    expect((await visits(problem.id)).map((row) => [row.id, row.state])).toEqual([[id, 'cancelled']]);
    const tied = await pool().query('select problem_id, state from clue where id = $1', [clue]);
    expect(tied.rows).toEqual([{ problem_id: problem.id, state: 'merged' }]);
    expect(await code(record('build2', id, 'kept'))).toBe('wrongState');
    expect(await code(reopen('build', await versionOf(house, problem.id)))).toBe('wrongState');
    const other = await old();
    expect(
      await code(
        (await as('build')).call(api.reopenProblem, {
          params: { id: other.id },
          body: { reason: '反弹', rowVersion: 1, clueId: clue },
        }),
      ),
    ).toBe('wrongState');
    expect(await stateOf(other.id)).toBe('writtenOff');
  });

  it('are told a week ahead and when they are overdue, once each', async () => {
    const [soon, late, far] = [await old(), await old(), await old()];
    await addVisit(soon.id, { dueOn: addDays(today, 6) });
    await addVisit(late.id, { dueOn: addDays(today, -3) });
    await addVisit(far.id, { dueOn: addDays(today, 20) });
    const work = looseWork(house.server.platform.db, systemActor(places.county), new Date());
    await remindOfVisits(work);
    await remindOfVisits(work);
    expect(await notices('village', 'lookBack.due', soon.no)).toBe(1);
    expect(await notices('build', 'lookBack.overdue', late.no)).toBe(1);
    expect(await notices('leader', 'lookBack.overdue', late.no)).toBe(1);
    expect(await notices('build', 'lookBack.due', far.no)).toBe(0);
    const overdue = await (await as('village')).call(api.listLookBacks, { query: { state: 'overdue' } });
    expect(overdue.rows.map((row) => row.problemId)).toEqual([late.id]);
    expect(overdue.rows[0]?.daysLeft).toBe(-3);
    expect(overdue.counts['overdue']).toBe(1);
    const there = (division: string) =>
      as('county').then((who) => who.call(api.listLookBacks, { query: { division } }));
    expect((await there(places.villageA1)).counts['overdue']).toBe(1);
    expect(await there(places.villageA2)).toMatchObject({ total: 0, counts: { due: 0, overdue: 0 } });
  });
});

describe('rebound by a new overlap', () => {
  it('is raised from the share of the rule on, told once, and a visit there reopens and links', async () => {
    const shape = made.ownGround(100);
    const [lon = 0, lat = 0] = shape.coordinates[0]?.[0] ?? [];
    const problem = await old({ shape });
    // 100 m², of which a corner of the problem's hectare: 1 % of the old, all of the new.
    const small = await makeClue(made.squareAt(lon, lat, 10));
    const beside = await makeClue(made.squareAt(lon - 0.002, lat, 100));
    const [sign] = await check([small, beside]);
    expect(sign).toMatchObject({ problemId: problem.id, clueId: small, share: 1 });
    expect(sign?.overlapM2).toBeCloseTo(100, 1);
    expect(await check([small, beside])).toHaveLength(1);
    const [visit, ...more] = await visits(problem.id);
    expect(more).toEqual([]);
    expect(visit).toMatchObject({ kind: 'rebound', clueId: small, state: 'due', dueOn: addDays(today, 3) });
    expect(visit?.cause).toMatch(/压占 0\.15 亩（100/);
    expect(await stateOf(problem.id)).toBe('writtenOff');
    for (const who of ['build', 'village', 'leader', 'county'] as const)
      expect(await notices(who, 'problem.rebound', problem.no)).toBe(1);
    await record('build', visit?.id ?? '', 'rebound');
    expect(await stateOf(problem.id)).toBe('reopened');
    const tied = await pool().query('select problem_id, state from clue where id = $1', [small]);
    expect(tied.rows).toEqual([{ problem_id: problem.id, state: 'merged' }]);
    expect(await check([small])).toEqual([]);
  });

  it('is not raised below the share, for open problems, or by a clue of the problem itself', async () => {
    const shape = made.ownGround(100);
    const [lon = 0, lat = 0] = shape.coordinates[0]?.[0] ?? [];
    const problem = await old({ shape });
    const big = made.squareAt(lon, lat, 100);
    // Shifted so that 4 % is shared.
    const east = (big.coordinates[0]?.[1]?.[0] ?? 0) - lon;
    const slight = await makeClue(made.squareAt(lon + east * 0.96, lat, 100));
    expect(await check([slight])).toEqual([]);
    const own = await makeClue(shape);
    await pool().query('update clue set problem_id = $2 where id = $1', [own, problem.id]);
    expect(await check([own])).toEqual([]);
    const open = await made.makeProblem(house);
    expect(await check([await makeClue(open.shape)])).toEqual([]);
    expect(await check([])).toEqual([]);
  });
});

describe('drawn inspections', () => {
  it('fix seed and population before the draw, take every flagged one, and can be repeated by anybody', {
    timeout: 60_000,
  }, async () => {
    const day = addDays(today, -300);
    const pick: string[] = [];
    for (const [i, division] of [
      ...Array<string>(6).fill(places.villageA1),
      ...Array<string>(4).fill(places.villageA2),
    ].entries())
      pick.push((await old({ division, writtenOffOn: day, method: i % 2 ? 'replant' : 'demolishAndRecultivate' })).id);
    const [fake = '', odd = ''] = pick;
    await pool().query('update problem set fake_flag = true where id = $1', [fake]);
    await made.makePhoto(house, odd, {
      by: 'x',
      checks: [
        { id: 'E01', level: 'ok' },
        { id: 'E04', level: 'flag' },
      ],
    });
    await old({ division: places.villageB1, writtenOffOn: day });
    const leader = await as('leader');
    const body = {
      title: '三季度抽查',
      ratio: 0.2,
      strata: ['village' as const],
      seed: 'seed-2026',
      writtenOffFrom: day,
      writtenOffTo: day,
    };
    const draw = await leader.call(api.drawInspection, { body });
    expect(draw).toMatchObject({ population: 10, seed: 'seed-2026', algorithm: 'fnv1a-order/1', strata: ['village'] });
    expect(
      draw.picked
        .filter((each) => each.reason === 'flagged')
        .map((each) => each.problemId)
        .sort(),
    ).toEqual([fake, odd].sort());
    for (const stratum of [places.villageA1, places.villageA2])
      expect(draw.picked.some((each) => each.stratum === stratum)).toBe(true);

    // By hand, from what is stored: the same hash, the same problems.
    const { rows } = await pool().query(
      'select population, population_sha256, seed, ratio, prepared_at, drawn_at from inspection_draw where id = $1',
      [draw.id],
    );
    const [stored] = rows;
    expect(canonical([...stored.population].reverse()).sha256).toBe(draw.populationSha256);
    expect(drawInspection(stored.population, stored.ratio, stored.seed).picked.map((each) => each.id)).toEqual(
      draw.picked.map((each) => each.problemId),
    );
    expect(stored.prepared_at <= stored.drawn_at).toBe(true);
    const again = await leader.call(api.repeatDraw, { params: { id: draw.id } });
    expect(again).toMatchObject({ same: true, populationSha256: draw.populationSha256, draw: { picked: draw.picked } });
    const second = await leader.call(api.drawInspection, { body });
    expect(second.picked).toEqual(draw.picked);
    const seeds = ['aaaa', 'bbbb', 'cccc', 'dddd', 'eeee'].map((seed) =>
      drawInspection(stored.population, 0.2, seed)
        .picked.map((each) => each.id)
        .join(),
    );
    expect(new Set(seeds).size).toBeGreaterThan(1);

    // Whoever tampers with population or result is found out.
    await pool().query(
      `update inspection_draw set population = jsonb_set(population, '{9,flagged}', 'true') where id = $1`,
      [second.id],
    );
    expect((await leader.call(api.repeatDraw, { params: { id: second.id } })).same).toBe(false);
    // A draw whose server died between the two steps is finished, with the same result.
    await pool().query(`update inspection_draw set picked = null, drawn_at = null where id = $1`, [draw.id]);
    expect((await leader.call(api.repeatDraw, { params: { id: draw.id } })).draw.picked).toEqual(draw.picked);

    const listed = await (await as('county')).call(api.listDraws, { query: {} });
    expect(listed.rows.map((row) => row.id)).toEqual([second.id, draw.id]);
    const mine = (await visits(fake)).filter((row) => row.kind === 'draw');
    expect(mine[0]).toMatchObject({ dueOn: addDays(today, 30), cause: '三季度抽查：有提示，必查' });
    // Nobody of the village itself inspects.
    expect((await visits(fake, 'village'))[0]?.abilities).toEqual([]);
    expect(await code(record('village', mine[0]?.id ?? '', 'kept'))).toBe('notAllowed');
    await record('enforce', mine[0]?.id ?? '', 'rebound');
    expect(await stateOf(fake)).toBe('writtenOff');
    await record('build', mine[1]?.id ?? '', 'rebound');
    expect(await stateOf(fake)).toBe('reopened');
  });

  it('stay in the own area, and an empty population is said', async () => {
    const leader = await as('leader');
    const body = {
      title: '抽查',
      ratio: 0.1,
      strata: ['method' as const],
      writtenOffFrom: '1990-01-01',
      writtenOffTo: '1990-12-31',
    };
    expect(await code(leader.call(api.drawInspection, { body }))).toBe('wrongState');
    expect(await code(leader.call(api.drawInspection, { body: { ...body, divisionCode: places.townB } }))).toBe(
      'outsideScope',
    );
  });
});

describe('who may do what with look-backs', () => {
  const calls: [string, PersonKey, (who: Pick<Client, 'call'>, visit: string, problem: string) => Promise<unknown>][] =
    [
      [
        'recordLookBack',
        'leader',
        (who, id) =>
          who.call(api.recordLookBack, {
            params: { id },
            body: { result: 'kept', visitedOn: today, note: '没有反弹' },
          }),
      ],
      [
        'reopenProblem',
        'leader',
        (who, _id, p) => who.call(api.reopenProblem, { params: { id: p }, body: { reason: '反弹', rowVersion: 1 } }),
      ],
      ['repeatDraw', 'build', (who, id) => who.call(api.repeatDraw, { params: { id } })],
    ];
  it.each(calls)('%s: session, role, place and existence', async (name, refused, call) => {
    const problem = await old();
    const visit = await addVisit(problem.id);
    expect(await code(call(house.anonymous, visit, problem.id))).toBe('notSignedIn');
    expect(await code(call(await as(refused), visit, problem.id))).toBe('notAllowed');
    expect(await code(call(await as('auditor'), visit, problem.id))).toBe('notAllowed');
    const far = name === 'repeatDraw' ? 'leader' : 'buildb';
    expect(await code(call(await as(far), visit, problem.id))).toBe('notFound');
    expect(await code(call(await as(name === 'repeatDraw' ? 'leader' : 'build'), newId(), newId()))).toBe('notFound');
  });
  it('lists show the own area only', async () => {
    const problem = await old();
    await addVisit(problem.id);
    expect(await visits(problem.id, 'villageb')).toEqual([]);
    expect(await visits(problem.id, 'village')).toHaveLength(1);
    expect(await code(house.anonymous.call(api.listLookBacks, { query: {} }))).toBe('notSignedIn');
    expect(await code((await as('admin')).call(api.listLookBacks, { query: {} }))).toBe('notAllowed');
    expect(await code((await as('admin')).call(api.listDraws, { query: {} }))).toBe('notAllowed');
    expect(
      await code(
        (await as('village')).call(api.drawInspection, {
          body: { title: '抽查', ratio: 1, strata: ['village'], writtenOffFrom: today, writtenOffTo: today },
        }),
      ),
    ).toBe('notAllowed');
  });
});
