import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import * as made from '../evidence/testing.ts';
import { visitDays } from './commands/decide.ts';
import * as act from './testing.ts';

let house: Harness;
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
const get = async (id: string, who: PersonKey) => (await as(who)).call(api.getWriteOff, { params: { id } });
const list = async (who: PersonKey, query: object = {}) => (await as(who)).call(api.listWriteOffs, { query });
const stateOf = async (id: string): Promise<string> =>
  (await pool().query('select state from problem where id = $1', [id])).rows[0].state;
const told = async (who: PersonKey, kind: string, id: string): Promise<number> =>
  (
    await pool().query('select 1 from notice where person_id = $1 and kind = $2 and link = $3', [
      house.idOf(who),
      kind,
      `/write-offs/${id}`,
    ])
  ).rows.length;

beforeAll(async () => {
  house = await startHarness();
  await made.confirmRules(house, { 'writeOff.noticeDays': 7, 'evidence.viewpoints': 2 });
});
afterAll(() => house?.close());

describe('the whole chain with five people', () => {
  it('goes village, two reviewers, town, county, and leaves visits, figures, names and a frozen record', async () => {
    const problem = await act.readyProblem(house);
    const asked = await act.apply(house, await as('village'), problem.id);
    expect(asked).toMatchObject({
      state: 'siteCheck',
      problemId: problem.id,
      applicantName: '人员village',
      waitingDays: 0,
    });
    expect(asked.writeOffNo).toMatch(/^XH-\d{4}-\d{4}$/);
    expect(asked.lookBackProposal).toEqual([30, 90, 180].map((days) => addDays(today, days)));
    expect(await told('build', 'writeOff.requested', asked.id)).toBe(1);
    expect((await list('build', { waitingForMe: true })).rows.map((row) => row.id)).toContain(asked.id);

    const one = await act.check(await as('build'), asked.id, asked.rowVersion);
    expect(one).toMatchObject({ state: 'siteCheck', problemState: 'writeOffRequested' });
    expect((await list('build', { waitingForMe: true })).rows.map((row) => row.id)).not.toContain(asked.id);
    const set = await act.plan(await as('build'), asked.id, one.rowVersion);
    const two = await act.check(await as('enforce'), asked.id, set.rowVersion);
    expect(two).toMatchObject({ state: 'townReview', problemState: 'townReview', missingCount: 0 });
    expect(await told('leader', 'writeOff.verified', asked.id)).toBe(1);
    expect((await get(asked.id, 'leader')).abilities).toEqual(
      expect.arrayContaining(['problem.townApprove', 'problem.returnWriteOff', 'problem.planWriteOff']),
    );
    const three = await act.decide(api.approveByTown, await as('leader'), asked.id, two.rowVersion);
    expect(three.state).toBe('countyReview');
    expect((await list('county', { waitingForMe: true })).rows.map((row) => row.id)).toContain(asked.id);
    const end = await act.decide(api.approveByCounty, await as('county'), asked.id, three.rowVersion);
    expect(end).toMatchObject({ state: 'approved', problemState: 'writtenOff', missingCount: 0, abilities: [] });
    expect(end.opinions.map((each) => [each.step, each.personName, each.stands])).toEqual([
      ['apply', '人员village', true],
      ['siteCheck', '人员build', true],
      ['siteCheck', '人员enforce', true],
      ['townReview', '人员leader', true],
      ['countyReview', '人员county', true],
    ]);
    expect(end.opinions[1]).toMatchObject({ position: [106.5, 29.5], siteCheckedOn: today, roles: ['townBuild'] });
    expect(end.guards).toHaveLength(11);
    const { rows } = await pool().query(
      'select state, written_off_on, written_off_by, watch_until, progress_pct from problem where id = $1',
      [problem.id],
    );
    expect(rows[0]).toEqual({
      state: 'writtenOff',
      written_off_on: today,
      written_off_by: '人员county',
      watch_until: addDays(today, 180),
      progress_pct: 100,
    });
    const visits = await pool().query(
      'select kind, due_on, state from look_back where problem_id = $1 order by due_on',
      [problem.id],
    );
    expect(visits.rows).toEqual(
      [30, 90, 180].map((days) => ({ kind: 'plan', due_on: addDays(today, days), state: 'due' })),
    );
    const audit = await pool().query(
      `select action, actor_name, reason from audit_event where subject_id = $1 and action like 'problem.%Approve' order by at`,
      [problem.id],
    );
    expect(audit.rows).toEqual([
      { action: 'problem.townApprove', actor_name: '人员leader', reason: '看过照片和批文，同意' },
      { action: 'problem.countyApprove', actor_name: '人员county', reason: '看过照片和批文，同意' },
    ]);
    expect(await told('village', 'writeOff.approved', asked.id)).toBe(1);
    // The record is what was decided on: what happens to the pack afterwards does not change it.
    await pool().query(`update evidence_pack set parts = '[]' where problem_id = $1`, [problem.id]);
    expect((await get(asked.id, 'county')).guards).toEqual(end.guards);
  });

  it('numbers follow each other and the list counts, searches and pages', async () => {
    const [a, b] = [await act.readyProblem(house), await act.readyProblem(house)];
    const [first, second] = [
      await act.apply(house, await as('village'), a.id),
      await act.apply(house, await as('build'), b.id),
    ];
    expect(Number(second.writeOffNo.slice(-4))).toBe(Number(first.writeOffNo.slice(-4)) + 1);
    const page = await list('county', { state: 'siteCheck', sort: '-writeOffNo', pageSize: 1 });
    expect(page.rows[0]?.id).toBe(second.id);
    expect(page.counts).toMatchObject({ siteCheck: page.total, waitingForMe: expect.any(Number) });
    // The place of the header: rows and counts of one village, none of a village without any.
    const here = await list('leader', { division: places.villageA1, state: 'siteCheck' });
    expect(here.counts['siteCheck']).toBe(here.total);
    expect(here.rows.map((row) => row.id)).toEqual(expect.arrayContaining([first.id, second.id]));
    const elsewhere = await list('leader', { division: places.villageA2, state: 'siteCheck' });
    expect([elsewhere.total, elsewhere.counts['siteCheck'], elsewhere.counts['waitingForMe']]).toEqual([0, 0, 0]);
    expect((await list('county', { q: first.writeOffNo })).rows.map((row) => row.id)).toEqual([first.id]);
    expect((await list('county', { problemId: b.id, state: 'all' })).rows.map((row) => row.id)).toEqual([second.id]);
    expect((await list('villageb', { state: 'all' })).total).toBe(0);
    // A centre applied: the village's opinion is still to be signed, and only once.
    expect(second.guards.find((guard) => guard.id === 'signed')?.missing.map((item) => item.code)).toEqual([
      'writeOff.signed.village',
    ]);
    const sign = async (who: PersonKey, rowVersion: number) =>
      (await as(who)).call(api.signWriteOff, { params: { id: second.id }, body: { opinion: '村里同意', rowVersion } });
    const signed = await sign('village', second.rowVersion);
    expect(signed.guards.find((guard) => guard.id === 'signed')?.status).toBe('satisfied');
    expect(await code(sign('village', signed.rowVersion))).toBe('wrongState');
    expect(await code(sign('build2', signed.rowVersion))).toBe('wrongState');
  });
});

