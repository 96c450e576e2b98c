import * as api from '@shoutian/domain/api';
import { addDays, addMonths, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { plantProblem, running } from '../problems/testing.ts';

let house: Harness;
let build: Client;
const today = shanghaiDay(new Date());
const noon = (day: string) => new Date(`${day}T12:00:00+08:00`);
beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
  const found = noon(today);
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -3);
  const plant = (columns: Record<string, unknown>) => plantProblem(house, { found_at: found, ...columns });
  await plant({
    ...running('2026-09-01', addDays(today, -3)),
    area_m2: 1000,
    farm_m2: 800,
    pbf_m2: 0,
    title: '逾期的',
    responsible_person_id: house.idOf('build'),
  });
  await plant({
    ...running('2026-09-01', addDays(today, 4)),
    area_m2: 2000,
    farm_m2: null,
    pbf_m2: null,
    type: 'T13',
    lead_unit: 'townIndustry',
    construction_stage: 'digging',
  });
  await plant({
    state: 'writtenOff',
    written_off_on: today,
    area_m2: 500,
    stock_or_new: 'stock',
    construction_stage: 'finished',
    division_code: places.villageA2,
  });
  await plant({
    state: 'writtenOff',
    written_off_on: lastMonth,
    found_at: noon(addDays(lastMonth, -40)),
    area_m2: 700,
    found_year: 2025,
  });
  await plant({ state: 'reopened', reopened_on: today, area_m2: 300, ongoing: true });
  await plant({ state: 'transferred', area_m2: 100 });
  await plant({ state: 'mergedInto', area_m2: 9999 });
  await plant({ state: 'registered', area_m2: 50, division_code: places.villageB1, title: '乙镇的' });
  // Older ledgers know a year only.
  await plant({
    state: 'registered',
    found_at: null,
    found_year: 2019,
    area_m2: 40,
    stock_or_new: null,
    channel: 'audit',
  });
});
afterAll(() => house.close());

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );

describe('the dashboard', () => {
  it('counts without the merged, with both sides of every share', async () => {
    const board = await build.call(api.getDashboard, { query: {} });
    expect(board.all).toEqual({ count: 7, areaM2: 4640, farmM2: 6800, pbfM2: 1500 });
    expect(board.open).toMatchObject({ count: 4, areaM2: 3340 });
    expect(board.overdue).toMatchObject({ count: 1, areaM2: 1000, farmM2: 800 });
    expect(board.stock.count).toBe(1);
    expect(board.new.count).toBe(5);
    expect(board.ongoing).toBe(1);
    expect(board.closing).toEqual({ part: 2, of: 6, rate: 2 / 6 });
    expect(board.closingLastMonth).toEqual({ part: 1, of: 2, rate: 0.5 });
    expect(board.rebound).toEqual({ part: 1, of: 3, rate: 1 / 3 });
    expect(board.early).toEqual({ part: 1, of: 2, rate: 0.5 });
    expect(board.onFarmland.count).toBe(6);
    expect(board.onPbf).toMatchObject({ count: 5, pbfM2: 1500 });
    expect(board.byState.find((group) => group.key === 'writtenOff')).toMatchObject({
      label: '已销号',
      count: 2,
      writtenOff: 2,
    });
    expect(board.byYear.map((group) => [group.key, group.count])).toEqual([
      ['2019', 1],
      ['2025', 1],
      ['2026', 5],
    ]);
    expect(board.byType.find((group) => group.key === 'T13')).toMatchObject({
      label: '挖塘养鱼/坑塘',
      count: 1,
      areaM2: 2000,
    });
    expect(board.byVillage.map((group) => group.label)).toEqual(['villageA1', 'villageA2']);
    for (const groups of [board.byType, board.byVillage, board.byChannel, board.byYear, board.byState])
      expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(7);
  });

  it('shows twelve months, the empty ones too, and any day in the past', async () => {
    const { trend } = await build.call(api.getDashboard, { query: {} });
    expect(trend).toHaveLength(12);
    expect(trend.at(-1)).toMatchObject({ month: today.slice(0, 7), writtenOff: 1, rebounds: 1 });
    expect(trend.at(-2)).toMatchObject({ month: addMonths(today, -1).slice(0, 7), writtenOff: 1 });
    const before = await build.call(api.getDashboard, { query: { asOf: addDays(`${today.slice(0, 7)}-01`, -1) } });
    expect(before.all.count).toBe(2);
    expect(before.closing).toEqual({ part: 1, of: 2, rate: 0.5 });
    const empty = await build.call(api.getDashboard, { query: { asOf: '2000-01-01' } });
    expect(empty.closing).toEqual({ part: 0, of: 0, rate: null });
  });

  it('keeps to the area of who looks', async () => {
    const count = async (person: PersonKey, query = {}) =>
      (await (await house.as(person)).call(api.getDashboard, { query })).all.count;
    expect(await count('county')).toBe(8);
    expect(await count('county', { division: places.townB })).toBe(1);
    expect(await count('village2')).toBe(1);
    expect(await count('buildb')).toBe(1);
    expect(await count('stranger')).toBe(0);
    expect(await count('village2', { division: places.townB })).toBe(0);
    expect(await refused(house.anonymous.call(api.getDashboard, { query: {} }))).toBe('notSignedIn');
    expect(await refused((await house.as('admin')).call(api.getDashboard, { query: {} }))).toBe('notAllowed');
  });
});

