import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { stopMeasures } from '@shoutian/domain/dictionaries';
import { flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { picture, seedClues, square } from '../../testing/clues.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let clue: Awaited<ReturnType<typeof seedClues>>;
const as = (person: PersonKey): Promise<Client> => harness.as(person);
const today = shanghaiDay(new Date());
const ago = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

beforeAll(async () => {
  harness = await startHarness();
  clue = await seedClues(harness);
  for (const [code, lon] of [
    [places.villageA1, 106],
    [places.villageA2, 107],
  ] as const)
    await harness.server.platform.db.pool.query('update division set geom = $2 where code = $1', [
      code,
      Buffer.from(toEwkb(flatFromGeoJson(square(lon, 29.5, 0.9)))).toString('hex'),
    ]);
});
afterAll(() => harness.close());

const finding = (more: Record<string, unknown> = {}) => ({
  id: newId(),
  foundAt: ago(1),
  position: [106.3, 29.8] as [number, number],
  description: '正在开挖',
  constructionStage: 'digging' as const,
  stop: { id: newId(), kind: 'oral' as const, takenAt: ago(0.9) },
  ...more,
});
const report = async (person: PersonKey, body = finding()) => (await as(person)).call(api.reportFinding, { body });
const stop = async (person: PersonKey, subjectId: string, more: Record<string, unknown> = {}) =>
  (await as(person)).call(api.recordStop, {
    body: { id: newId(), subjectKind: 'clue', subjectId, kind: 'oral', takenAt: ago(0), ...more },
  });
const stopsOf = async (person: PersonKey, subjectId: string, subjectKind: 'clue' | 'problem' = 'clue') =>
  (await as(person)).call(api.listStops, { query: { subjectKind, subjectId } });
const recheck = async (person: PersonKey, id: string, result: 'stopped' | 'notStopped' | 'resumed', note = '') =>
  (await as(person)).call(api.recheckStop, { params: { id }, body: { result, note } });
const inbox = async (person: PersonKey, kind: string) =>
  (await (await as(person)).call(api.listNotices, { query: { pageSize: 200 } })).rows.filter(
    (row) => row.kind === kind,
  );

describe('a finding', () => {
  it('is a clue, a stop, a recheck and the alarm in one act', async () => {
    const body = finding({ geometry: square(106.3, 29.8, 0.001) });
    const made = await report('gridder', body);
    expect(made.clueNo).toMatch(/^XS\d{4}-XC-\d{4}$/);
    const clueNow = await (await as('build')).call(api.getClue, { params: { id: made.clueId } });
    expect(clueNow).toMatchObject({
      state: 'registered',
      ongoing: true,
      channel: 'patrol',
      divisionCode: places.villageA1,
    });
    expect(clueNow.areaM2).toBeGreaterThan(10_000);
    const { rows, timers } = await stopsOf('gridder', made.clueId);
    expect(rows[0]).toMatchObject({
      id: body.stop.id,
      kind: 'oral',
      recheckDueOn: addDays(today, 3),
      recheckResult: null,
    });
    expect(Object.fromEntries(timers.map((timer) => [timer.id, timer.state]))).toEqual({
      report: 'met',
      find: 'unknown',
      stop: 'met',
      eliminate: 'running',
    });
    expect(timers.find((timer) => timer.id === 'eliminate')?.limitHours).toBe(72);
    const { rows: todo } = await (await as('gridder')).call(api.listTasks, { query: {} });
    expect(todo[0]).toMatchObject({ kind: 'recheckStop', subjectId: body.stop.id, clueId: made.clueId, ongoing: true });
    for (const person of ['enforce', 'build', 'industry'] as const)
      expect((await inbox(person, 'clue.create')).map((row) => row.link)).toContain(`/clues/${made.clueId}`);
    expect(await inbox('buildb', 'clue.create')).toEqual([]);
    const { rows: batches } = await (await as('build')).call(api.listClues, { query: { batchId: clueNow.batchId } });
    expect(batches[0]?.batchTitle).toMatch(/^巡查发现 \d{4} 年$/);
  });

  it('sent twice is one, also at once; nobody else takes its id', async () => {
    const body = finding();
    const [one, two] = await Promise.allSettled([report('village', body), report('village', body)]);
    const three = await report('village', body);
    const sent = [one, two].flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    for (const each of sent) expect(each).toEqual(three);
    await expect(report('gridder', body)).rejects.toMatchObject({ code: 'duplicate' });
    expect((await stopsOf('village', three.clueId)).rows).toHaveLength(1);
  });

  it('counts no time without signal against the finder', async () => {
    const late = await report('gridder', finding({ foundAt: ago(8) }));
    const noSignal = await report('gridder', finding({ foundAt: ago(8), sentAt: ago(7.5) }));
    const reportTimer = async (id: string) =>
      (await stopsOf('gridder', id)).timers.find((timer) => timer.id === 'report');
    expect(await reportTimer(late.clueId)).toMatchObject({ state: 'metLate', late: true });
    const fair = await reportTimer(noSignal.clueId);
    expect(fair).toMatchObject({ state: 'met', late: false });
    expect(fair?.hours).toBeCloseTo(0.5, 1);
  });

  it('lies where the boundaries say, inside the finder’s own area', async () => {
    const place = async (person: PersonKey, more: Record<string, unknown>) => {
      const { clueId } = await report(person, finding(more));
      return (await (await as('county')).call(api.getClue, { params: { id: clueId } })).divisionCode;
    };
    expect(await place('enforce', { position: [107.2, 29.8] })).toBe(places.villageA2);
    expect(await place('gridder', { position: [107.2, 29.8] })).toBe(places.villageA1);
    expect(await place('enforce', { position: null })).toBe(places.townA);
    expect(await place('build', { divisionCode: places.villageA2 })).toBe(places.villageA2);
    await expect(place('gridder', { divisionCode: places.villageA2 })).rejects.toMatchObject({ code: 'outsideScope' });
  });

  it('is refused when its shape is no ground, and to those who only look', async () => {
    const line = {
      type: 'Polygon',
      coordinates: [
        [
          [106, 29.8],
          [106.1, 29.8],
          [106, 29.8],
        ],
      ],
    };
    await expect(report('gridder', finding({ geometry: line }))).rejects.toMatchObject({ status: 400 });
    await expect(report('gridder', finding({ geometry: square(100, 20, 5) }))).rejects.toMatchObject({ status: 400 });
    await expect(report('leader')).rejects.toMatchObject({ status: 403 });
  });

  it('may be reported without stopping: no recheck, the stop timer runs', async () => {
    const { clueId } = await report('gridder', finding({ stop: { id: newId(), kind: 'reportOnly', takenAt: ago(0) } }));
    const { rows, timers } = await stopsOf('gridder', clueId);
    expect(rows[0]).toMatchObject({ recheckDueOn: null, abilities: [] });
    expect(timers.find((timer) => timer.id === 'stop')?.state).toBe('running');
    await expect(recheck('enforce', rows[0]?.id ?? '', 'stopped')).rejects.toMatchObject({ code: 'wrongState' });
  });
});

describe('a stop', () => {
  it('has only lawful kinds, and a village issues no order', async () => {
    const id = await clue();
    expect(stopMeasures.codes.join()).not.toMatch(/water|power|electric|gas|heat/i);
    await expect(stop('gridder', id, { kind: 'cutPower' })).rejects.toMatchObject({ status: 400 });
    await expect(stop('village', id, { kind: 'stopNotice' })).rejects.toMatchObject({ status: 403 });
    expect(await stop('enforce', id, { kind: 'stopNotice', lawBasis: '城乡规划法第六十五条' })).toMatchObject({
      kind: 'stopNotice',
    });
    expect((await (await as('build')).call(api.getClue, { params: { id } })).ongoing).toBe(true);
  });

  it('is one however often it is sent, and stays in its area', async () => {
    const id = await clue();
    const stopId = newId();
    await stop('gridder', id, { id: stopId });
    await stop('gridder', id, { id: stopId, content: '又发一次' });
    const { rows } = await stopsOf('gridder', id);
    expect(rows.map((row) => row.content)).toEqual(['']);
    await expect(stop('village', id, { id: stopId })).rejects.toMatchObject({ code: 'duplicate' });
    await expect(stop('village2', id)).rejects.toMatchObject({ status: 404 });
    await expect(stop('buildb', id)).rejects.toMatchObject({ status: 404 });
    await expect(stop('leader', id)).rejects.toMatchObject({ status: 403 });
    await expect(stopsOf('village2', id)).rejects.toMatchObject({ status: 404 });
  });

  it('that held ends the act and its task', async () => {
    const id = await clue();
    const made = await stop('gridder', id);
    const after = await recheck('gridder', made.id, 'stopped', '机械已撤');
    expect(after).toMatchObject({ recheckResult: 'stopped', note: '机械已撤', escalatedAt: null, abilities: [] });
    expect((await (await as('build')).call(api.getClue, { params: { id } })).ongoing).toBe(false);
    const { rows } = await (await as('gridder')).call(api.listTasks, { query: { pageSize: 200 } });
    expect(rows.some((task) => task.subjectId === made.id)).toBe(false);
    await expect(recheck('enforce', made.id, 'resumed')).rejects.toMatchObject({ code: 'wrongState' });
  });

  it('that failed goes up: brigade, town leader, county', async () => {
    const id = await clue();
    const made = await stop('gridder', id);
    const results = await Promise.allSettled([
      recheck('gridder', made.id, 'notStopped', '还在浇筑'),
      recheck('enforce', made.id, 'notStopped'),
    ]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { rows } = await stopsOf('gridder', id);
    expect(rows[0]?.escalatedAt).not.toBeNull();
    for (const person of ['leader', 'county'] as const)
      expect((await inbox(person, 'stop.escalate')).map((row) => row.level)).toContain('alert');
    expect((await (await as('build')).call(api.getClue, { params: { id } })).ongoing).toBe(true);
    const { rows: queue } = await (await as('enforce')).call(api.listOngoing, { query: {} });
    expect(queue.some((act) => act.subjectId === id)).toBe(true);
    const elsewhere = { query: { division: places.villageA2 } };
    expect(
      (await (await as('enforce')).call(api.listOngoing, elsewhere)).rows.some((act) => act.subjectId === id),
    ).toBe(false);
    expect(
      (await (await as('village2')).call(api.listOngoing, { query: {} })).rows.some((act) => act.subjectId === id),
    ).toBe(false);
  });

  it('of a clue counts for the problem that is made of it', async () => {
    const made = await report('gridder');
    const build = await as('build');
    await build.call(api.dispatchClues, { body: { ids: [made.clueId], dueOn: addDays(today, 3) } });
    const gridder = await as('gridder');
    for (const kind of ['east', 'west', 'near'] as const) {
      const uploadId = await gridder.upload(await picture(), 'p.jpg', 'photo');
      await gridder.call(api.addPhoto, {
        body: { id: newId(), uploadId, subjectKind: 'clue', subjectId: made.clueId, kind, imported: false },
      });
    }
    const body = {
      onGround: 'house',
      ongoing: true,
      constructionStage: 'digging',
      partyType: 'household',
      operationId: newId(),
    } as const;
    const { rowVersion } = await gridder.call(api.reportClue, { params: { id: made.clueId }, body });
    const amend = {
      verdict: 'J20',
      verdictSub: 'buildBeforeApproval',
      type: 'T01',
      builtYear: 2026,
      answers: { disposal: '责令停止' },
    } as const;
    const { problemId } = await build.call(api.reviewClue, {
      params: { id: made.clueId },
      body: { decision: 'accept', amend, rowVersion },
    });
    const { rows, timers } = await stopsOf('build', problemId ?? '', 'problem');
    expect(rows).toHaveLength(1);
    expect(timers.map((timer) => [timer.id, timer.state])).toEqual([
      ['report', 'met'],
      ['find', 'unknown'],
      ['stop', 'met'],
      ['eliminate', 'running'],
    ]);
    const again = await (await as('enforce')).call(api.recordStop, {
      body: { id: newId(), subjectKind: 'problem', subjectId: problemId ?? '', kind: 'jointStop', takenAt: ago(0) },
    });
    await recheck('enforce', again.id, 'stopped');
    const problem = await build.call(api.getProblem, { params: { id: problemId ?? '' } });
    expect(problem.ongoing).toBe(false);
  });
});

it('tells of rechecks nobody made, once, and higher up after three days', async () => {
  const id = await clue();
  const made = await stop('gridder', id);
  const { pool } = harness.server.platform.db;
  const late = (days: number) =>
    pool.query('update task set due_on = $2 where subject_id = $1', [made.id, addDays(today, -days)]);
  const run = () => harness.server.platform.jobs.runSchedule('stop.recheckOverdue');
  const told = async (person: PersonKey) =>
    (await inbox(person, 'stop.recheckOverdue')).filter((row) => row.link === `/clues/${id}`).length;
  await run();
  expect(await told('enforce')).toBe(0);
  await late(1);
  await run();
  await run();
  expect([await told('gridder'), await told('enforce'), await told('leader')]).toEqual([1, 1, 0]);
  await late(4);
  await run();
  expect([await told('enforce'), await told('leader')]).toEqual([2, 1]);
});
