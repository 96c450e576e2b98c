import * as api from '@shoutian/domain/api';
import { areaM2, flatFromGeoJson } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor, transact } from '../../platform/http/container.ts';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { codeOf as code, geojson, hex, problemOf, setupOf, square, type TestFeature } from './testing.ts';

let house: Harness;
let build: Client;
const pool = () => house.server.platform.db.pool;

const head = (more: Partial<api.InputOf<typeof api.createBatch>['body']> = {}) => ({
  title: '2026年第二季度卫片图斑',
  channel: 'satelliteEnforcement' as const,
  discoveryMethod: 'imagery' as const,
  docNo: '渝规资〔2026〕12号',
  authority: '市规划自然资源局',
  receivedOn: '2026-05-20',
  ...more,
});
const mapping = { JCBH: 'monitorNo', JCMJ: 'monitorArea', QSX: 'imageDateBefore', HSX: 'imageDateAfter', BZ: 'remark' };
const named = (no: string, geometry: TestFeature['geometry'], more: TestFeature['properties'] = {}): TestFeature => ({
  properties: { JCBH: no, ...more },
  geometry,
});

const start = (more: Parameters<typeof head>[0] = {}, who: Client = build) =>
  who.call(api.createBatch, { body: head(more) });
async function preview(
  batch: api.BatchView,
  features: readonly TestFeature[],
  more: Partial<api.BatchSetup> = {},
  who: Client = build,
): Promise<api.BatchView> {
  const uploadId = await who.upload(geojson(features), '图斑.geojson', 'geofile');
  const columns = new Set(features.flatMap(({ properties }) => Object.keys(properties)));
  const used = Object.fromEntries(Object.entries(mapping).filter(([column]) => columns.has(column)));
  return who.call(api.previewBatch, {
    params: { id: batch.id },
    body: setupOf(uploadId, used, { epsg: 4490, ...more }),
  });
}
const draft = (id: string, only: 'all' | 'undecided' | 'refused' | 'repaired' | 'duplicates' = 'all', who = build) =>
  who.call(api.listDraft, { params: { id }, query: { only, pageSize: 200 } });
const decide = (id: string, row: api.DraftRow, decision: api.DraftDecision | null, who = build) =>
  who.call(api.decideDraft, { params: { id, rowId: row.id }, body: { decision, rowVersion: row.rowVersion } });
const get = (id: string, who: Client = build) => who.call(api.getBatch, { params: { id } });
async function store(id: string, acceptRefused = false, who: Client = build): Promise<api.BatchView> {
  const { rowVersion } = await get(id, who);
  await who.call(api.storeBatch, { params: { id }, body: { acceptRefused, rowVersion } });
  await house.runJobs();
  return get(id, who);
}
/** Every test has its own ground, so that none finds another's parcels: 0.01 degrees a step. */
let step = 0;
const ground = (): [lon: number, lat: number] => {
  step += 1;
  return [106.01 + 0.005 * (step % 20), 29.71 + 0.01 * Math.floor(step / 20)];
};

async function makeProblem(shape: ReturnType<typeof square>, state: string, no: string): Promise<string> {
  const id = newId();
  await pool().query(
    `insert into problem (county_code, id, division_code, problem_no, title, channel, discovery_method, found_year, type,
       lead_unit, state, state_since, area_m2, geom, created_by, updated_by, found_at, written_off_on)
     values ($1, $2, $3, $4, '清溪村砂石堆场', 'hotline12345', 'publicReport', 2026, 'T16', 'townBuild', $5, now(), $6, $7,
       'x', 'x', '2026-03-02T02:00:00Z', case when $5 = 'writtenOff' then date '2026-04-01' end)`,
    [places.county, id, places.villageA1, no, state, areaM2(flatFromGeoJson(shape)), hex(shape)],
  );
  return id;
}

beforeAll(async () => {
  house = await startHarness();
  build = await house.as('build');
  const shapes: [string, ReturnType<typeof square>][] = [
    [places.villageA1, square(106.0, 29.7, 0.1)],
    [places.villageA2, square(106.1, 29.7, 0.1)],
    [places.villageB1, square(106.2, 29.7, 0.1)],
  ];
  for (const [village, shape] of shapes)
    await pool().query('update division set geom = $2::geometry where code = $1', [village, hex(shape)]);
});
afterAll(() => house?.close());