describe('separation of duty', () => {
  it('no applicant, no uploader and nobody twice checks on site', async () => {
    const problem = await act.readyProblem(house);
    await made.makePhoto(house, problem.id, { by: house.idOf('enforce') });
    const asked = await act.apply(house, await as('build'), problem.id);
    expect(await code(act.check(await as('build'), asked.id, asked.rowVersion))).toBe('duty.applicant');
    expect((await get(asked.id, 'build')).missing?.['problem.verifyOnSite']?.[0]?.code).toBe('duty.applicant');
    expect(await code(act.check(await as('enforce'), asked.id, asked.rowVersion))).toBe('duty.ownEvidence');
    const one = await act.check(await as('build2'), asked.id, asked.rowVersion);
    expect(await code(act.check(await as('build2'), asked.id, one.rowVersion))).toBe('duty.twice');
    expect(await code(act.check(await as('industry'), asked.id, one.rowVersion))).toBe('notAllowed');
    expect(await stateOf(problem.id)).toBe('writeOffRequested');
    expect((await list('enforce', { waitingForMe: true })).rows.map((row) => row.id)).not.toContain(asked.id);
  });

  it('nobody approves evidence that they ever filed, even when another saved the pack last', async () => {
    const problem = await act.readyProblem(house);
    await pool().query(`update evidence_pack set contributors = contributors || $2::text where problem_id = $1`, [
      problem.id,
      house.idOf('leader'),
    ]);
    const town = await act.beforeTown(house, problem);
    expect(await code(act.decide(api.approveByTown, await as('leader'), town.id, town.rowVersion))).toBe(
      'duty.ownEvidence',
    );
    expect((await get(town.id, 'leader')).missing?.['problem.townApprove']?.map((each) => each.code)).toContain(
      'duty.ownEvidence',
    );
  });

  it('nobody decides on two desks of one chain', async () => {
    const problem = await act.readyProblem(house);
    const town = await act.beforeTown(house, problem);
    const roles = (who: PersonKey, all: string[]) =>
      pool().query('update auth_user set roles = $2 where id = $1', [house.idOf(who), all]);
    await roles('build', ['townBuild', 'townLeader']);
    expect(await code(act.decide(api.approveByTown, await as('build'), town.id, town.rowVersion))).toBe('duty.chain');
    await roles('build', ['townBuild']);
    const county = await act.decide(api.approveByTown, await as('leader'), town.id, town.rowVersion);
    await roles('leader', ['townLeader', 'countyNr']);
    expect(['duty.chain', 'duty.townApprover']).toContain(
      await code(act.decide(api.approveByCounty, await as('leader'), town.id, county.rowVersion)),
    );
    await roles('leader', ['townLeader']);
    expect(await stateOf(problem.id)).toBe('countyReview');
  });
});

