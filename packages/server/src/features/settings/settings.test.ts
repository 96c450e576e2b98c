import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, startHarness } from '../../testing/harness.ts';

let house: Harness;
let build: Client;
let county: Client;
const today = shanghaiDay(new Date());
beforeAll(async () => {
  house = await startHarness();
  [build, county] = await Promise.all([house.as('build'), house.as('county')]);
});
afterAll(() => house.close());

const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const rule = async (key: string, client = county) =>
  (await client.call(api.listRules, {})).rows.find((row) => row.key === key);
const span = (length: number, extra: Partial<api.InputOf<typeof api.setRule>['body']> = {}) => ({
  key: 'rectify.span',
  value: { length, unit: 'C' },
  validFrom: today,
  sourceDoc: '县办〔2026〕8号',
  confirmed: true,
  ...extra,
});

describe('rules', () => {
  it('are shipped, changed by a dated row, and the later row of a day holds', async () => {
    expect(await rule('rectify.span')).toMatchObject({
      value: { length: 60, unit: 'C' },
      own: false,
      validFrom: null,
      mark: 'S',
    });
    expect(await county.call(api.setRule, { body: span(45) })).toMatchObject({
      value: { length: 45, unit: 'C' },
      own: true,
      blocks: true,
    });
    expect(await county.call(api.setRule, { body: span(50) })).toMatchObject({ value: { length: 50 } });
    await county.call(api.setRule, { body: span(90, { validFrom: addDays(today, 30) }) });
    expect(await rule('rectify.span')).toMatchObject({ value: { length: 50 } });
    expect((await build.call(api.proposePlan, { query: { method: 'none', formedOn: '2026-09-01' } })).dueOn).toBe(
      '2026-10-21',
    );
    const { rows } = await house.server.platform.db.pool.query(
      `select changes from audit_event where action = 'rule.manage' order by at`,
    );
    expect(rows[0]?.changes).toMatchObject({
      key: 'rectify.span',
      value: [{ length: 60 }, { length: 45 }],
      sourceDoc: '县办〔2026〕8号',
    });
    expect(await rule('rectify.span', await house.as('stranger'))).toMatchObject({ value: { length: 60 } });
  });

  it('need a source to be confirmed, a value that fits, and the right desk', async () => {
    expect(await refused(county.call(api.setRule, { body: span(45, { sourceDoc: '' }) }))).toBe('missing');
    expect(await refused(county.call(api.setRule, { body: span(45, { value: { length: -1, unit: 'C' } }) }))).toBe(
      'badInput',
    );
    expect(await refused(county.call(api.setRule, { body: span(45, { key: 'no.such' }) }))).toBe('notFound');
    expect(await refused(county.call(api.setRule, { body: span(45, { key: 'calendar' }) }))).toBe('badInput');
    expect(await refused(build.call(api.setRule, { body: span(45) }))).toBe('notAllowed');
    expect(await refused(house.anonymous.call(api.setRule, { body: span(45) }))).toBe('notSignedIn');
    // A draft only proposes: it never takes the place of what was confirmed.
    await county.call(api.setRule, { body: span(10, { confirmed: false, sourceDoc: '' }) });
    expect(await rule('rectify.span')).toMatchObject({ value: { length: 50 }, status: 'confirmed' });
  });
});

describe('the calendar', () => {
  it('is entered by year and moves due days', async () => {
    const days = [
      { day: '2026-10-21', kind: 'holiday' as const },
      { day: '2026-10-24', kind: 'makeUp' as const },
    ];
    const body = { sourceDoc: '国办发明电〔2025〕7号', days };
    expect(await county.call(api.setCalendar, { params: { year: 2026 }, body })).toEqual({ done: true });
    expect((await county.call(api.listCalendar, { query: { year: 2026 } })).rows).toMatchObject([
      { day: '2026-10-21', kind: 'holiday' },
      { kind: 'makeUp' },
    ]);
    const moved = await build.call(api.proposePlan, { query: { method: 'none', formedOn: '2026-09-01' } });
    expect(moved).toMatchObject({ dueOn: '2026-10-22', dueNote: expect.stringContaining('2026-10-21') });
    await county.call(api.setCalendar, { params: { year: 2026 }, body: { ...body, days: days.slice(1) } });
    expect((await county.call(api.listCalendar, { query: { year: 2026 } })).rows).toHaveLength(1);
    expect(await refused(county.call(api.setCalendar, { params: { year: 2027 }, body }))).toBe('badInput');
    expect(
      await refused(
        county.call(api.setCalendar, { params: { year: 2026 }, body: { ...body, days: [...days, ...days] } }),
      ),
    ).toBe('badInput');
    expect(await refused(build.call(api.setCalendar, { params: { year: 2026 }, body }))).toBe('notAllowed');
  });
});

