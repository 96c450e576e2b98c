import exceljs from '@protobi/exceljs';
import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay, startOfDay, weekday } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { plantProblem, running } from '../problems/testing.ts';
import { closings } from './figures.ts';
import { checkCode, weekly } from './snapshot.ts';

let house: Harness;
let build: Client;
const today = shanghaiDay(new Date());
const listId = newId();
const ids: string[] = [];
beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
  const { pool } = house.server.platform.db;
  await pool.query(
    `insert into rectification_list (county_code, id, division_code, list_no, title, year, version_no, state, formed_on, created_by, created_by_name)
     values ($1, $2, $3, 'townA整改清单〔2026〕1号', '存量清单', 2026, 1, 'frozen', $4, 'x', 'x')`,
    [places.county, listId, places.townA, addDays(today, -30)],
  );
  const steps: [string, number, boolean][][] = [
    // step, planned days from today, done
    [
      ['demolished', -10, true],
      ['recultivated', 10, false],
    ],
    [
      ['demolished', -10, false],
      ['recultivated', 10, false],
    ],
    [
      ['demolished', -5, false],
      ['recultivated', 20, false],
    ],
    [
      ['demolished', 0, false],
      ['recultivated', 20, false],
    ],
  ];
  for (const [i, milestones] of steps.entries()) {
    const id = await plantProblem(house, {
      ...running(addDays(today, -30), addDays(today, i === 2 ? -1 : 30)),
      list_id: listId,
      division_code: i === 3 ? places.villageA2 : places.villageA1,
      title: `打表${i}`,
    });
    ids.push(id);
    await pool.query(
      'insert into rectification_item (county_code, list_id, problem_id, division_code, item_no, is_new) values ($1,$2,$3,$4,$5,true)',
      [places.county, listId, id, places.villageA1, i + 1],
    );
    for (const [position, [step, days, done]] of milestones.entries())
      await pool.query(
        'insert into milestone (county_code, id, division_code, problem_id, step, name, planned_on, actual_on, position) values ($1,$2,$3,$4,$5,$5,$6,$7,$8)',
        [
          places.county,
          newId(),
          places.villageA1,
          id,
          step,
          addDays(today, days),
          done ? addDays(today, days) : null,
          position,
        ],
      );
  }
});
afterAll(() => house.close());

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const systemAt = (now: Date) =>
  house.server.platform.db.withSystem(places.county, (tx) =>
    weekly({
      actor: { id: 'system', name: '系统', roles: [], countyCode: places.county, scopeCode: places.county },
      tx,
      now,
      audit: async () => undefined,
      onCommit: () => undefined,
    }),
  );

describe('the board', () => {
  it('counts planned and actual by village, step by step, with the gap beside the colour', async () => {
    const board = await build.call(api.getBoard, { query: {} });
    expect(board.steps.map((step) => step.step)).toEqual(['demolished', 'recultivated']);
    const [first, second] = board.rows;
    expect(first).toMatchObject({
      key: places.villageA1,
      name: 'villageA1',
      items: 3,
      overdue: 1,
      people: '人员village',
    });
    expect(first?.cells[0]).toEqual({
      actual: 1,
      planned: 3,
      total: 3,
      gap: 2,
      ahead: 0,
      light: 'red',
      lastWeek: null,
    });
    expect(first?.cells[1]).toMatchObject({ planned: 0, total: 3, light: 'none' });
    // Planned for today: late tomorrow.
    expect(second?.cells[0]).toMatchObject({ planned: 0, total: 1, light: 'none' });
    expect(board.sum).toMatchObject({ items: 4, writtenOff: 0, rate: 0 });
    const byUnit = await build.call(api.getBoard, { query: { by: 'unit', listId } });
    expect(byUnit).toMatchObject({ rows: [{ name: '清溪村', items: 4 }], elapsedDays: 30 });
    expect((await build.call(api.getBoard, { query: { by: 'batch' } })).rows[0]?.name).toBe('卫片执法');
  });

  it('opens a cell to its rows and says what each is stuck on', async () => {
    const query = { by: 'village' as const, key: places.villageA1, step: 'demolished' };
    const late = await build.call(api.boardCell, { query });
    expect(late.rows.map((row) => row.title)).toEqual(['打表1', '打表2']);
    expect(late.rows[0]?.stuck).toBe('「拆除清场」晚 10 天');
    expect((await build.call(api.boardCell, { query: { ...query, only: 'all' } })).rows).toHaveLength(3);
    expect((await build.call(api.boardCell, { query: { ...query, step: 'overdue' } })).rows).toMatchObject([
      { title: '打表2', daysLeft: -1 },
    ]);
    expect((await (await house.as('village2')).call(api.boardCell, { query })).rows).toEqual([]);
  });

  it('shows a village its own row and a stranger nothing', async () => {
    expect((await (await house.as('village2')).call(api.getBoard, { query: {} })).rows.map((row) => row.key)).toEqual([
      places.villageA2,
    ]);
    for (const person of ['buildb', 'stranger'] as const)
      expect((await (await house.as(person)).call(api.getBoard, { query: {} })).rows).toEqual([]);
    expect(await refused((await house.as('stranger')).call(api.getBoard, { query: { listId } }))).toBe('notFound');
    expect(await refused(house.anonymous.call(api.getBoard, { query: {} }))).toBe('notSignedIn');
    expect(await refused((await house.as('admin')).call(api.getBoard, { query: {} }))).toBe('notAllowed');
  });
});