describe('returns', () => {
  it('go one desk back with a reason; what was said from there on is void', async () => {
    const problem = await act.readyProblem(house);
    const town = await act.beforeTown(house, problem);
    const county = await act.decide(api.approveByTown, await as('leader'), town.id, town.rowVersion);
    const back = await act.decide(api.returnWriteOff, await as('county'), town.id, county.rowVersion, '公示照片不清楚');
    expect(back).toMatchObject({ state: 'townReview', returnedReason: '公示照片不清楚', problemState: 'townReview' });
    expect(back.opinions.filter((each) => !each.stands).map((each) => each.step)).toEqual([
      'townReview',
      'countyReview',
    ]);
    // The field check still stands: the town may decide again.
    const again = await act.decide(api.approveByTown, await as('leader'), town.id, back.rowVersion);
    const twice = await act.decide(api.returnWriteOff, await as('county'), town.id, again.rowVersion, '面积再核一次');
    const field = await act.decide(api.returnWriteOff, await as('leader'), town.id, twice.rowVersion, '到场再量');
    expect(field).toMatchObject({ state: 'siteCheck', problemState: 'writeOffRequested' });
    expect(field.guards.find((guard) => guard.id === 'fieldReviewed')?.status).toBe('missing');
    expect(field.related.find((each) => each.label === '退回 3 次')?.value).toBe('到场再量');
    const out = await act.decide(api.returnWriteOff, await as('build'), town.id, field.rowVersion, '补外运记录后再报');
    expect(out).toMatchObject({ state: 'returned', problemState: 'rectifying', abilities: [] });
    expect(await told('village', 'writeOff.returned', town.id)).toBeGreaterThan(0);
    expect((await list('village', { waitingForMe: true })).rows.map((row) => row.id)).toContain(town.id);
    expect(await code(act.decide(api.returnWriteOff, await as('build'), town.id, out.rowVersion))).toBe('wrongState');
    // A new application has a new number and takes notice and plan along.
    const next = await act.apply(house, await as('village'), problem.id);
    expect(next.id).not.toBe(town.id);
    expect(next.publicity).toEqual(town.publicity);
    expect(next.lookBackPlan).toEqual(town.lookBackPlan);
    expect((await list('village', { waitingForMe: true })).rows.map((row) => row.id)).not.toContain(town.id);
  });

  it('only from the own desk; a finding against it voids earlier agreement; the applicant may withdraw', async () => {
    const problem = await act.readyProblem(house);
    const asked = await act.apply(house, await as('village'), problem.id);
    expect(await code(act.decide(api.returnWriteOff, await as('county'), asked.id, asked.rowVersion))).toBe(
      'notAllowed',
    );
    expect(await code(act.decide(api.returnWriteOff, await as('build'), asked.id, asked.rowVersion, '　'))).toBe(
      'badInput',
    );
    const one = await act.check(await as('build'), asked.id, asked.rowVersion);
    const against = await act.check(await as('enforce'), asked.id, one.rowVersion, false);
    expect(against.state).toBe('siteCheck');
    expect(await told('village', 'writeOff.notVerified', asked.id)).toBe(1);
    const later = await act.check(await as('build2'), asked.id, against.rowVersion);
    expect(later.state).toBe('siteCheck');
    const params = { id: asked.id };
    const gone = await (await as('village')).call(api.withdrawWriteOff, {
      params,
      body: { reason: '东侧还要清理', rowVersion: later.rowVersion },
    });
    expect(gone).toMatchObject({ state: 'returned', problemState: 'rectifying', returnedReason: '撤回：东侧还要清理' });
  });
});

