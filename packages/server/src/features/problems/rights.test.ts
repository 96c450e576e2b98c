import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import type { Actor } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transact } from '../../platform/http/container.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { type Client, type Harness, type PersonKey, people, places, startHarness } from '../../testing/harness.ts';
import { rulesFor } from '../settings/index.ts';
import { type ClueFinding, createProblemFromClue, joinProblem } from './commands/from-clue.ts';
import { askRebound, liftRebound, markEliminated, markStopped } from './commands/rebound.ts';
import { plantProblem, refused, running } from './testing.ts';

let house: Harness;
let build: Client;
let leader: Client;
let county: Client;
const today = shanghaiDay(new Date());
beforeAll(async () => {
  house = await startHarness();
  [build, leader, county] = await Promise.all([house.as('build'), house.as('leader'), house.as('county')]);
});
afterAll(() => house.close());

const get = (client: Client, id: string) => client.call(api.getProblem, { params: { id } });

describe('rights that travel with a problem are what the server then does', () => {
  const reason = '走一遍';
  const document = '测〔2026〕9号';
  const acts: Record<string, (client: Client, id: string, rowVersion: number) => Promise<unknown>> = {
    'problem.edit': (c, id, rowVersion) =>
      c.call(api.editProblem, { params: { id }, body: { rowVersion, remark: reason } }),
    'problem.recordMilestone': (c, id) =>
      c.call(api.reportProgress, { params: { id }, body: { progressPct: 40, note: reason } }),
    'problem.suspend': (c, id, rowVersion) =>
      c.call(api.suspendProblem, {
        params: { id },
        body: { rowVersion, reason, document, resumeOn: addDays(today, 9) },
      }),
    'problem.resume': (c, id, rowVersion) =>
      c.call(api.resumeProblem, { params: { id }, body: { rowVersion, reason } }),
    'problem.transfer': (c, id, rowVersion) =>
      c.call(api.transferProblem, { params: { id }, body: { rowVersion, reason, document, to: '县局' } }),
    'problem.noAction': (c, id, rowVersion) =>
      c.call(api.closeWithoutAction, { params: { id }, body: { rowVersion, reason, document } }),
    'problem.restore': (c, id, rowVersion) =>
      c.call(api.restoreProblem, { params: { id }, body: { rowVersion, reason } }),
    'problem.merge': (c, id, rowVersion) =>
      c.call(api.mergeProblem, { params: { id }, body: { rowVersion, reason, into: target } }),
  };
  let target = '';
  // build2, villageb and the administrator repeat what build, buildb and the outer fence show.
  const everybody: PersonKey[] = [
    'county',
    'leader',
    'build',
    'industry',
    'enforce',
    'village',
    'gridder',
    'buildb',
    'auditor',
  ];

  it.each(problemStates.codes.map((state) => [state]))(
    'in state %s, for every person and act',
    async (state) => {
      target = await plantProblem(house);
      const plant = () =>
        plantProblem(house, {
          ...running('2026-10-01', '2026-12-30'),
          state,
          suspended_from: state === 'suspended' ? 'rectifying' : null,
        });
      const mismatches: string[] = [];
      for (const person of everybody) {
        const client = await house.as(person);
        const looked = await plant();
        const seen = await client.call(api.getProblem, { params: { id: looked } }).catch(() => undefined);
        for (const [action, act] of Object.entries(acts)) {
          const claimed = seen?.abilities.includes(action) ?? false;
          const lacking = seen?.missing?.[action] !== undefined;
          const answer = await refused(act(client, await plant(), 1));
          const expected = claimed ? ['granted'] : lacking ? ['missing'] : ['notAllowed', 'wrongState', 'notFound'];
          if (!expected.includes(answer))
            mismatches.push(`${person} ${action}: claimed ${claimed}, answered ${answer}`);
        }
      }
      expect(mismatches).toEqual([]);
    },
    120_000,
  );
});

