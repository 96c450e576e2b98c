import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BlobStore } from '../../../platform/files/blobs.ts';
import { type Harness, startHarness } from '../../../testing/harness.ts';
import { loadDemonstration, passwordOf, scenes } from '../commands.ts';
import { makeLandscape } from '../landscape/index.ts';
import { story } from './index.ts';

let house: Harness;
const today = shanghaiDay(new Date());
const sql = async (text: string): Promise<Record<string, unknown>[]> =>
  (await house.server.platform.db.pool.query(text)).rows;
const one = async (text: string): Promise<number> => Number((await sql(text))[0]?.['n']);
const countsOf = async (table: string): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await sql(`select state, count(*)::int as n from ${table} group by state`)).map((row) => [
      String(row['state']),
      Number(row['n']),
    ]),
  );
/** Rows of everything that the story writes. */
const tables = [
  'clue_batch',
  'clue',
  'problem',
  'photo',
  'notice',
  'audit_event',
  'write_off',
  'task',
  'rule',
  'upload',
];
const rows = async (): Promise<number[]> =>
  Promise.all(tables.map((table) => one(`select count(*)::int as n from ${table}`)));

const cookies = new Map<string, string>();
async function signIn(username: string): Promise<string> {
  const { app, platform } = house.server;
  const answer = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: { 'content-type': 'application/json', origin: platform.config.publicUrl },
    payload: JSON.stringify({ username, password: passwordOf(platform) }),
  });
  expect([username, answer.statusCode]).toEqual([username, 200]);
  const parts = [answer.headers['set-cookie']].flat();
  return parts.map((part) => String(part).split(';')[0]).join('; ');
}

/** A call as one of the ten, through the shipped application. */
async function as<E extends api.Endpoint>(who: string, endpoint: E, input: api.InputOf<E>): Promise<api.OutputOf<E>> {
  const cookie = cookies.get(who) ?? (await signIn(who));
  cookies.set(who, cookie);
  return api.call(endpoint, input, {
    async send(url, { method, headers, body }) {
      const answer = await house.server.app.inject({
        method: method as 'GET',
        url,
        headers: { ...headers, cookie },
        ...(body === undefined ? {} : { payload: body }),
      });
      return { ok: answer.statusCode < 400, status: answer.statusCode, text: async () => answer.body };
    },
  });
}

beforeAll(async () => {
  house = await startHarness({ empty: true });
  const { platform } = house.server;
  await loadDemonstration(platform);
  const before = await rows();
  // The disk fails after some 40 files, in the middle of the first reports.
  let left = 40;
  const blobs = new Proxy(platform.blobs, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'put' && --left < 0) throw new Error('no space left');
        return Reflect.apply(value, target, args) as unknown;
      };
    },
  }) as BlobStore;
  await expect(story.tell({ ...platform, blobs }, makeLandscape())).rejects.toThrow();
  expect(await rows()).toEqual(before);
  scenes.push(story);
  expect(await loadDemonstration(platform)).toBe(false);
}, 600_000);
afterAll(async () => {
  scenes.splice(0);
  await house.close();
});

it('is told once: another start adds nothing', async () => {
  const told = await rows();
  expect(await loadDemonstration(house.server.platform)).toBe(false);
  expect(await rows()).toEqual(told);
});

it('shows every state of clues, problems and write-offs', async () => {
  expect(await countsOf('clue')).toEqual({ registered: 9, dispatched: 6, reported: 3, closed: 6, merged: 31 });
  expect(await countsOf('problem')).toEqual({
    registered: 4,
    rectifying: 12,
    writeOffRequested: 3,
    townReview: 2,
    countyReview: 2,
    writtenOff: 3,
    reopened: 1,
    suspended: 1,
    transferred: 1,
  });
  expect(await countsOf('write_off')).toEqual({ siteCheck: 3, townReview: 2, countyReview: 2, approved: 4 });
  expect(await countsOf('clue_batch')).toMatchObject({ stored: expect.any(Number) });
  expect(await countsOf('rectification_list')).toEqual({ frozen: 3 });
  expect(await countsOf('extension')).toEqual({ approved: 3, requested: 1 });
  expect(await one('select count(distinct type)::int as n from problem')).toBeGreaterThan(9);
  expect(await one(`select count(*)::int as n from job where state <> 'done'`)).toBe(0);
});

it('has what is overdue and what is due in 3, 7 and 15 days', async () => {
  const due = (await sql(`select due_on::text as due from problem where state = 'rectifying'`)).map(
    (row) => row['due'],
  );
  expect(due.filter((day) => String(day) < today).length).toBeGreaterThanOrEqual(2);
  for (const days of [3, 7, 15]) expect(due).toContain(addDays(today, days));
});

