import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { warn, warnOngoing } from './jobs.ts';
import { caught, plantProblem, refused, running } from './testing.ts';

let house: Harness;
let build: Client;
let leader: Client;
let county: Client;
let village: Client;
const today = shanghaiDay(new Date());
beforeAll(async () => {
  house = await startHarness();
  [build, leader, county, village] = await Promise.all([
    house.as('build'),
    house.as('leader'),
    house.as('county'),
    house.as('village'),
  ]);
});
afterAll(() => house.close());

const get = (client: Client, id: string) => client.call(api.getProblem, { params: { id } });
const version = async (id: string): Promise<number> => (await get(county, id)).rowVersion;
const nobody = '0190a0a0-0000-7000-8000-000000000000';

describe('putting aside', () => {
  it('stops the clock and gives the days back, the original day stays', async () => {
    const due = addDays(today, 20);
    const id = await plantProblem(house, running(addDays(today, -40), due));
    const body = { rowVersion: 1, reason: '汛期停工', document: '防汛〔2026〕3号', resumeOn: addDays(today, 15) };
    expect(await refused(build.call(api.suspendProblem, { params: { id }, body }))).toBe('notAllowed');
    expect(await refused(leader.call(api.suspendProblem, { params: { id }, body: { ...body, resumeOn: today } }))).toBe(
      'badInput',
    );
    const aside = await leader.call(api.suspendProblem, { params: { id }, body });
    expect(aside).toMatchObject({ state: 'suspended', dueState: 'none', resumeOn: body.resumeOn, dueOn: due });
    expect(aside.suspensions).toEqual([{ from: today, to: null, reason: '汛期停工', document: '防汛〔2026〕3号' }]);
    // Ten days pass.
    await house.server.platform.db.pool.query(`update problem set suspensions = $2 where id = $1`, [
      id,
      JSON.stringify([{ ...aside.suspensions[0], from: addDays(today, -10) }]),
    ]);
    const back = await leader.call(api.resumeProblem, {
      params: { id },
      body: { rowVersion: aside.rowVersion, reason: '汛期过' },
    });
    expect(back.state).toBe('rectifying');
    expect(back.originalDueOn).toBe(due);
    // Ten days on, and on to Monday where that is a weekend (rule deadline.moveToWorkingDay).
    const raw = addDays(due, 10);
    const weekendShift = { 6: 2, 0: 1 }[new Date(`${raw}T00:00:00Z`).getUTCDay()] ?? 0;
    expect(back.dueOn).toBe(addDays(raw, weekendShift));
  });

  it('transfers with a paper, takes back, and finds that nothing is to be done only where that is so', async () => {
    const id = await plantProblem(house);
    expect(
      await refused(
        build.call(api.transferProblem, {
          params: { id },
          body: { rowVersion: 1, reason: '越权', document: '  ', to: '纪检' },
        }),
      ),
    ).toBe('badInput');
    const gone = await build.call(api.transferProblem, {
      params: { id },
      body: { rowVersion: 1, reason: '非法批地', document: '移〔2026〕1号', to: '县纪委监委' },
    });
    expect(gone).toMatchObject({ state: 'transferred', transferredTo: '县纪委监委' });
    const back = await leader.call(api.restoreProblem, {
      params: { id },
      body: { rowVersion: gone.rowVersion, reason: '退回' },
    });
    expect(back).toMatchObject({ state: 'registered', transferredTo: null });
    const none = { rowVersion: back.rowVersion, reason: '查无此事', document: '核〔2026〕1号' };
    const problem = await caught(leader.call(api.closeWithoutAction, { params: { id }, body: none }));
    expect(problem.details.map((detail) => detail.code)).toEqual(['noAction.true']);
    const untrue = await build.call(api.editProblem, {
      params: { id },
      body: { rowVersion: none.rowVersion, verifyResult: 'untrue', rejectReason: '原有合法建筑' },
    });
    expect(
      (await leader.call(api.closeWithoutAction, { params: { id }, body: { ...none, rowVersion: untrue.rowVersion } }))
        .state,
    ).toBe('noAction');
  });

  it('merges into an open problem only, never into itself', async () => {
    const [from, into, closed] = [
      await plantProblem(house),
      await plantProblem(house),
      await plantProblem(house, { state: 'writtenOff' }),
    ];
    const act = (target: string) =>
      build.call(api.mergeProblem, { params: { id: from }, body: { rowVersion: 1, reason: '同一块地', into: target } });
    expect(await refused(act(from))).toBe('badInput');
    expect(await refused(act(closed))).toBe('wrongState');
    expect(await refused(act(nobody))).toBe('notFound');
    const merged = await act(into);
    expect(merged).toMatchObject({ state: 'mergedInto', mergedInto: { id: into }, abilities: [] });
    expect((await get(build, into)).timeline[0]).toMatchObject({ changes: { act: 'receive', from: merged.problemNo } });
  });
});