describe('duplicates', () => {
  it('finds the same number within the channel only, and needs a fitting decision', async () => {
    const [lon, lat] = ground();
    const no = `N-${step}`;
    const first = await start();
    await preview(first, [named(no, square(lon, lat, 0.001))]);
    await store(first.id);
    const other = await start({ channel: 'audit' });
    const elsewhere = square(lon + 0.002, lat + 0.002, 0.001);
    expect((await preview(other, [named(no, elsewhere)])).draft?.undecided).toBe(0);

    const second = await start();
    const view = await preview(second, [named(no, elsewhere), named(`${no}b`, square(lon + 0.002, lat, 0.0005))]);
    expect(view.draft).toMatchObject({ undecided: 1, storable: 1 });
    expect(view.missing?.['clue.import']?.[0]?.message).toBe('还有 1 处重复待定');
    expect((await problemOf(store(second.id))).code).toBe('missing');
    const [row] = (await draft(second.id, 'undecided')).rows;
    if (!row) throw new Error('no row');
    expect(row.matches[0]).toMatchObject({ kind: 'clue', reason: 'sameNumber', decide: true, rebound: false });
    expect(row.matches[0]?.geometry?.type).toBe('Polygon');
    await decide(second.id, row, { choice: 'skip' });
    const stored = await store(second.id);
    expect(stored).toMatchObject({ state: 'stored', clueCount: 1, outcome: { stored: 1, skipped: 1, merged: 0 } });
  });

  it('finds overlap above the ratio, shows a small one without asking, ignores neighbours that touch', async () => {
    const [lon, lat] = ground();
    const first = await start();
    await preview(first, [named(`O-${step}`, square(lon, lat, 0.001))]);
    await store(first.id);
    const second = await start();
    const view = await preview(second, [
      named(`O-${step}x`, square(lon + 0.0002, lat + 0.0002, 0.001)),
      named(`O-${step}y`, square(lon - 0.00095, lat - 0.00095, 0.001)),
      named(`O-${step}z`, square(lon + 0.001, lat - 0.0015, 0.001)),
    ]);
    expect(view.draft?.undecided).toBe(1);
    const { rows } = await draft(second.id);
    expect(
      rows.map(({ matches }) => matches.filter(({ kind }) => kind === 'clue').map(({ decide: asks }) => asks)),
    ).toEqual([[true], [false], []]);
    expect(rows[0]?.matches[0]?.ratioOfThis).toBeCloseTo(0.64, 2);
    expect(await code(decide(second.id, rows[0] as api.DraftRow, { choice: 'apart', reason: ' ' }))).toBe('badInput');
    expect(await code(decide(second.id, rows[0] as api.DraftRow, { choice: 'skip' }))).toBe('missing');
    expect(await code(decide(second.id, rows[2] as api.DraftRow, { choice: 'apart', reason: '相邻两家' }))).toBe(
      'missing',
    );
    const decided = await decide(second.id, rows[0] as api.DraftRow, { choice: 'apart', reason: '相邻两家，主体不同' });
    expect(decided.undecided).toBe(false);
    const { rows: audit } = await pool().query('select action, reason from audit_event where subject_id = $1', [
      decided.id,
    ]);
    expect(audit).toEqual([{ action: 'clue.decideDuplicate', reason: '相邻两家，主体不同' }]);
    await store(second.id);
    const { rows: kept } = await pool().query('select duplicate_decision from clue where id = $1', [decided.id]);
    expect(kept[0]?.duplicate_decision).toMatchObject({ choice: 'apart', reason: '相邻两家，主体不同' });
  });

  it('one of two people decides; the other gets a conflict, and a decision can be taken back', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    await preview(batch, [named(`T-${step}`, square(lon, lat, 0.001)), named(`T-${step}b`, square(lon, lat, 0.001))]);
    const [row] = (await draft(batch.id, 'undecided')).rows;
    if (!row?.matches[0]) throw new Error('no match');
    const decision = { choice: 'merge' as const, matchKind: 'draft' as const, matchId: row.matches[0].id };
    const colleague = await house.as('build2');
    const outcomes = await Promise.all([
      code(decide(batch.id, row, decision)),
      code(decide(batch.id, row, { choice: 'apart', reason: '两家人' }, colleague)),
    ]);
    expect(outcomes.sort()).toEqual(['conflict', 'granted']);
    const [now] = (await draft(batch.id, 'duplicates')).rows;
    expect((await decide(batch.id, now as api.DraftRow, null)).undecided).toBe(true);
  });

  it('keeps decisions when the same file is read again with another mapping', async () => {
    const [lon, lat] = ground();
    const batch = await start();
    const features = [named(`E-${step}`, square(lon, lat, 0.001)), named(`E-${step}`, square(lon, lat + 0.002, 0.001))];
    await preview(batch, features);
    const [row] = (await draft(batch.id, 'undecided')).rows;
    await decide(batch.id, row as api.DraftRow, { choice: 'skip' });
    await preview(batch, features);
    const [again] = (await draft(batch.id, 'duplicates')).rows;
    expect([again?.id, again?.decision]).toEqual([row?.id, { choice: 'skip' }]);
  });

  it('merges into a problem: one problem, many clues', async () => {
    const [lon, lat] = ground();
    const shape = square(lon, lat, 0.001);
    const problemId = await makeProblem(shape, 'registered', `2026-示例-${step}`);
    const batch = await start();
    await preview(batch, [named(`P-${step}`, shape), named(`P-${step}b`, square(lon, lat, 0.0008))]);
    for (const row of (await draft(batch.id, 'undecided')).rows) {
      const match = row.matches.find(({ kind }) => kind === 'problem');
      expect(match).toMatchObject({ id: problemId, decide: true, rebound: false, foundOn: '2026-03-02' });
      await decide(batch.id, row, { choice: 'merge', matchKind: 'problem', matchId: problemId });
    }
    expect((await store(batch.id)).outcome).toMatchObject({ stored: 2, merged: 2, rebound: 0 });
    const { rows } = await pool().query(
      'select state, duplicate_decision ->> $2 as choice from clue where problem_id = $1',
      [problemId, 'choice'],
    );
    expect(rows).toEqual([
      { state: 'merged', choice: 'merge' },
      { state: 'merged', choice: 'merge' },
    ]);
    const { rows: audit } = await pool().query(
      `select count(*)::int as n from audit_event where subject_id = $1 and action = 'problem.merge'`,
      [problemId],
    );
    expect(audit[0]?.n).toBe(2);
  });

  it('a written-off problem that is overlapped is a rebound: reopened and linked', async () => {
    const [lon, lat] = ground();
    const problemId = await makeProblem(square(lon, lat, 0.001), 'writtenOff', `2026-示例-${step}`);
    const batch = await start();
    // 15 % of either side: below what makes a double, above what makes a rebound.
    await preview(batch, [named(`B-${step}`, square(lon + 0.00085, lat, 0.001))]);
    const [row] = (await draft(batch.id, 'undecided')).rows;
    expect(row?.matches[0]).toMatchObject({ id: problemId, rebound: true, decide: true });
    await decide(batch.id, row as api.DraftRow, { choice: 'merge', matchKind: 'problem', matchId: problemId });
    expect((await store(batch.id)).outcome).toMatchObject({ merged: 1, rebound: 1 });
    const { rows } = await pool().query('select state, due_on from problem where id = $1', [problemId]);
    expect(rows[0]).toMatchObject({ state: 'reopened', due_on: null });
  });

  it('a clue that is no problem yet is followed: the later clue waits for its problem', async () => {
    const [lon, lat] = ground();
    const first = await start();
    await preview(first, [named(`W-${step}`, square(lon, lat, 0.001))]);
    await store(first.id);
    const second = await start();
    await preview(second, [named(`W-${step}b`, square(lon, lat, 0.001))]);
    const [row] = (await draft(second.id, 'undecided')).rows;
    const match = row?.matches[0];
    await decide(second.id, row as api.DraftRow, { choice: 'merge', matchKind: 'clue', matchId: match?.id ?? '' });
    expect((await store(second.id)).outcome).toMatchObject({ stored: 1, merged: 0, following: 1 });
    const { followersOf, joinFollowers } = await import('./index.ts');
    const { db } = house.server.platform;
    const followers = await db.withSystem(places.county, (tx) => followersOf(tx, places.county, match?.id ?? ''));
    expect(followers).toEqual([row?.id]);
    const build = await house.as('build');
    const problem = await build.call(api.createProblem, {
      body: {
        title: '后来立的问题',
        type: 'T16',
        divisionCode: places.villageA1,
        channel: 'satelliteEnforcement',
        discoveryMethod: 'imagery',
        foundYear: 2026,
      },
    });
    const actor = { ...systemActor(places.county), id: build.id, roles: ['townBuild'] as const };
    await transact(db, actor, new Date(), (work) => joinFollowers(work, match?.id ?? '', problem.id));
    const { rows } = await pool().query('select state, problem_id from clue where id = $1', [row?.id]);
    expect(rows[0]).toEqual({ state: 'merged', problem_id: problem.id });
  });
});