describe('the desk', () => {
  it('counts what is mine, overdue and near, and lists what waits for the own role', async () => {
    const desk = await build.call(api.getDesk, { query: {} });
    expect(desk).toMatchObject({ mine: 1, overdue: 1, within7: 1, open: 4 });
    expect(desk.waiting.map((row) => row.kind)).toEqual(['rebound']);
    expect((await (await house.as('auditor')).call(api.getDesk, { query: {} })).waiting).toEqual([]);
    const due = await build.call(api.listDue, { query: { who: 'area' } });
    expect(due.rows.map((row) => [row.title, row.daysLeft, row.verb])).toEqual([
      ['逾期的', -3, 'urge'],
      [expect.any(String), 4, 'urge'],
    ]);
    expect(due.counts).toEqual({ mine: 1, unit: 1, area: 2 });
    expect([due.late, due.today]).toEqual([1, 0]);
    expect((await build.call(api.listDue, { query: {} })).rows).toHaveLength(1);
    expect((await (await house.as('stranger')).call(api.listDue, { query: { who: 'area' } })).total).toBe(0);
    expect(await refused(house.anonymous.call(api.getDesk, { query: {} }))).toBe('notSignedIn');
  });

  it('lists a problem once however many of its steps and tasks have a day, with the earliest', async () => {
    const listed = async () => await build.call(api.listDue, { query: { who: 'area' } });
    const { pool } = house.server.platform.db;
    const [, id] = (await listed()).rows.map((row) => row.id);
    const step = 'insert into milestone (county_code, id, division_code, problem_id, step, name, planned_on, position)';
    for (const [position, days] of [-1, 2].entries())
      await pool.query(`${step} values ($1, $2, $3, $4, 'other', '清表', $5, $6)`, [
        places.county,
        newId(),
        places.villageA1,
        id,
        addDays(today, days),
        position,
      ]);
    await pool.query(
      `insert into task (county_code, id, division_code, kind, title, instructions, subject_kind, subject_id, assigned_role,
         due_on, state, created_by, created_at)
       values ($1, $2, $3, 'supplement', '补材料', '', 'problem', $4, 'townIndustry', $5, 'open', $6, now())`,
      [places.county, newId(), places.villageA1, id, addDays(today, 1), house.idOf('build')],
    );
    const due = await listed();
    expect(due.rows.map((row) => [row.kind, row.daysLeft])).toEqual([
      ['problem', -3],
      ['milestone', -1],
    ]);
    expect(due).toMatchObject({ total: 2, counts: { mine: 1, unit: 1, area: 2 }, late: 2 });
    await pool.query('delete from milestone where county_code = $1 and problem_id = $2', [places.county, id]);
    await pool.query('delete from task where county_code = $1 and subject_id = $2', [places.county, id]);
  });

  it('keeps to the place of the header: figures, what waits and what is due', async () => {
    const county = await house.as('county');
    const at = (division: string) => county.call(api.getDesk, { query: { division } });
    expect(await at(places.townB)).toMatchObject({ open: 1, overdue: 0, within7: 0 });
    expect(await at(places.townA)).toMatchObject({ open: 4, overdue: 1, within7: 1 });
    expect((await build.call(api.getDesk, { query: { division: places.villageA2 } })).waiting).toEqual([]);
    const due = (division: string) => county.call(api.listDue, { query: { who: 'area', division } });
    expect((await due(places.townB)).counts).toEqual({ mine: 0, unit: 0, area: 0 });
    expect(await due(places.townA)).toMatchObject({ total: 2, late: 1, today: 0 });
    // A place outside of the own area shows nothing, as a list does.
    expect((await build.call(api.getDesk, { query: { division: places.townB } })).open).toBe(0);
    expect((await build.call(api.listDue, { query: { who: 'area', division: places.townB } })).total).toBe(0);
  });

  it('counts on a tile what the ledger lists behind it', async () => {
    const open = [
      'registered',
      'rectifying',
      'writeOffRequested',
      'townReview',
      'countyReview',
      'reopened',
      'suspended',
    ];
    for (const division of [places.townA, places.villageA1]) {
      const desk = await build.call(api.getDesk, { query: { division } });
      const total = async (query: Record<string, unknown>) =>
        (await build.call(api.listProblems, { query: { division: [division], ...query } })).total;
      expect(await total({ mine: true, state: open })).toBe(desk.mine);
      expect(await total({ due: 'overdue' })).toBe(desk.overdue);
      expect(await total({ due: 'within7' })).toBe(desk.within7);
      expect(await total({ state: open })).toBe(desk.open);
      expect(await total({ state: ['writtenOff'] })).toBe(desk.closing.part);
    }
  });

  it('finds by name and number, inside the own area only', async () => {
    expect((await build.call(api.search, { query: { q: '逾期的' } })).rows).toMatchObject([
      { kind: 'problem', title: '逾期的', hint: '整改中' },
    ]);
    expect((await build.call(api.search, { query: { q: '乙镇的' } })).rows).toEqual([]);
    expect((await (await house.as('county')).call(api.search, { query: { q: '乙镇的' } })).rows).toHaveLength(1);
    expect((await build.call(api.search, { query: { q: "' or 1=1 --" } })).rows).toEqual([]);
  });
});