describe('what other slices ask of a problem', () => {
  const actorOf = (person: PersonKey): Actor => ({
    id: house.idOf(person),
    name: `人员${person}`,
    roles: [people[person][0]],
    countyCode: places.county,
    scopeCode: people[person][1],
  });
  const as = <T>(person: PersonKey, fn: (work: Work) => Promise<T>) =>
    transact(house.server.platform.db, actorOf(person), new Date(), fn);
  async function plantClue(monitorNo: string): Promise<string> {
    const { pool } = house.server.platform.db;
    const [batch, id] = [newId(), newId()];
    await pool.query(
      `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, doc_no, received_on, state, created_by, created_by_name)
       values ($1, $2, $3, $4, '2026 年三季度卫片', 'satelliteEnforcement', 'imagery', '自然资执〔2026〕12号', '2026-09-02', 'stored', 'x', 'x')`,
      [places.county, batch, places.townA, `B-${monitorNo}`],
    );
    await pool.query(
      `insert into clue (county_code, id, division_code, batch_id, clue_no, monitor_no, channel, discovery_method, geom, area_m2, farm_m2, state, state_since, ongoing, found_at, created_by)
       values ($1, $2, $3, $4, $5, $6, 'satelliteEnforcement', 'imagery',
         ST_Multi(ST_GeomFromText('POLYGON((106.2 29.9,106.201 29.9,106.201 29.901,106.2 29.9))', 4490)), 5300, 5000, 'reported', now(), true, '2026-08-30T04:00:00Z', 'x')`,
      [places.county, id, places.villageA1, batch, `C-${monitorNo}`, monitorNo],
    );
    return id;
  }
  const finding: ClueFinding = {
    type: 'T01',
    ongoing: true,
    constructionStage: 'foundation',
    partyType: 'household',
    partyName: '欧阳测试',
    partyPhone: null,
    builtYear: 2026,
    description: '地基已起',
    reportedByName: '人员gridder',
  };
  const rulesNow = (work: Work) => rulesFor(work.tx, places.county, work.now);
  const tie = (clue: string, problem: string) =>
    house.server.platform.db.pool.query(`update clue set problem_id = $2, state = 'merged' where id = $1`, [
      clue,
      problem,
    ]);

  it('makes one of a clue, with its ground, source, finding and number', async () => {
    const clue = await plantClue('JC-9001');
    expect(
      await refused(
        as('build', async (work) =>
          createProblemFromClue(work, { id: clue }, { ...finding, type: null }, await rulesNow(work)),
        ),
      ),
    ).toBe('missing');
    const { id, problemNo } = await as('build', async (work) =>
      createProblemFromClue(work, { id: clue }, finding, await rulesNow(work)),
    );
    await tie(clue, id);
    const seen = await get(build, id);
    expect(seen).toMatchObject({
      problemNo,
      title: 'villageA1农村村民非法占地建住宅',
      state: 'registered',
      sourceDocNo: '自然资执〔2026〕12号',
      stockOrNew: 'new',
      verifyResult: 'true',
      leadUnit: 'townBuild',
      ongoing: true,
      areaM2: 5300,
      farmM2: 5000,
      geometry: { type: 'Polygon' },
      clues: [{ monitorNo: 'JC-9001' }],
    });
    expect((await leader.call(api.listNotices, { query: {} })).rows.some((row) => row.title.includes(problemNo))).toBe(
      true,
    );
    // A second clue on the same ground: found by both numbers.
    const second = await plantClue('JC-9002');
    await as('build', (work) => joinProblem(work, id, { id: second }));
    await tie(second, id);
    for (const q of ['JC-9001', 'JC-9002', problemNo])
      expect((await build.call(api.listProblems, { query: { q } })).rows.map((row) => row.id)).toEqual([id]);
    expect((await get(build, id)).clueCount).toBe(2);
  });

  it('comes back only through a rebound, by those who may', async () => {
    const id = await plantProblem(house, {
      ...running('2026-05-01', '2026-06-30'),
      state: 'writtenOff',
      written_off_on: '2026-06-20',
      watch_until: '2026-12-20',
    });
    const clue = await plantClue('JC-9003');
    expect(await refused(as('build', (work) => joinProblem(work, id, { id: clue })))).toBe('wrongState');
    const rebound = { cause: 'newOverlap' as const, reason: '新一期影像又压占', clue: { id: clue } };
    expect(await refused(as('gridder', (work) => liftRebound(work, id, rebound)))).toBe('notAllowed');
    await as('gridder', (work) => askRebound(work, id, { reason: '又在堆料' }));
    expect(
      (await county.call(api.listNotices, { query: {} })).rows.some((row) => row.title.startsWith('疑似反弹')),
    ).toBe(true);
    await as('build', (work) => liftRebound(work, id, rebound));
    expect(await get(build, id)).toMatchObject({
      state: 'reopened',
      rebound: true,
      dueOn: null,
      writtenOffOn: null,
      originalDueOn: '2026-06-30',
    });
    expect(await refused(as('build', (work) => liftRebound(work, id, rebound)))).toBe('wrongState');
    await as('build', (work) => markStopped(work, id, new Date('2026-11-02T00:00:00Z')));
    await as('build', (work) => markStopped(work, id, new Date('2026-11-03T00:00:00Z')));
    await as('build', (work) => markEliminated(work, id, new Date('2026-11-04T00:00:00Z')));
    const { rows } = await house.server.platform.db.pool.query(
      'select stopped_at, eliminated_at, ongoing from problem where id = $1',
      [id],
    );
    expect(rows[0]).toMatchObject({ stopped_at: new Date('2026-11-02T00:00:00Z'), ongoing: false });
  });
});