describe('two people at once', () => {
  it('one approves, the other is told who was faster', async () => {
    const problem = await act.readyProblem(house);
    const town = await act.beforeTown(house, problem);
    const leader = await as('leader');
    const both = await Promise.allSettled(
      [1, 2].map(() => act.decide(api.approveByTown, leader, town.id, town.rowVersion)),
    );
    const [lost] = both.filter((one) => one.status === 'rejected');
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(lost?.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining('人员leader') });
    const { rowVersion } = await get(town.id, 'county');
    const county = await as('county');
    const ends = await Promise.allSettled([
      act.decide(api.approveByCounty, county, town.id, rowVersion),
      act.decide(api.returnWriteOff, county, town.id, rowVersion, '再核'),
    ]);
    expect(ends.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await pool().query(
      `select count(*)::int as n from write_off_opinion where write_off_id = $1 and step in ('townReview', 'countyReview')`,
      [town.id],
    );
    expect(rows[0].n).toBe(2);
  });

  it('one application is made of two, and two reviewers at once both count', async () => {
    const problem = await act.readyProblem(house);
    const village = await as('village');
    const rowVersion = await act.versionOf(house, problem.id);
    const ask = (who: Client) =>
      who.call(api.requestWriteOff, { params: { id: problem.id }, body: { statement: '申请销号', rowVersion } });
    const both = await Promise.allSettled([ask(village), ask(await as('build'))]);
    expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const { rows } = await pool().query(`select id, row_version from write_off where problem_id = $1`, [problem.id]);
    expect(rows).toHaveLength(1);
    const [b2, e] = [await as('build2'), await as('enforce')];
    const checks = await Promise.allSettled([b2, e].map((who) => act.check(who, rows[0].id, rows[0].row_version)));
    expect(checks.filter((one) => one.status === 'rejected')).toHaveLength(1);
    const slow = checks[0]?.status === 'rejected' ? b2 : e;
    const seen = await get(rows[0].id, 'county');
    expect((await act.check(slow, rows[0].id, seen.rowVersion)).state).toBe('townReview');
  });
});

