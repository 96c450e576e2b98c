import { createHash } from 'node:crypto';
import exceljs from '@protobi/exceljs';
import * as api from '@shoutian/domain/api';
import { addDays, daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { plantProblem } from '../problems/testing.ts';

let house: Harness;
let build: Client;
let leader: Client;
let county: Client;
const today = shanghaiDay(new Date());
const nobody = '0190a0a0-0000-7000-8000-000000000000';
beforeAll(async () => {
  house = await startHarness();
  [build, leader, county] = await Promise.all([house.as('build'), house.as('leader'), house.as('county')]);
});
afterAll(() => house.close());

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const caught = async (promise: Promise<unknown>): Promise<api.ApiProblem> => {
  const problem = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof api.ApiProblem)) throw new Error(`not refused: ${String(problem)}`);
  return problem;
};
const start = (problemIds: string[], client = build) =>
  client.call(api.createList, { body: { title: '存量问题整改任务清单', year: 2026, problemIds } });
const plan = async (formedOn: string, extra: Partial<api.InputOf<typeof api.planListItem>['body']> = {}) => {
  const proposed = await build.call(api.proposePlan, { query: { method: 'demolishAndRecultivate', formedOn } });
  return {
    measures: '拆除棚房，破除硬化，覆土复耕',
    rectifyMethod: 'demolishAndRecultivate' as const,
    category: 'byDate' as const,
    responsibleUnit: 'villageA1',
    responsiblePersonId: house.idOf('village'),
    leader: '人员leader',
    milestones: proposed.milestones,
    ...extra,
  };
};
const freeze = (client: Client, id: string, rowVersion: number, formedOn = today) =>
  client.call(api.freezeList, { params: { id }, body: { formedOn, rowVersion } });
const problem = (id: string) => county.call(api.getProblem, { params: { id } });

describe('the 60-day clock', () => {
  it('runs from the formation day of the list, in calendar days, moved on from a day off and said so', async () => {
    // 2026-09-28 + 60 days = 2026-11-27, a Friday; 2026-09-29 + 60 = 2026-11-28, a Saturday: on to Monday the 30th.
    const friday = await build.call(api.proposePlan, { query: { method: 'replant', formedOn: '2026-09-28' } });
    expect(friday).toMatchObject({ dueOn: '2026-11-27', dueNote: null });
    const saturday = await build.call(api.proposePlan, { query: { method: 'replant', formedOn: '2026-09-29' } });
    expect(saturday.dueOn).toBe('2026-11-30');
    expect(saturday.dueNote).toContain('2026-11-28');
    expect(saturday.milestones.every((step) => step.plannedOn <= saturday.dueOn)).toBe(true);
    expect(saturday.milestones.map((step) => step.step)).toContain('recultivated');
    expect(saturday.milestones.map((step) => step.step)).not.toContain('demolished');
  });
});

