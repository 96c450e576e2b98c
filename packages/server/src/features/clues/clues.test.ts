import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { seedClues, snap } from '../../testing/clues.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let clue: Awaited<ReturnType<typeof seedClues>>;
const as = (person: PersonKey): Promise<Client> => harness.as(person);
const today = shanghaiDay(new Date());
const soon = addDays(today, 5);

beforeAll(async () => {
  harness = await startHarness();
  clue = await seedClues(harness);
});
afterAll(() => harness.close());

const read = async (person: PersonKey, id: string) => (await as(person)).call(api.getClue, { params: { id } });
const send = async (ids: string[], more: Partial<{ assignTo: string; dueOn: string; note: string }> = {}) =>
  (await as('build')).call(api.dispatchClues, { body: { ids, dueOn: soon, ...more } });
const answer = (more: Record<string, unknown> = {}) => ({
  onGround: 'shed' as const,
  ongoing: false,
  constructionStage: 'finished' as const,
  partyType: 'household' as const,
  partyName: '张三丰',
  description: '建了一个棚子',
  operationId: newId(),
  ...more,
});
const lawful = { verdict: 'J50' as const, verdictSub: 'season' as const };
const unlawful = {
  verdict: 'J20' as const,
  verdictSub: 'buildBeforeApproval' as const,
  type: 'T02' as const,
  builtYear: 2025,
  answers: { disposal: '责令拆除复耕' },
};

/** A clue sent to the grid member of its village, photographed and reported. */
async function reported(more: Record<string, unknown> = {}): Promise<{ id: string; rowVersion: number }> {
  const id = await clue();
  await send([id]);
  const gridder = await as('gridder');
  const { point } = await gridder.call(api.getClue, { params: { id } });
  const at = { lng: point?.[0] ?? 0, lat: point?.[1] ?? 0 };
  for (const kind of ['east', 'west', 'near'] as const) await snap(gridder, id, kind, at);
  const { rowVersion } = await gridder.call(api.reportClue, { params: { id }, body: answer(more) });
  return { id, rowVersion };
}