describe('pictures', () => {
  it('are taken on Monday from 08:00 in Shanghai, once, for the county and each town', async () => {
    const monday = addDays(today, 8 - weekday(today));
    const at = (hours: number) => new Date(startOfDay(monday).getTime() + hours * 3_600_000);
    expect(await systemAt(at(7.9))).toBe(0);
    expect(await systemAt(new Date(at(8).getTime() + 86_400_000))).toBe(0);
    expect(await systemAt(at(8))).toBe(2);
    expect(await systemAt(at(12))).toBe(0);
    await house.server.platform.db.pool.query('delete from board_snapshot');
  });

  it('keep their figures and their check code whatever happens later, and stand beside the next week', async () => {
    const taken = await build.call(api.takeBoardSnapshot, { body: {} });
    expect(await refused(build.call(api.takeBoardSnapshot, { body: {} }))).toBe('duplicate');
    expect(await refused((await house.as('village')).call(api.takeBoardSnapshot, { body: {} }))).toBe('notAllowed');
    const { pool } = house.server.platform.db;
    const { rows } = await pool.query<{ data: unknown }>('select data from board_snapshot where id = $1', [taken.id]);
    expect(checkCode(rows[0]?.data)).toBe(taken.sha256);
    await pool.query('update board_snapshot set taken_on = $2 where id = $1', [taken.id, addDays(today, -7)]);
    await pool.query(`update milestone set actual_on = $2 where problem_id = $1 and step = 'demolished'`, [
      ids[1],
      today,
    ]);
    const stored = await build.call(api.getBoard, { query: { snapshotId: taken.id } });
    expect(stored.sha256).toBe(taken.sha256);
    expect(stored.rows[0]?.cells[0]).toMatchObject({ actual: 1, gap: 2 });
    const live = await build.call(api.getBoard, { query: {} });
    expect(live.rows[0]?.cells[0]).toMatchObject({ actual: 2, gap: 1, lastWeek: 2 });
    expect(live.trend).toEqual([{ takenOn: addDays(today, -7), planned: 0, actual: 0 }]);
    const { steps, sum } = live;
    const first = steps[0] ?? { step: '', name: '', plannedBy: null };
    const withEnd = { steps: [{ ...first, step: 'writtenOff' }, ...steps.slice(1)], rows: [], sum };
    // The trend is of what was written off, not of all steps together: the column alone counts.
    expect(closings(withEnd)).toEqual({ planned: 3, actual: 2 });
    expect((await build.call(api.listBoardSnapshots, { query: {} })).rows).toMatchObject([{ id: taken.id }]);
    const village = await house.as('village2');
    const narrowed = await village.call(api.getBoard, { query: { snapshotId: taken.id } });
    expect(narrowed.rows.map((row) => row.key)).toEqual([places.villageA2]);
    expect(narrowed.sum.items).toBe(1);
    expect(await refused(village.call(api.getBoard, { query: { snapshotId: taken.id, by: 'unit' } }))).toBe(
      'outsideScope',
    );
    expect(await refused((await house.as('buildb')).call(api.getBoard, { query: { snapshotId: taken.id } }))).toBe(
      'notFound',
    );
  });

  it('print from Excel with marks that a grey printer keeps', async () => {
    const answer = await house.server.app.inject({
      method: 'GET',
      url: '/api/board/export',
      headers: { cookie: build.cookie },
    });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.load(answer.rawPayload as unknown as Parameters<typeof workbook.xlsx.load>[0]);
    const row = workbook.worksheets[0]?.getRow(5).values as unknown[];
    expect(row.slice(1, 5)).toEqual(['villageA1', '人员village', 3, '▲ 2/3 差1（共3）']);
    expect(workbook.worksheets[0]?.getRow(7).getCell(1).value).toBe('合计');
  });
});

describe('urging', () => {
  it('reaches who is responsible once a day, and stands in the timeline', async () => {
    const problemIds = [ids[1] ?? '', ids[2] ?? ''];
    const { sent } = await build.call(api.urge, { body: { problemIds, note: '周五前拆完' } });
    expect(sent).toBeGreaterThan(0);
    await build.call(api.urge, { body: { problemIds, note: '再催' } });
    const village = await house.as('village');
    const inbox = await village.call(api.listNotices, { query: {} });
    expect(inbox.rows.filter((row) => row.kind === 'board.urge')).toHaveLength(2);
    const seen = await build.call(api.getProblem, { params: { id: problemIds[0] ?? '' } });
    expect(seen.timeline[0]).toMatchObject({ reason: '再催', changes: { act: 'urge' } });
    expect(await refused(village.call(api.urge, { body: { problemIds } }))).toBe('notAllowed');
    expect(await refused((await house.as('buildb')).call(api.urge, { body: { problemIds } }))).toBe('notFound');
    const closed = await plantProblem(house, { state: 'writtenOff' });
    expect(await refused(build.call(api.urge, { body: { problemIds: [closed] } }))).toBe('wrongState');
  });
});