it('fills every page of the people who open it', async () => {
  const query = {};
  const filled = {
    batches: (await as('zhoujia', api.listBatches, { query })).total,
    clues: (await as('zhoujia', api.listClues, { query })).total,
    problems: (await as('zhoujia', api.listProblems, { query })).total,
    mine: (await as('zhoujia', api.listProblems, { query: { mine: true } })).total,
    lists: (await as('chenbing', api.listLists, { query })).total,
    board: (await as('chenbing', api.getBoard, { query })).rows.length,
    trend: (await as('chenbing', api.getBoard, { query })).trend.length,
    writeOffs: (await as('chenbing', api.listWriteOffs, { query: { waitingForMe: true } })).total,
    county: (await as('wangding', api.listWriteOffs, { query: { waitingForMe: true } })).total,
    lookBacks: (await as('sunji', api.listLookBacks, { query })).total,
    overdueVisits: (await as('sunji', api.listLookBacks, { query: { state: 'overdue' } })).total,
    draws: (await as('wangding', api.listDraws, { query })).total,
    ongoing: (await as('sunji', api.listOngoing, { query: {} })).rows.length,
    phone: (await as('zhengren', api.listTasks, { query: { who: 'mine' } })).total,
    village: (await as('liyi', api.listTasks, { query: { who: 'mine' } })).total,
    inbox: (await as('chenbing', api.listNotices, { query: { unread: true } })).total,
    sites: (await as('zhoujia', api.listSiteChecks, { query })).total,
    campaigns: (await as('zhoujia', api.listCampaigns, { query })).total,
  };
  expect(Object.entries(filled).filter(([, count]) => count === 0)).toEqual([]);
  const { rows: known } = await as('wangding', api.listRules, {});
  expect(
    known.filter(({ own }) => own).every(({ status, source }) => status === 'confirmed' && /演示/.test(source)),
  ).toBe(true);
});

it('went through the guards: what is written off meets all of them, and nobody let anything pass', async () => {
  expect(await one('select count(*)::int as n from guard_override')).toBe(0);
  const { rows: done } = await as('wangding', api.listWriteOffs, { query: { state: 'approved' } });
  expect(done).toHaveLength(4);
  for (const { id } of done.filter(({ problemState }) => problemState === 'writtenOff')) {
    const { guards } = await as('wangding', api.getWriteOff, { params: { id } });
    expect(guards.filter(({ status }) => status === 'missing')).toEqual([]);
  }
});

it('kept duties apart, and left a record of every act', async () => {
  expect(await one('select count(*)::int as n from verification where reviewed_by = reported_by')).toBe(0);
  expect(
    await one(`select count(*)::int as n from write_off_opinion o join write_off w on w.id = o.write_off_id
      where o.step <> 'apply' and exists (select from photo p where p.problem_id = w.problem_id and p.subject_kind = 'problem'
        and p.uploaded_by = o.person_id)`),
  ).toBe(0);
  expect(
    await one(`select count(*)::int as n from (select write_off_id, person_id from write_off_opinion
      group by write_off_id, person_id having count(*) > 1) as twice`),
  ).toBe(0);
  expect(
    await one(`select count(*)::int as n from problem p where not exists (select from audit_event a
      where a.subject_id = p.id and a.changes ->> 'act' = 'fromClue')`),
  ).toBe(0);
  expect(await one('select count(*)::int as n from audit_event where at > now()')).toBe(0);
});

it('has photos that pass the checks, but for the two that are there to be doubted', async () => {
  const doubted = await sql(`select c ->> 'id' as check, count(*)::int as n from photo, jsonb_array_elements(checks) c
    where c ->> 'level' in ('block', 'flag') group by 1 order by 1`);
  expect(doubted).toEqual([
    { check: 'E01', n: 1 },
    { check: 'E04', n: 1 },
  ]);
});

it('brings one problem back by the clue that overlaps it', async () => {
  const [back] = await sql(`select id, reopened_on::text as day from problem where state = 'reopened'`);
  expect(back?.['day']).toBe(addDays(today, -16));
  expect(await one(`select count(*)::int as n from clue where problem_id = '${String(back?.['id'])}'`)).toBe(2);
  expect(
    await one(
      `select count(*)::int as n from look_back where problem_id = '${String(back?.['id'])}' and state = 'due'`,
    ),
  ).toBe(0);
});
