import { setTimeout as sleep } from 'node:timers/promises';
import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '../platform/errors.ts';
import type { Feature } from '../platform/feature.ts';
import { looseWork, systemActor } from '../platform/http/container.ts';
import { forgetAnswers } from '../platform/http/repeats.ts';
import { route } from '../platform/http/route.ts';
import { newId } from '../platform/ids.ts';
import { seedClues } from '../testing/clues.ts';
import { type Harness, type PersonKey, startHarness } from '../testing/harness.ts';
import { features } from './features.ts';

const probeAct = api.endpoint({
  method: 'POST',
  path: '/api/probe/:id',
  action: 'signedIn',
  summary: 'an act that leaves one row each time it is done',
  status: 201,
  params: z.object({ id: z.string() }),
  body: z.object({ note: z.string(), refuse: z.boolean().default(false) }),
  response: z.object({ no: z.number(), note: z.string() }),
});
let done = 0;
let told = 0;
const probe: Feature = {
  name: 'probe',
  routes: (app, platform) =>
    route(app, platform, probeAct, async (work, { params, body }) => {
      await work.audit({
        action: 'system',
        subjectKind: 'clue',
        reason: params.id,
        divisionCode: work.actor.scopeCode,
      });
      work.onCommit(() => {
        told += 1;
      });
      // Long enough that two at once do meet.
      await sleep(100);
      if (body.refuse) throw new AppError('wrongState');
      done += 1;
      return { no: done, note: body.note };
    }),
};

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ features: [...features, probe] });
});
afterAll(() => harness.close());
beforeEach(() => {
  done = 0;
  told = 0;
});

async function post(person: PersonKey, url: string, body: object, key?: string, method: 'POST' | 'PUT' = 'POST') {
  const { cookie } = await harness.as(person);
  const answer = await harness.server.app.inject({
    method,
    url,
    payload: body,
    headers: { cookie, ...(key === undefined ? {} : { 'idempotency-key': key }) },
  });
  return {
    status: answer.statusCode,
    body: answer.body,
    json: answer.json() as Record<string, unknown> & { error?: { code: string; message: string } },
    repeated: answer.headers['idempotency-replayed'] === 'true',
    type: answer.headers['content-type'],
  };
}
const rowsOf = async (kind: string) =>
  (await harness.server.platform.db.pool.query('select 1 from audit_event where reason = $1', [kind])).rowCount;
const kept = async (key: string) =>
  (await harness.server.platform.db.pool.query('select person_id, status from idempotent_act where key = $1', [key]))
    .rows;

