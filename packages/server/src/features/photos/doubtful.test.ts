import * as api from '@shoutian/domain/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { picture, seedClues, square } from '../../testing/clues.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { plantProblem } from '../problems/testing.ts';

let harness: Harness;
let clueId: string;
let problemId: string;
const as = (person: PersonKey): Promise<Client> => harness.as(person);
const inside = { lng: 106.2005, lat: 29.8005 };
const far = { lng: 106.21, lat: 29.8005 };

async function add(person: PersonKey, facts: Record<string, unknown>): Promise<string> {
  const client = await as(person);
  const uploadId = await client.upload(await picture(), 'p.jpg', 'photo');
  const id = newId();
  await client.call(api.addPhoto, {
    body: {
      id,
      uploadId,
      subjectKind: 'clue',
      subjectId: clueId,
      kind: 'near',
      takenAt: new Date(Date.now() - 60_000).toISOString(),
      clockOffsetS: 2,
      accuracyM: 6,
      bearingDeg: null,
      imported: false,
      ...inside,
      ...facts,
    } as never,
  });
  return id;
}
const queue = async (person: PersonKey, query: Record<string, unknown> = {}) =>
  (await as(person)).call(api.listDoubtfulPhotos, { query });
const ids = async (person: PersonKey, query: Record<string, unknown> = {}) =>
  (await queue(person, query)).rows.map((row) => row.id);
const judge = async (person: PersonKey, id: string) =>
  (await as(person)).call(api.reviewPhoto, { params: { id }, body: { review: 'explained', reason: '隔着水塘' } });

let farOne: string;
let album: string;
let ofProblem: string;

beforeAll(async () => {
  harness = await startHarness();
  const clue = await seedClues(harness);
  clueId = await clue({ shape: square(106.2, 29.8, 0.001), location: '龙湾水库边' });
  problemId = await plantProblem(harness, { state: 'rectifying', title: '水库边棚房' });
  farOne = await add('gridder', far);
  await add('gridder', {});
  album = await add('gridder', { imported: true, ...far });
  ofProblem = await add('village', { subjectKind: 'problem', subjectId: problemId, stage: 'after', ...far });
}, 60_000);
afterAll(() => harness.close());

describe('doubtful photos', () => {
  it('wait in the order they came, each with its record and ground; what is in order does not', async () => {
    const { rows, total, counts } = await queue('build');
    expect(rows.map((row) => row.id)).toEqual([farOne, album, ofProblem]);
    expect(total).toBe(3);
    expect(rows[0]).toMatchObject({
      record: { kind: 'clue', id: clueId, title: '龙湾水库边' },
      villageName: 'villageA1',
      geometry: { type: 'Polygon' },
      abilities: ['photo.explain'],
    });
    expect(rows[2]?.record).toMatchObject({ kind: 'problem', id: problemId, title: '水库边棚房' });
    expect(counts).toContainEqual({ doubt: 'E04', count: 3 });
    expect(counts).toContainEqual({ doubt: 'E03', count: 1 });
  });

  it('are found by kind of doubt, by what they belong to, by place and page by page', async () => {
    expect(await ids('build', { doubt: ['E03'] })).toEqual([album]);
    expect((await queue('build', { doubt: ['E03'] })).total).toBe(1);
    expect(await ids('build', { subjectKind: ['problem'] })).toEqual([ofProblem]);
    expect(await ids('county', { division: [places.townB] })).toEqual([]);
    expect(await ids('county', { division: [places.townA] })).toHaveLength(3);
    expect(await ids('build', { page: 2, pageSize: 2 })).toEqual([ofProblem]);
    expect(await ids('build', { from: album, pageSize: 1 })).toEqual([album]);
  });

  it('are nobody’s own, nobody’s else’s area, and not for who only reads', async () => {
    expect(await ids('gridder')).toEqual([ofProblem]);
    expect(await ids('village2')).toEqual([]);
    expect(await ids('buildb')).toEqual([]);
    expect(await ids('stranger')).toEqual([]);
    await expect(queue('auditor')).rejects.toMatchObject({ status: 403 });
    await expect(harness.anonymous.call(api.listDoubtfulPhotos, { query: {} })).rejects.toMatchObject({ status: 401 });
  });

  it('leave once judged or once their record has ended; the place in the queue stays', async () => {
    await judge('build', farOne);
    expect(await ids('build', { from: farOne })).toEqual([album, ofProblem]);
    const { pool } = harness.server.platform.db;
    await pool.query(`update problem set state = 'noAction' where id = $1`, [problemId]);
    expect(await ids('build')).toEqual([album]);
    await pool.query(`update problem set state = 'rectifying' where id = $1`, [problemId]);
    await pool.query(`update clue set state = 'closed' where id = $1`, [clueId]);
    expect(await ids('build')).toEqual([ofProblem]);
  });
});