describe('plans and days', () => {
  it('refuse days that have gone by and notices that end before they begin', async () => {
    const problem = await act.readyProblem(house);
    const asked = await act.apply(house, await as('village'), problem.id);
    const build = await as('build');
    expect(await code(act.plan(build, asked.id, asked.rowVersion, { lookBackPlan: [today] }))).toBe('badInput');
    expect(
      await code(
        act.plan(build, asked.id, asked.rowVersion, { publicity: { from: today, to: addDays(today, -1), place: '' } }),
      ),
    ).toBe('badInput');
    expect(await code(act.plan(await as('village'), asked.id, asked.rowVersion))).toBe('notAllowed');
    const late = build.call(api.checkOnSite, {
      params: { id: asked.id },
      body: { agree: true, opinion: '好的', checkedOn: addDays(today, 1), rowVersion: asked.rowVersion },
    });
    expect(await code(late)).toBe('badInput');
  });
  it('a visit that has gone by while the application waited moves to the day of the rule', () => {
    const rule = ['2026-12-31', '2027-03-01', '2027-05-30'];
    expect(visitDays(['2026-11-20', '2027-02-01', '2027-05-01'], rule, '2026-12-01')).toEqual([
      '2026-12-31',
      '2027-02-01',
      '2027-05-01',
    ]);
    expect(visitDays([], rule, '2026-12-01')).toEqual([]);
  });
});

describe('who may do what with a write-off', () => {
  type Call = (who: Pick<Client, 'call'>, id: string, problem: string) => Promise<unknown>;
  const body = { opinion: '同意销号', rowVersion: 1 };
  const calls: [string, writing: boolean, refused: PersonKey, Call][] = [
    ['getWriteOff', false, 'admin', (who, id) => who.call(api.getWriteOff, { params: { id } })],
    ['previewWriteOff', false, 'admin', (who, _id, p) => who.call(api.previewWriteOff, { params: { id: p } })],
    [
      'requestWriteOff',
      true,
      'gridder',
      (who, _id, p) => who.call(api.requestWriteOff, { params: { id: p }, body: { statement: '申请', rowVersion: 1 } }),
    ],
    [
      'withdrawWriteOff',
      true,
      'leader',
      (who, id) => who.call(api.withdrawWriteOff, { params: { id }, body: { reason: '撤回', rowVersion: 1 } }),
    ],
    ['signWriteOff', true, 'leader', (who, id) => who.call(api.signWriteOff, { params: { id }, body })],
    ['checkOnSite', true, 'village', (who, id) => act.check(who, id, 1)],
    ['planWriteOff', true, 'village', (who, id) => act.plan(who, id, 1)],
    ['approveByTown', true, 'build', (who, id) => who.call(api.approveByTown, { params: { id }, body })],
    ['approveByCounty', true, 'leader', (who, id) => who.call(api.approveByCounty, { params: { id }, body })],
    ['returnWriteOff', true, 'village', (who, id) => who.call(api.returnWriteOff, { params: { id }, body })],
    [
      'overrideGuard',
      true,
      'leader',
      (who, id) =>
        who.call(api.overrideGuard, { params: { id, guard: 'noticed' }, body: { reason: '理由写清楚', docNo: '1号' } }),
    ],
    [
      'overrideBeforeRequest',
      true,
      'build',
      (who, _id, p) =>
        who.call(api.overrideBeforeRequest, {
          params: { id: p, guard: 'noticed' },
          body: { reason: '理由写清楚', docNo: '1号' },
        }),
    ],
  ];
  it.each(calls)('%s: session, role, place and existence', async (_name, writing, refused, call) => {
    const problem = await act.readyProblem(house);
    const { id } = await act.apply(house, await as('village'), problem.id);
    expect(await code(call(house.anonymous, id, problem.id))).toBe('notSignedIn');
    expect(await code(call(await as(refused), id, problem.id))).toBe('notAllowed');
    if (writing) expect(await code(call(await as('auditor'), id, problem.id))).toBe('notAllowed');
    for (const far of ['village2', 'villageb', 'buildb', 'stranger'] as const)
      expect(['notFound', 'notAllowed']).toContain(await code(call(await as(far), id, problem.id)));
    const someone = await as(
      _name === 'approveByTown'
        ? 'leader'
        : writing && /County|override/.test(_name)
          ? 'county'
          : _name === 'planWriteOff' || _name === 'checkOnSite' || _name === 'returnWriteOff'
            ? 'build'
            : 'village',
    );
    expect(await code(call(someone, newId(), newId()))).toBe('notFound');
  });
});