describe('an act sent with a key', () => {
  it('whose answer was lost is told the first answer, to the byte, and leaves no second row', async () => {
    const [key, thing] = [newId(), newId()];
    const first = await post('village', `/api/probe/${thing}`, { note: '已拆' }, key);
    const again = await post('village', `/api/probe/${thing}`, { note: '已拆', refuse: false }, key);
    expect(first).toMatchObject({ status: 201, json: { no: 1, note: '已拆' }, repeated: false });
    expect(again).toEqual({ ...first, repeated: true });
    expect(first.type).toBe('application/json; charset=utf-8');
    expect([done, told, await rowsOf(thing)]).toEqual([1, 1, 1]);
  });

  it('is refused with other content or at another address: what was kept stays', async () => {
    const [key, thing] = [newId(), newId()];
    await post('village', `/api/probe/${thing}`, { note: '一' }, key);
    for (const [id, note] of [
      [thing, '二'],
      [newId(), '一'],
    ] as const) {
      const other = await post('village', `/api/probe/${id}`, { note }, key);
      expect([other.status, other.json.error?.code]).toEqual([409, 'keyReused']);
      expect(other.json.error?.message).toContain('以前提交过');
    }
    expect([done, await rowsOf(thing)]).toEqual([1, 1]);
  });

  it('sent twice at once is done once, and both are told the same', async () => {
    const [key, thing] = [newId(), newId()];
    const both = await Promise.all([1, 2].map(() => post('village', `/api/probe/${thing}`, { note: '同时' }, key)));
    expect(both.map(({ status, json }) => [status, json['no']])).toEqual([
      [201, 1],
      [201, 1],
    ]);
    expect(both.filter(({ repeated }) => repeated)).toHaveLength(1);
    expect([done, told, await rowsOf(thing)]).toEqual([1, 1, 1]);
  });

  it('is another act for another person, with the same key too', async () => {
    const [key, thing] = [newId(), newId()];
    const mine = await post('village', `/api/probe/${thing}`, { note: '甲' }, key);
    const other = await post('gridder', `/api/probe/${thing}`, { note: '甲' }, key);
    expect([mine.json['no'], other.json['no'], other.repeated]).toEqual([1, 2, false]);
    expect((await kept(key)).map((row) => row.person_id).sort()).toEqual(
      [harness.idOf('village'), harness.idOf('gridder')].sort(),
    );
  });

  it('leaves nothing when it was refused, so that the mended one goes through under the same key', async () => {
    const [key, thing] = [newId(), newId()];
    const refused = await post('village', `/api/probe/${thing}`, { note: '错', refuse: true }, key);
    expect([refused.status, await kept(key), await rowsOf(thing)]).toEqual([409, [], 0]);
    expect((await post('village', `/api/probe/${thing}`, { nothing: 1 }, key)).status).toBe(400);
    expect(await post('village', `/api/probe/${thing}`, { note: '对' }, key)).toMatchObject({
      status: 201,
      repeated: false,
    });
    expect(await rowsOf(thing)).toBe(1);
  });

  it('waits for its turn when the one before it is refused', async () => {
    const [key, thing] = [newId(), newId()];
    const [first, second] = await Promise.all([
      post('village', `/api/probe/${thing}`, { note: '一', refuse: true }, key),
      post('village', `/api/probe/${thing}`, { note: '一', refuse: true }, key),
    ]);
    expect([first.json.error?.code, second.json.error?.code]).toEqual(['wrongState', 'wrongState']);
    expect(await kept(key)).toEqual([]);
  });

  it('needs a key that is one; without a key every act is its own', async () => {
    const thing = newId();
    for (const key of ['', 'clé', 'a b', 'x'.repeat(201)])
      expect((await post('village', `/api/probe/${thing}`, { note: '' }, key)).status, key).toBe(400);
    await post('village', `/api/probe/${thing}`, { note: '' });
    await post('village', `/api/probe/${thing}`, { note: '' });
    expect(await rowsOf(thing)).toBe(2);
  });

  it('is asked for its session each time', async () => {
    const [key, thing] = [newId(), newId()];
    await post('village', `/api/probe/${thing}`, { note: '' }, key);
    const stranger = await harness.server.app.inject({
      method: 'POST',
      url: `/api/probe/${thing}`,
      payload: { note: '' },
      headers: { 'idempotency-key': key },
    });
    expect(stranger.statusCode).toBe(401);
  });
});

it('the acts of the phone that carry no id of their own: a recheck sent again', async () => {
  const clue = await (await seedClues(harness))();
  const of = { subjectKind: 'clue', subjectId: clue, kind: 'oral', takenAt: new Date().toISOString() };
  const stop = newId();
  expect((await post('gridder', '/api/stops', { id: stop, ...of })).status).toBe(201);
  const key = newId();
  const send = () => post('gridder', `/api/stops/${stop}/recheck`, { result: 'stopped', note: '已停' }, key);
  const first = await send();
  expect(first).toMatchObject({ status: 200, json: { recheckResult: 'stopped' } });
  expect(await send()).toEqual({ ...first, repeated: true });
  // Without the key it is a second act, and the state has moved on.
  expect((await post('gridder', `/api/stops/${stop}/recheck`, { result: 'stopped', note: '已停' })).status).toBe(409);
});

it('answers are read by nobody else and cleared after a week', async () => {
  const { db } = harness.server.platform;
  const key = newId();
  await post('village', `/api/probe/${newId()}`, { note: '' }, key);
  const seen = (personId: string) =>
    db.withTransaction({ countyCode: '999901', scopeCode: '999901', personId }, (tx) =>
      tx.query('select 1 from idempotent_act where key = $1', [key]),
    );
  expect([await seen(harness.idOf('village')), await seen(harness.idOf('admin'))].map((rows) => rows.length)).toEqual([
    1, 0,
  ]);
  const night = (days: number) =>
    forgetAnswers.run(looseWork(db, systemActor('999901'), new Date(Date.now() + days * 86_400_000)));
  await night(6.9);
  expect(await kept(key)).toHaveLength(1);
  await night(7.1);
  expect(await kept(key)).toEqual([]);
});