describe('dispatch', () => {
  it('goes by rule to the one grid member of the village, with the lead unit of the type, and tells why', async () => {
    const id = await clue({ type: 'T02', location: '三组李家湾' });
    const plan = await (await as('build')).call(api.planDispatch, { body: { ids: [id] } });
    expect(plan.rows[0]).toMatchObject({ assignTo: harness.idOf('gridder'), leadUnit: 'townBuild', possible: true });
    expect(plan.rows[0]?.receivers.map((person) => person.role).sort()).toEqual(['gridder', 'village']);
    const { dispatched } = await send([id], { note: '先看东边' });
    expect(dispatched[0]?.rule).toContain('按村派给');
    expect(await read('gridder', id)).toMatchObject({ state: 'dispatched', dueOn: soon, assignedName: '人员gridder' });
    const { rows, counts } = await (await as('gridder')).call(api.listTasks, { query: { q: plan.rows[0]?.clueNo } });
    expect(rows[0]).toMatchObject({
      kind: 'verifyClue',
      clueId: id,
      title: `核查 ${plan.rows[0]?.villageName}三组李家湾 ${plan.rows[0]?.clueNo}`,
      instructions: '先看东边',
      dueOn: soon,
      state: 'open',
    });
    expect(counts.open).toBe(1);
    const { rows: news } = await (await as('gridder')).call(api.listNotices, { query: {} });
    expect(news.some((notice) => notice.kind === 'clue.dispatch')).toBe(true);
    expect((await (await as('village2')).call(api.listTasks, { query: { who: 'area' } })).rows).toEqual([]);
  });

  it('follows the county’s own rules, which an administrator sets and nobody else', async () => {
    const set = async (person: PersonKey, value: unknown) =>
      (await as(person)).call(api.setRule, {
        body: { key: 'dispatch.routes', value, validFrom: today, sourceDoc: '', confirmed: false },
      });
    const routes = [
      { name: '二村', divisions: [places.villageA2], person: 'gridder' },
      { name: '一村住房', divisions: [places.villageA1], types: ['T02'], lead: 'townIndustry', person: 'village' },
    ];
    await expect(set('village', routes)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(set('county', [{ name: '错', types: ['T00'] }])).rejects.toMatchObject({ code: 'badInput' });
    const planned = async (division: string, type: 'T02' | 'T16') => {
      const ids = [await clue({ division, type })];
      return (await (await as('build')).call(api.planDispatch, { body: { ids } })).rows[0];
    };
    await set('county', routes);
    const house = await planned(places.villageA1, 'T02');
    expect(house).toMatchObject({ assignTo: harness.idOf('village'), leadUnit: 'townIndustry' });
    expect(house?.rule).toContain('按规则「一村住房」派给 人员village');
    expect(await planned(places.villageA1, 'T16')).toMatchObject({ assignTo: harness.idOf('gridder') });
    // The rule names somebody of another village: told, and the village's own receiver takes it.
    const second = await planned(places.villageA2, 'T02');
    expect(second).toMatchObject({ assignTo: harness.idOf('village2'), leadUnit: 'townBuild' });
    expect(second?.rule).toContain('指定的人不能接收这里的线索');
    await set('county', []);
    expect(await planned(places.villageA1, 'T02')).toMatchObject({ assignTo: harness.idOf('gridder') });
  });

  it('sends many or none: every clue without a receiver is named', async () => {
    const fine = await clue();
    const nobody = await clue({ division: places.townA });
    await expect(send([fine, nobody])).rejects.toMatchObject({
      status: 422,
      details: [expect.objectContaining({ at: nobody, code: 'receiver' })],
    });
    expect((await read('build', fine)).state).toBe('registered');
    const forty = await Promise.all(Array.from({ length: 40 }, () => clue()));
    expect((await send(forty)).dispatched).toHaveLength(40);
    const { rows } = await (await as('gridder')).call(api.listNotices, { query: {} });
    expect(rows.filter((notice) => notice.title.includes('40 个图斑'))).toHaveLength(1);
  });

  it('is done by hand, and again to somebody else, whose task replaces the first', async () => {
    const id = await clue();
    await send([id]);
    await send([id], { assignTo: harness.idOf('village') });
    const mine = async (person: PersonKey) =>
      (await (await as(person)).call(api.listTasks, { query: { pageSize: 200 } })).rows.filter(
        (task) => task.clueId === id,
      );
    expect(await mine('gridder')).toEqual([]);
    expect(await mine('village')).toHaveLength(1);
    const { rows } = await (await as('gridder')).call(api.listNotices, { query: { pageSize: 200 } });
    expect(rows.some((notice) => notice.title.startsWith('已改派'))).toBe(true);
  });

  it('refuses a receiver of another place, a day that is over, and a clue past it', async () => {
    const id = await clue();
    await expect(send([id], { assignTo: harness.idOf('village2') })).rejects.toMatchObject({ status: 422 });
    await expect(send([id], { assignTo: harness.idOf('stranger') })).rejects.toMatchObject({ status: 422 });
    await expect(send([id], { dueOn: addDays(today, -1) })).rejects.toMatchObject({ status: 400 });
    await expect(send([newId()])).rejects.toMatchObject({ status: 404 });
    const { id: done } = await reported();
    await expect(send([done])).rejects.toMatchObject({ status: 409, code: 'wrongState' });
    const other = await clue({ division: places.villageB1 });
    await expect(send([other])).rejects.toMatchObject({ status: 404 });
  });
});

describe('report', () => {
  it('names what is missing, and is not sent without what blocks', async () => {
    const id = await clue();
    await send([id]);
    const gridder = await as('gridder');
    const { missing } = await gridder.call(api.checkReport, { params: { id }, body: { verdict: 'J10' } });
    const codes = missing.map((gap) => `${gap.code}${gap.blocks ? '!' : ''}`);
    expect(codes).toContain('report.finding!');
    expect(codes).toContain('photo.any!');
    expect(codes).toContain('verdict.approvalNo');
    expect(codes).toContain('attachment.redLineMap');
    await expect(gridder.call(api.reportClue, { params: { id }, body: answer() })).rejects.toMatchObject({
      status: 422,
      details: [expect.objectContaining({ code: 'photo.any' })],
    });
  });

  it('is one report however often it is sent, hides the name, ends the task and tells the town', async () => {
    const operationId = newId();
    const { id } = await reported({ operationId });
    const gridder = await as('gridder');
    const again = await gridder.call(api.reportClue, { params: { id }, body: answer({ operationId }) });
    expect(again.verifications).toHaveLength(1);
    expect(again.verifications[0]).toMatchObject({ partyName: '张**', onGround: 'shed', verdict: null, review: null });
    expect(again.state).toBe('reported');
    expect(again.verifications[0]?.checks.find((check) => check.id === 'E13')?.level).toBe('ok');
    const waiting = await gridder.call(api.listTasks, { query: { state: 'waiting', pageSize: 200 } });
    expect(waiting.rows.some((task) => task.clueId === id)).toBe(true);
    const { rows } = await (await as('build')).call(api.listNotices, { query: { pageSize: 200 } });
    expect(rows.some((notice) => notice.kind === 'clue.report' && notice.link === `/clues/${id}`)).toBe(true);
    const other = await reported();
    await expect(
      gridder.call(api.reportClue, { params: { id: other.id }, body: answer({ operationId }) }),
    ).rejects.toMatchObject({ status: 409, code: 'duplicate' });
  });

  it('belongs to the receiver, to the village, to the open state', async () => {
    const id = await clue();
    const gridder = await as('gridder');
    const body = answer();
    await expect(gridder.call(api.reportClue, { params: { id }, body })).rejects.toMatchObject({ code: 'wrongState' });
    await send([id], { assignTo: harness.idOf('village') });
    await expect(gridder.call(api.reportClue, { params: { id }, body })).rejects.toMatchObject({ status: 403 });
    await expect((await as('village2')).call(api.reportClue, { params: { id }, body })).rejects.toMatchObject({
      status: 404,
    });
    await expect((await as('leader')).call(api.reportClue, { params: { id }, body })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('refuses answers that the verdict does not ask for', async () => {
    const id = await clue();
    await send([id]);
    await expect(
      (await as('gridder')).call(api.reportClue, {
        params: { id },
        body: answer({ ...lawful, answers: { approvalNo: 'x' } }),
      }),
    ).rejects.toMatchObject({ status: 400 });
  });
});

describe('review', () => {
  const decide = async (
    person: PersonKey,
    { id, rowVersion }: { id: string; rowVersion: number },
    body: Record<string, unknown>,
  ) =>
    (await as(person)).call(api.reviewClue, {
      params: { id },
      body: { decision: 'accept', rowVersion, ...body } as { decision: 'accept'; rowVersion: number },
    });

  it('closes what is no offence, with what the town filled in beside what was reported', async () => {
    const one = await reported();
    await expect(decide('build', one, {})).rejects.toMatchObject({
      status: 422,
      details: [expect.objectContaining({ code: 'verdict' })],
    });
    const done = await decide('build', one, { amend: lawful });
    expect(done).toMatchObject({ state: 'closed', verdict: 'J50', ongoing: false });
    expect(done.verifications[0]).toMatchObject({
      review: 'accepted',
      reviewedByName: '人员build',
      amendments: { verdict: [null, 'J50'], verdictSub: [null, 'season'] },
    });
    const { rows } = await (await as('gridder')).call(api.listTasks, { query: { state: 'done', pageSize: 200 } });
    expect(rows.some((task) => task.clueId === one.id)).toBe(true);
    await expect(decide('build2', { id: one.id, rowVersion: done.rowVersion }, {})).rejects.toMatchObject({
      code: 'wrongState',
    });
  });

  it('makes a problem of an offence, and a second clue joins it', async () => {
    const one = await reported();
    const first = await decide('build', one, { amend: unlawful });
    expect(first).toMatchObject({ state: 'merged', verdict: 'J20' });
    const problem = await (await as('build')).call(api.getProblem, { params: { id: first.problemId ?? '' } });
    expect(problem).toMatchObject({ state: 'registered', type: 'T02', builtYear: 2025 });
    const { rows: photos } = await (await as('build')).call(api.listPhotos, {
      query: { subjectKind: 'problem', subjectId: problem.id, withClues: true },
    });
    expect(photos).toHaveLength(3);
    const two = await reported({ ...unlawful });
    const joined = await decide('build', two, { joinProblemId: problem.id });
    expect(joined.problemId).toBe(problem.id);
    const both = await (await as('build')).call(api.getProblem, { params: { id: problem.id } });
    expect(both.clues).toHaveLength(2);
  });

  it('gives back with a reason: the same reporter has the task again and reports anew', async () => {
    const one = await reported();
    await expect(decide('build', one, { decision: 'return' })).rejects.toMatchObject({ status: 422 });
    const back = await decide('build', one, { decision: 'return', reason: '补一张近照' });
    expect(back).toMatchObject({ state: 'dispatched', assignedName: '人员gridder' });
    const gridder = await as('gridder');
    const { rows } = await gridder.call(api.listTasks, { query: { pageSize: 200 } });
    expect(rows.find((task) => task.clueId === one.id)).toMatchObject({ returnedReason: '补一张近照', state: 'open' });
    const returned = async (person: PersonKey) =>
      (await (await as(person)).call(api.listClues, { query: { returned: true, pageSize: 200 } })).rows;
    const lying = (await returned('build')).find((row) => row.id === one.id);
    expect(lying?.returned).toMatchObject({ reason: '补一张近照', byName: '人员build' });
    expect(await returned('villageb')).toEqual([]);
    const others = await gridder.call(api.listClues, { query: { returned: false, pageSize: 200 } });
    expect(others.rows.some((row) => row.id === one.id)).toBe(false);
    expect(others.rows.every((row) => row.returned === null)).toBe(true);
    const again = await gridder.call(api.reportClue, { params: { id: one.id }, body: answer() });
    expect(again.verifications.map((report) => report.review)).toEqual([null, 'returned']);
    expect(again.verifications.map((report) => report.partyName)).toEqual(['张**', '张**']);
    expect(again.returned).toBeNull();
    expect((await returned('build')).some((row) => row.id === one.id)).toBe(false);
  });

  it('keeps the party’s name when it is reported again without it; another kind of party has none', async () => {
    const one = await reported({ ...unlawful, partyPhone: '13900000000' });
    await decide('build', one, { decision: 'return', reason: '补近照' });
    const gridder = await as('gridder');
    const nameless = { ...unlawful, partyName: null, partyPhone: null };
    const again = await gridder.call(api.reportClue, { params: { id: one.id }, body: answer(nameless) });
    const { problemId } = await decide('build', again, {});
    const party = await (await as('build')).call(api.revealParty, {
      params: { id: problemId ?? '' },
      body: { reason: '送达告知书' },
    });
    expect(party).toEqual({ partyName: '张三丰', partyPhone: '13900000000' });

    const two = await reported();
    await decide('build', two, { decision: 'return', reason: '主体不对' });
    const company = answer({ partyType: 'company', partyName: null });
    const changed = await gridder.call(api.reportClue, { params: { id: two.id }, body: company });
    expect(changed.verifications[0]).toMatchObject({ partyType: 'company', partyName: null });
  });

  it('is nobody’s own, nobody’s twice, and no other town’s', async () => {
    const id = await clue();
    const build = await as('build');
    await send([id], { assignTo: build.id });
    await snap(build, id, 'near', { lng: 106.1, lat: 29.8 });
    const own = await build.call(api.reportClue, { params: { id }, body: answer(lawful) });
    expect(own.missing?.['clue.close']?.some((gap) => gap.code === 'duty.ownReport')).toBe(true);
    await expect(decide('build', own, {})).rejects.toMatchObject({ status: 403 });
    await expect(decide('buildb', own, {})).rejects.toMatchObject({ status: 404 });
    await expect(decide('leader', own, {})).rejects.toMatchObject({ status: 403 });
    const one = await reported(lawful);
    const outcomes = await Promise.allSettled([
      decide('build', one, { decision: 'return', reason: '看不清' }),
      decide('build2', one, {}),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(lost?.reason).toMatchObject({ status: 409, code: 'conflict' });
    expect(lost?.reason.message).toMatch(/刚审过/);
  });

  it('takes up a closed clue again', async () => {
    const one = await reported(lawful);
    const closed = await decide('build', one, {});
    const body = {
      reason: '群众又反映',
      assignTo: harness.idOf('village'),
      dueOn: soon,
      rowVersion: closed.rowVersion,
    };
    const again = await (await as('build2')).call(api.reopenClue, { params: { id: one.id }, body });
    expect(again).toMatchObject({ state: 'dispatched', verdict: null, assignedName: '人员village', returned: null });
    await expect((await as('build')).call(api.reopenClue, { params: { id: one.id }, body })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(
      (await as('build')).call(api.reopenClue, {
        params: { id: one.id },
        body: { ...body, rowVersion: again.rowVersion },
      }),
    ).rejects.toMatchObject({ code: 'wrongState' });
  });
});

describe('place', () => {
  it('moves the clue with everything that hangs on it; the new village takes the task', async () => {
    const one = await reported();
    await (await as('build')).call(api.reviewClue, {
      params: { id: one.id },
      body: { decision: 'return', reason: '位置不对', rowVersion: one.rowVersion },
    });
    const move = (person: PersonKey, divisionCode: string) =>
      as(person).then((client) =>
        client.call(api.relocateClue, { params: { id: one.id }, body: { divisionCode, reason: '在村界另一侧' } }),
      );
    await expect(move('build', places.villageB1)).rejects.toMatchObject({ code: 'outsideScope' });
    await expect(move('build', '999901101999')).rejects.toMatchObject({ status: 400 });
    await move('build', places.villageA2);
    await expect(read('gridder', one.id)).rejects.toMatchObject({ status: 404 });
    const there = await read('village2', one.id);
    expect(there).toMatchObject({ divisionCode: places.villageA2, assignedTo: null, state: 'dispatched' });
    expect(there.verifications).toHaveLength(1);
    const village2 = await as('village2');
    const { rows: photos } = await village2.call(api.listPhotos, { query: { subjectKind: 'clue', subjectId: one.id } });
    expect(photos).toHaveLength(3);
    const { rows } = await village2.call(api.listTasks, { query: {} });
    expect(rows.some((task) => task.clueId === one.id)).toBe(true);
    const report = await village2.call(api.reportClue, { params: { id: one.id }, body: answer() });
    expect(report.state).toBe('reported');
  });
});