describe('saved views', () => {
  it('are one’s own, or shared with the town and the villages in it', async () => {
    const save = (client: Client, name: string, shared = false) =>
      client.call(api.saveView, {
        body: { list: 'problems', name, definition: { due: 'overdue', columns: ['problemNo'] }, shared },
      });
    const mine = await save(build, '逾期');
    const ours = await save(build, '本镇逾期', true);
    expect(await refused(save(build, '逾期'))).toBe('duplicate');
    const names = async (client: Client) =>
      (await client.call(api.listViews, { query: { list: 'problems' } })).rows.map(
        (row) => `${row.name}${row.own ? '*' : ''}`,
      );
    expect(await names(build)).toEqual(['逾期*', '本镇逾期*']);
    expect(await names(await house.as('village'))).toEqual(['本镇逾期']);
    expect(await names(await house.as('buildb'))).toEqual([]);
    expect(await names(await house.as('stranger'))).toEqual([]);
    expect(mine.definition).toEqual({ due: 'overdue', columns: ['problemNo'] });
    expect(await refused((await house.as('build2')).call(api.removeView, { params: { id: ours.id } }))).toBe(
      'notFound',
    );
    await build.call(api.removeView, { params: { id: mine.id } });
    expect(await names(build)).toEqual(['本镇逾期*']);
    expect(await refused(house.anonymous.call(api.listViews, { query: { list: 'problems' } }))).toBe('notSignedIn');
  });
});

describe('campaigns', () => {
  it('are set up by a place, read below it, and edited without losing what is not named', async () => {
    const made = await build.call(api.createCampaign, {
      body: {
        title: '百日整治',
        year: 2026,
        docNo: '镇发〔2026〕5号',
        startsOn: '2026-09-01',
        responsibleUnits: ['村镇建设中心'],
      },
    });
    expect(made).toMatchObject({ docNo: '镇发〔2026〕5号', endsOn: null, abilities: ['campaign.manage'] });
    const edited = await build.call(api.editCampaign, {
      params: { id: made.id },
      body: { rowVersion: 1, closed: true },
    });
    expect(edited).toMatchObject({
      closed: true,
      docNo: '镇发〔2026〕5号',
      startsOn: '2026-09-01',
      responsibleUnits: ['村镇建设中心'],
      rowVersion: 2,
    });
    const edit = (client: Client, body: Partial<api.InputOf<typeof api.editCampaign>['body']>) =>
      refused(client.call(api.editCampaign, { params: { id: made.id }, body: { rowVersion: 2, ...body } }));
    expect(await edit(build, { rowVersion: 1 })).toBe('conflict');
    expect(await edit(build, { endsOn: '2026-08-01' })).toBe('badInput');
    expect(await edit(await house.as('buildb'), {})).toBe('notFound');
    expect(await edit(await house.as('village'), {})).toBe('notAllowed');
    const seen = await (await house.as('village')).call(api.listCampaigns, { query: { q: '百日' } });
    expect(seen.rows).toMatchObject([{ title: '百日整治', abilities: [] }]);
    expect((await (await house.as('stranger')).call(api.listCampaigns, { query: {} })).total).toBe(0);
    expect(await refused(house.anonymous.call(api.createCampaign, { body: { title: '甲乙', year: 2026 } }))).toBe(
      'notSignedIn',
    );
  });
});