describe('a list', () => {
  let first = '';
  let running = '';
  const formed = addDays(today, -20);

  it('names what each item lacks, and is not frozen before', async () => {
    running = await plantProblem(house, { title: '清单里的第一个' });
    const draft = await start([running]);
    first = draft.id;
    expect(draft).toMatchObject({
      state: 'draft',
      listNo: '',
      versionNo: 1,
      items: 1,
      newItems: 1,
      abilities: ['list.prepare'],
    });
    const seen = await leader.call(api.getList, { params: { id: first } });
    expect(seen.abilities).toEqual([]);
    expect(seen.missing?.['list.freeze']?.map((gap) => gap.code)).toEqual([
      'plan.category',
      'plan.rectifyMethod',
      'plan.measures',
      'plan.responsibleUnit',
      'plan.responsiblePerson',
      'plan.milestones',
    ]);
    expect(seen.rows[0]?.missing).toHaveLength(6);
    const answer = await caught(freeze(leader, first, seen.rowVersion, formed));
    expect(answer.code).toBe('missing');
    expect(answer.details).toHaveLength(6);
    expect(answer.details[0]?.at).toBe(seen.rows[0]?.problemNo);
    expect((await problem(running)).state).toBe('registered');
  });

  it('is planned by the centres, frozen by leader or county, once', async () => {
    const body = await plan(formed);
    const params = { id: first, problemId: running };
    expect(await refused(leader.call(api.planListItem, { params, body }))).toBe('notAllowed');
    expect(
      await refused(build.call(api.planListItem, { params, body: { ...body, responsiblePersonId: nobody } })),
    ).toBe('badInput');
    const twice = [...body.milestones, ...body.milestones.slice(0, 1)];
    expect(await refused(build.call(api.planListItem, { params, body: { ...body, milestones: twice } }))).toBe(
      'badInput',
    );
    const item = await build.call(api.planListItem, { params, body });
    expect(item).toMatchObject({ missing: [], responsiblePerson: '人员village', isNew: true });
    const ready = await leader.call(api.getList, { params: { id: first } });
    expect(ready.abilities).toEqual(['list.freeze']);
    expect(await refused(freeze(build, first, ready.rowVersion, formed))).toBe('notAllowed');
    expect(await refused(freeze(leader, first, ready.rowVersion, addDays(today, 1)))).toBe('badInput');
    expect(await refused(freeze(leader, first, ready.rowVersion - 1, formed))).toBe('conflict');
    const answers = await Promise.all([
      refused(freeze(leader, first, ready.rowVersion, formed)),
      refused(freeze(county, first, ready.rowVersion, formed)),
    ]);
    expect(answers.sort()).toEqual(['conflict', 'granted']);
  });

  it('gives number, due day, steps and a task, and tells who is responsible', async () => {
    const list = await leader.call(api.getList, { params: { id: first } });
    expect(list).toMatchObject({ state: 'frozen', formedOn: formed, versionNo: 1, abilities: [] });
    expect(list.listNo).toBe('townA整改清单〔2026〕1号');
    const one = await problem(running);
    expect(one).toMatchObject({
      state: 'rectifying',
      listNo: list.listNo,
      listFormedOn: formed,
      originalDueOn: one.dueOn,
    });
    const days = daysBetween(formed, one.dueOn ?? '');
    expect(days >= 60 && days <= 62).toBe(true);
    expect(one.milestones.find((step) => step.step === 'listed')?.actualOn).toBe(formed);
    expect(one.milestones.find((step) => step.step === 'demolished')?.actualOn).toBeNull();
    expect(one.clock).toEqual({ totalDays: days, usedDays: 20 });
    const village = await house.as('village');
    const inbox = await village.call(api.listNotices, { query: {} });
    expect(inbox.rows[0]?.title).toMatch(/^townA整改清单〔2026〕1号：1 宗/);
    const { rows } = await house.server.platform.db.pool.query(
      `select assigned_to, due_on, state from task where subject_id = $1 and kind = 'rectify'`,
      [running],
    );
    expect(rows).toMatchObject([{ assigned_to: house.idOf('village'), due_on: one.dueOn, state: 'open' }]);
  });

  it('is kept as bytes under its check code, and takes no more changes', async () => {
    const list = await leader.call(api.getList, { params: { id: first } });
    const answer = await house.server.app.inject({
      method: 'GET',
      url: `/api/lists/${first}/picture`,
      headers: { cookie: leader.cookie },
    });
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(list.snapshotSha256);
    expect(JSON.parse(answer.body)).toMatchObject({
      listNo: list.listNo,
      items: [{ no: 1, isNew: true, responsiblePerson: '人员village' }],
    });
    const extra = await plantProblem(house);
    const acts = [
      () => build.call(api.addListItems, { params: { id: first }, body: { problemIds: [extra] } }),
      () => build.call(api.removeListItem, { params: { id: first, problemId: running } }),
      async () => build.call(api.planListItem, { params: { id: first, problemId: running }, body: await plan(formed) }),
      () => build.call(api.discardList, { params: { id: first } }),
    ];
    for (const act of acts) expect(await refused(act())).toBe('wrongState');
  });

  it('in a later version keeps running clocks and starts only new ones', async () => {
    const before = await problem(running);
    const fresh = await plantProblem(house, { title: '后来发现的' });
    const draft = await start([fresh]);
    expect(draft).toMatchObject({ versionNo: 2, items: 2, newItems: 1 });
    expect(await refused(build.call(api.removeListItem, { params: { id: draft.id, problemId: running } }))).toBe(
      'wrongState',
    );
    expect(
      await refused(
        build.call(api.planListItem, { params: { id: draft.id, problemId: running }, body: await plan(today) }),
      ),
    ).toBe('wrongState');
    await build.call(api.planListItem, { params: { id: draft.id, problemId: fresh }, body: await plan(today) });
    const ready = await leader.call(api.getList, { params: { id: draft.id } });
    expect(await refused(freeze(leader, draft.id, ready.rowVersion, addDays(formed, -1)))).toBe('badInput');
    const second = await freeze(leader, draft.id, ready.rowVersion);
    expect(second).toMatchObject({ listNo: 'townA整改清单〔2026〕2号', versionNo: 2 });
    const old = await problem(running);
    expect(old).toMatchObject({
      dueOn: before.dueOn,
      originalDueOn: before.originalDueOn,
      listFormedOn: formed,
      listId: draft.id,
    });
    expect(await problem(fresh)).toMatchObject({ listFormedOn: today, state: 'rectifying' });
    const rows = (await leader.call(api.getList, { params: { id: draft.id } })).rows;
    expect(rows.map((row) => [row.title, row.isNew, row.dueOn === before.dueOn])).toEqual([
      ['清单里的第一个', false, true],
      ['后来发现的', true, false],
    ]);
    // The first version stays as it was.
    expect((await leader.call(api.getList, { params: { id: first } })).rows).toHaveLength(1);
  });

  it('takes a reopened problem in anew, with a clock of its own', async () => {
    await house.server.platform.db.pool.query(
      `update problem set state = 'reopened', reopened_on = $2, list_id = null, due_on = null where id = $1`,
      [running, today],
    );
    const draft = await start([running]);
    await build.call(api.planListItem, { params: { id: draft.id, problemId: running }, body: await plan(today) });
    const ready = await leader.call(api.getList, { params: { id: draft.id } });
    await freeze(leader, draft.id, ready.rowVersion);
    expect(await problem(running)).toMatchObject({ state: 'rectifying', listFormedOn: today });
  });

  it('comes as Excel, one row an item', async () => {
    const answer = await house.server.app.inject({
      method: 'GET',
      url: `/api/lists/${first}/export`,
      headers: { cookie: build.cookie },
    });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(answer.rawPayload as unknown as Parameters<typeof workbook.xlsx.load>[0]);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getCell('A1').value).toBe('存量问题整改任务清单');
    expect(String(sheet?.getCell('A2').value)).toContain('townA整改清单〔2026〕1号');
    expect(sheet?.getRow(5).getCell(5)).toMatchObject({ value: 3, numFmt: '#,##0.00' });
  });
});