describe('extensions', () => {
  const ask = async (id: string, client: Client, toDueOn: string) =>
    client.call(api.requestExtension, {
      params: { id },
      body: {
        reasonKind: 'weather',
        reason: '连日暴雨，机械进不了场',
        plan: '雨停后 20 天内拆完复耕',
        toDueOn,
        milestones: [{ step: 'demolished', name: '拆除清场', plannedOn: addDays(toDueOn, -10) }],
        evidence: [await client.upload(Buffer.from('气象证明'), '气象证明.pdf', 'document')],
      },
    });

  it('move the due day only when somebody else approves; the original stays', async () => {
    const [due, later] = [addDays(today, 5), addDays(today, 40)];
    const id = await plantProblem(house, {
      ...running(addDays(today, -55), due),
      responsible_person_id: house.idOf('village'),
    });
    expect(await refused(ask(id, village, addDays(due, -1)))).toBe('badInput');
    const asked = await ask(id, village, later);
    expect(asked).toMatchObject({ dueOn: due, originalDueOn: due });
    expect(asked.extensions).toMatchObject([
      { state: 'requested', fromDueOn: due, toDueOn: later, requestedByName: '人员village' },
    ]);
    expect(asked.extensions[0]?.evidence[0]).toMatchObject({
      fileName: '气象证明.pdf',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await refused(ask(id, build, later))).toBe('duplicate');
    const extensionId = asked.extensions[0]?.id ?? '';
    const decide = (client: Client, approve = true) =>
      client.call(api.decideExtension, { params: { id, extensionId }, body: { approve, reason: '情况属实' } });
    expect(await refused(decide(village))).toBe('notAllowed');
    expect(await refused(decide(build))).toBe('notAllowed');
    const [first, second] = await Promise.all([refused(decide(leader)), refused(decide(county, false))]);
    expect([first, second].sort()).toEqual(['conflict', 'granted']);
    const after = await get(build, id);
    expect(after.originalDueOn).toBe(due);
    expect(after.dueOn).toBe(first === 'granted' ? later : due);
    expect(after.milestones.map((milestone) => milestone.name)).toEqual(first === 'granted' ? ['拆除清场'] : []);
    const inbox = await village.call(api.listNotices, { query: {} });
    expect(inbox.rows.some((row) => row.title.startsWith('延期'))).toBe(true);
  });

  it('cannot be approved by who asked, whatever else the person may be', async () => {
    const id = await plantProblem(house, running(addDays(today, -55), addDays(today, 5)));
    await house.server.platform.db.pool.query(`update auth_user set roles = '{townBuild,townLeader}' where id = $1`, [
      house.idOf('build2'),
    ]);
    const both = await house.as('build2');
    const asked = await ask(id, both, addDays(today, 40));
    const own = await caught(
      both.call(api.decideExtension, {
        params: { id, extensionId: asked.extensions[0]?.id ?? '' },
        body: { approve: true, reason: '同意' },
      }),
    );
    expect(own.details.map((detail) => detail.code)).toEqual(['duty.ownExtension']);
    expect(asked.missing?.['problem.approveExtension']?.[0]?.message).toBe('本人申请的延期，本人不能批');
    await house.server.platform.db.pool.query(`update auth_user set roles = '{townBuild}' where id = $1`, [
      house.idOf('build2'),
    ]);
  });
});

describe('warnings', () => {
  it('go out once a mark to the responsible person, the lead unit and the leader', async () => {
    const id = await plantProblem(house, {
      ...running('2026-10-01', addDays(today, 3)),
      responsible_person_id: house.idOf('gridder'),
    });
    const late = await plantProblem(house, { ...running('2026-09-01', addDays(today, -1)), title: '昨天到期的' });
    const run = () =>
      house.server.platform.db.withSystem(places.county, (tx) =>
        warn({
          actor: { id: 'system', name: '系统', roles: [], countyCode: places.county, scopeCode: places.county },
          tx,
          now: new Date(),
          audit: async () => undefined,
          onCommit: () => undefined,
        }),
      );
    await run();
    await run();
    const { rows } = await house.server.platform.db.pool.query<{
      person_id: string;
      title: string;
      subject_id: string;
    }>(`select person_id, title, subject_id from notice where kind = 'problem.due' and subject_id = any ($1::uuid[])`, [
      [id, late],
    ]);
    const told = (subject: string) =>
      rows
        .filter((row) => row.subject_id === subject)
        .map((row) => row.person_id)
        .sort();
    const wanted = (keys: PersonKey[]) => keys.map((key) => house.idOf(key)).sort();
    expect(told(id)).toEqual(wanted(['gridder', 'build', 'build2', 'leader', 'village']));
    expect(told(late)).toEqual(wanted(['build', 'build2', 'leader', 'village']));
    expect(rows.find((row) => row.subject_id === id)?.title).toMatch(/^还剩 3 天/);
    expect(rows.find((row) => row.subject_id === late)?.title).toMatch(/^逾期 1 天/);
  });

  it('name what is still being built and was never stopped', async () => {
    const id = await plantProblem(house, { ongoing: true });
    await house.server.platform.db.withSystem(places.county, (tx) =>
      warnOngoing({
        actor: { id: 'system', name: '系统', roles: [], countyCode: places.county, scopeCode: places.county },
        tx,
        now: new Date(),
        audit: async () => undefined,
        onCommit: () => undefined,
      }),
    );
    const inbox = await leader.call(api.listNotices, { query: { pageSize: 200 } });
    expect(inbox.rows.some((row) => row.link === `/problems/${id}` && row.level === 'alert')).toBe(true);
  });
});

describe('acts of two people at once', () => {
  it('let one through and tell the other', async () => {
    const id = await plantProblem(house);
    const rowVersion = await version(id);
    const answers = await Promise.all([
      refused(
        build.call(api.transferProblem, {
          params: { id },
          body: { rowVersion, reason: '甲测', document: '甲〔1〕', to: '县局' },
        }),
      ),
      refused(
        county.call(api.suspendProblem, {
          params: { id },
          body: { rowVersion, reason: '乙测', document: '乙〔1〕', resumeOn: addDays(today, 9) },
        }),
      ),
    ]);
    expect(answers.sort()).toEqual(['conflict', 'granted']);
  });
});

describe('the ground', () => {
  const square = (side: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [106.1, 29.9],
        [106.1 + side, 29.9],
        [106.1 + side, 29.9 + side],
        [106.1, 29.9 + side],
        [106.1, 29.9],
      ],
    ],
  });
  const redraw = (client: Client, id: string, more: Record<string, unknown> = {}) =>
    client.call(api.editProblemGround, {
      params: { id },
      body: { geometry: square(0.0005), reason: '核查时实测边界', rowVersion: 1, ...more },
    });

  it('is set right with a reason: area and overlay anew, the earlier outline in the audit', async () => {
    const id = await plantProblem(house, running('2026-10-01', addDays(today, 9)));
    const first = await redraw(build, id);
    // 106.1° E, 29.9° N, 0.0005° square: PostGIS ST_Area(geography) gives 2,676.6 m².
    expect(first.areaM2).toBeCloseTo(2676.57, 1);
    expect(first.overlay?.result.subjectM2).toBeCloseTo(2676.57, 1);
    // No land classes are loaded here: what it covers is unknown, and not what the earlier outline covered.
    expect(first).toMatchObject({ rowVersion: 2, farmM2: null, pbfM2: null });
    const second = await redraw(await house.as('county'), id, { rowVersion: 2, geometry: square(0.001) });
    expect(second.areaM2).toBeGreaterThan(4 * 2676);
    const event = second.timeline.find((one) => one.changes['act'] === 'problem.editGround');
    expect(event).toMatchObject({ reason: '核查时实测边界', actorName: '人员county' });
    expect(event?.changes['geometry']).toMatchObject([first.geometry, square(0.001)]);
    const { rows } = await build.call(api.listOverlays, { params: { kind: 'problems', id } });
    expect(rows.map((row) => Math.round(row.result.subjectM2))).toEqual([Math.round(second.areaM2), 2677]);
    const { pool } = house.server.platform.db;
    const kept = await pool.query('select ST_Area(original_geom::geography) as m2 from problem where id = $1', [id]);
    expect(kept.rows[0].m2).toBeCloseTo(2676.57, 0);
  });

  it('is left alone where the same outline is sent again', async () => {
    const id = await plantProblem(house);
    await redraw(build, id);
    expect((await redraw(build, id, { rowVersion: 2 })).rowVersion).toBe(2);
  });

  it('is not changed without a reason, by others, under review, after the end, or over somebody’s change', async () => {
    const id = await plantProblem(house);
    expect(await refused(redraw(build, id, { reason: ' ' }))).toBe('badInput');
    expect(await refused(redraw(build, id, { geometry: square(0) }))).toBe('badInput');
    expect(await refused(redraw(build, id, { geometry: square(0.05) }))).toBe('tooLarge');
    expect(await refused(redraw(village, id))).toBe('notAllowed');
    expect(await refused(redraw(leader, id))).toBe('notAllowed');
    for (const state of ['writeOffRequested', 'townReview', 'countyReview', 'writtenOff', 'mergedInto'] as const)
      expect(await refused(redraw(build, await plantProblem(house, { state })))).toBe('wrongState');
    await build.call(api.editProblem, { params: { id }, body: { rowVersion: 1, remark: '先改一笔' } });
    const late = await caught(redraw(await house.as('build2'), id));
    expect(late).toMatchObject({ code: 'conflict', status: 409 });
    await redraw(build, id, { rowVersion: 2 });
    const later = await caught(redraw(await house.as('build2'), id, { rowVersion: 2, geometry: square(0.0007) }));
    expect(later.details.find((one) => one.at === 'geometry')?.message).toMatch(/「图斑」改成「（已改）」/);
  });
});