describe('every route of lists', () => {
  it('refuses who is not signed in, who may not, and whose place it is not', async () => {
    const draft = await start([await plantProblem(house)]);
    const id = draft.id;
    const acts: [string, (c: Pick<Client, 'call'>) => Promise<unknown>][] = [
      ['create', (c) => c.call(api.createList, { body: { title: '别的清单', year: 2026 } })],
      ['add', (c) => c.call(api.addListItems, { params: { id }, body: { problemIds: [nobody] } })],
      ['remove', (c) => c.call(api.removeListItem, { params: { id, problemId: nobody } })],
      ['discard', (c) => c.call(api.discardList, { params: { id } })],
      ['freeze', (c) => c.call(api.freezeList, { params: { id }, body: { formedOn: today, rowVersion: 1 } })],
    ];
    for (const [name, act] of acts) {
      expect([name, await refused(act(house.anonymous))]).toEqual([name, 'notSignedIn']);
      expect([name, await refused(act(await house.as('village')))]).toEqual([name, 'notAllowed']);
      expect([name, await refused(act(await house.as('auditor')))]).toEqual([name, 'notAllowed']);
      if (name === 'create' || name === 'freeze') continue;
      expect([name, await refused(act(await house.as('buildb')))]).toEqual([name, 'notFound']);
      expect([name, await refused(act(await house.as('stranger')))]).toEqual([name, 'notFound']);
    }
    expect(await refused(build.call(api.addListItems, { params: { id }, body: { problemIds: [nobody] } }))).toBe(
      'notFound',
    );
    const closed = await plantProblem(house, { state: 'writtenOff' });
    expect(await refused(build.call(api.addListItems, { params: { id }, body: { problemIds: [closed] } }))).toBe(
      'wrongState',
    );
    // A village reads the list it is part of, and of it only its own items.
    await build.call(api.addListItems, {
      params: { id },
      body: { problemIds: [await plantProblem(house, { division_code: places.villageA2 })] },
    });
    const seen = await (await house.as('village2')).call(api.getList, { params: { id } });
    expect(seen.rows).toHaveLength(1);
    expect((await (await house.as('stranger')).call(api.listLists, { query: {} })).total).toBe(0);
    await build.call(api.discardList, { params: { id } });
    expect((await build.call(api.listLists, { query: { state: 'draft' } })).rows.map((row) => row.id)).not.toContain(
      id,
    );
  });
});
