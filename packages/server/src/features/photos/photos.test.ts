import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as api from '@shoutian/domain/api';
import { flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { picture, seedClues, square } from '../../testing/clues.ts';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let clue: Awaited<ReturnType<typeof seedClues>>;
const as = (person: PersonKey): Promise<Client> => harness.as(person);
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  harness = await startHarness();
  clue = await seedClues(harness);
  await harness.server.platform.db.pool.query('update division set geom = $2 where code = $1', [
    places.villageA1,
    Buffer.from(toEwkb(flatFromGeoJson(square(105.9, 29.7, 0.5)))).toString('hex'),
  ]);
});
afterAll(() => harness.close());

/** A photo of a clue whose ground is the given square, taken inside it unless said otherwise. */
async function add(client: Client, subjectId: string, bytes: Buffer, facts: Record<string, unknown> = {}) {
  const uploadId = await client.upload(bytes, 'p.jpg', 'photo');
  return client.call(api.addPhoto, {
    body: {
      id: newId(),
      uploadId,
      subjectKind: 'clue',
      subjectId,
      kind: 'near',
      takenAt: new Date(Date.now() - 60_000).toISOString(),
      clockOffsetS: 2,
      lng: 106.2005,
      lat: 29.8005,
      accuracyM: 6,
      imported: false,
      ...facts,
    } as never,
  });
}
const ground = square(106.2, 29.8, 0.001);
const level = (photo: api.PhotoView, id: string) => photo.checks.find((check) => check.id === id)?.level;
const bytesOf = (client: Client, id: string, size: string, headers: Record<string, string> = {}) =>
  harness.server.app.inject({
    method: 'GET',
    url: `/api/photos/${id}/${size}`,
    headers: { cookie: client.cookie, ...headers },
  });

describe('a photo', () => {
  it('keeps its bytes, gets copies without tags, and is served with a tag of its own', async () => {
    const gridder = await as('gridder');
    const id = await clue({ shape: ground });
    const original = await sharp(await picture({ width: 2400, height: 1800 }))
      .withExif({ IFD0: { Make: 'Demo', Model: 'T1', Software: 'Snap' } })
      .jpeg()
      .toBuffer();
    const photo = await add(gridder, id, original);
    expect(photo).toMatchObject({
      sha256: sha(original),
      width: 2400,
      height: 1800,
      stage: 'scene',
      distanceM: 0,
      positionSource: 'device',
    });
    const whole = await bytesOf(gridder, photo.id, 'original');
    expect(sha(whole.rawPayload)).toBe(sha(original));
    expect(whole.headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' });
    for (const [size, side] of [
      ['thumb', 320],
      ['view', 1600],
    ] as const) {
      const copy = await bytesOf(gridder, photo.id, size);
      const { width, exif } = await sharp(copy.rawPayload).metadata();
      expect([width, exif]).toEqual([side, undefined]);
      const again = await bytesOf(gridder, photo.id, size, { 'if-none-match': String(copy.headers['etag']) });
      expect(again.statusCode).toBe(304);
    }
    const all = await gridder.call(api.getPhoto, { params: { id: photo.id } });
    expect(all).toMatchObject({ exif: { Make: 'Demo', Model: 'T1' }, software: 'Snap', device: 'Demo T1' });
    expect((await bytesOf(await as('village2'), photo.id, 'view')).statusCode).toBe(404);
    expect((await bytesOf(await as('stranger'), photo.id, 'original')).statusCode).toBe(404);
  });

  it('is one photo however often it is sent, and nobody takes its id', async () => {
    const gridder = await as('gridder');
    const id = await clue({ shape: ground });
    const photoId = newId();
    const first = await add(gridder, id, await picture(), { id: photoId });
    const again = await add(gridder, id, await picture(), { id: photoId });
    expect(again.sha256).toBe(first.sha256);
    await expect(add(await as('village'), id, await picture(), { id: photoId })).rejects.toMatchObject({
      code: 'duplicate',
    });
  });

  it('of a problem says before, during or after', async () => {
    const { pool } = harness.server.platform.db;
    const problemId = newId();
    await pool.query(
      `insert into problem (county_code, id, division_code, problem_no, title, channel, discovery_method, found_year, type,
         lead_unit, state, state_since, created_by, updated_by)
       values ($1, $2, $3, '2026-示例-0001', '示例', 'patrol', 'patrol', 2026, 'T02', 'townBuild', 'rectifying', now(), 'x', 'x')`,
      [places.county, problemId, places.villageA1],
    );
    const village = await as('village');
    const of = { subjectKind: 'problem', viewpoint: '西南角', bearingDeg: 40 };
    await expect(add(village, problemId, await picture(), of)).rejects.toMatchObject({ status: 400 });
    await add(village, problemId, await picture(), { ...of, stage: 'before' });
    await add(village, problemId, await picture(), { ...of, stage: 'after', lng: 106.2006, bearingDeg: 170 });
    const { rows, checks } = await village.call(api.listPhotos, {
      query: { subjectKind: 'problem', subjectId: problemId },
    });
    expect(rows.map((row) => row.stage).sort()).toEqual(['after', 'before']);
    expect(checks.map((check) => [check.id, check.level])).toEqual([
      ['E06', 'warn'],
      ['E07', 'ok'],
    ]);
  });
});

describe('checks', () => {
  it('find the same file and a smaller copy in another village, though the sender may not see it', async () => {
    const bytes = await picture();
    const theirs = await clue({ shape: ground, division: places.villageA2 });
    const no = (await (await as('build')).call(api.getClue, { params: { id: theirs } })).clueNo;
    await add(await as('village2'), theirs, bytes);
    const mine = await clue({ shape: ground });
    const gridder = await as('gridder');
    const same = await add(gridder, mine, bytes);
    expect(same.checks[0]).toMatchObject({ id: 'E01', level: 'block', values: { distance: 0 } });
    expect(same.checks[0]?.reason).toContain(no);
    const smaller = await sharp(bytes).resize(300).jpeg({ quality: 40 }).toBuffer();
    const other = await clue({ shape: ground });
    const like = await add(gridder, other, smaller);
    expect(like.checks.find((check) => check.id === 'E01')).toMatchObject({ level: 'flag' });
    const fresh = await add(gridder, mine, await picture());
    expect(level(fresh, 'E01')).toBe('ok');
  });

  it('let photos of one place look alike: two steps aside is no reuse', async () => {
    const bytes = await picture();
    const id = await clue({ shape: ground });
    const gridder = await as('gridder');
    await add(gridder, id, bytes);
    const second = await add(gridder, id, await sharp(bytes).modulate({ brightness: 1.1 }).jpeg().toBuffer());
    expect(level(second, 'E01')).toBe('ok');
  });

  it('weigh place, time, view, clock and source, each with its figures', async () => {
    const id = await clue({ shape: ground });
    const gridder = await as('gridder');
    // 0.001° of longitude at 29.8° are 96.5 m.
    const far = await add(gridder, id, await picture(), {
      lng: 106.202,
      bearingDeg: 90,
      clockOffsetS: -900,
      imported: true,
    });
    expect(far.distanceM).toBeCloseTo(96.6, 0);
    expect(far.checks.find((check) => check.id === 'E04')).toMatchObject({ level: 'flag', values: { limitM: 50 } });
    expect([level(far, 'E06'), level(far, 'E08'), level(far, 'E03')]).toEqual(['warn', 'warn', 'warn']);
    const near = await add(gridder, id, await picture(), {
      lng: 106.1999,
      lat: 29.8005,
      bearingDeg: 95,
      takenAt: '2026-08-01T08:00:00+08:00',
    });
    expect([level(near, 'E04'), level(near, 'E06'), level(near, 'E02')]).toEqual(['ok', 'ok', 'flag']);
    expect(near.checks.find((check) => check.id === 'E02')?.reason).toContain('2026-09-30');
    const lost = await add(gridder, id, await picture(), { lng: null, lat: null, takenAt: null });
    expect([level(lost, 'E04'), level(lost, 'E02')]).toEqual(['warn', 'warn']);
    expect(JSON.stringify([far, near, lost])).not.toMatch(/造假|虚假/);
  });

  it('count what is there and what is missing', async () => {
    const id = await clue({ shape: ground });
    const gridder = await as('gridder');
    const list = () => gridder.call(api.listPhotos, { query: { subjectKind: 'clue', subjectId: id } });
    expect((await list()).checks[0]).toMatchObject({ id: 'E13', level: 'block' });
    for (const kind of ['east', 'panorama', 'near']) await add(gridder, id, await picture(), { kind });
    expect((await list()).checks[0]).toMatchObject({ id: 'E13', level: 'ok' });
  });
});

describe('what is no photo', () => {
  it('is refused with what to do, and nothing is left behind', async () => {
    const gridder = await as('gridder');
    const id = await clue({ shape: ground });
    await expect(add(gridder, id, Buffer.from('ok'))).rejects.toMatchObject({ status: 422, code: 'refusedFile' });
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(400)]);
    await expect(add(gridder, id, heic)).rejects.toThrow(/兼容性最佳/);
    const half = (await picture()).subarray(0, 9000);
    await expect(add(gridder, id, half)).rejects.toThrow(/不完整或已损坏/);
    expect((await gridder.call(api.listPhotos, { query: { subjectKind: 'clue', subjectId: id } })).rows).toEqual([]);
  });

  it('is stopped before a byte is sent when it is 200 MB', async () => {
    const gridder = await as('gridder');
    await gridder.upload(await picture(), 'x.jpg', 'photo');
    const address = harness.server.app.server.address();
    const port = address !== null && typeof address !== 'string' ? address.port : 0;
    const encode = (text: string): string => Buffer.from(text).toString('base64');
    const answer = await fetch(`http://127.0.0.1:${port}/api/uploads`, {
      method: 'POST',
      headers: {
        cookie: gridder.cookie,
        'tus-resumable': '1.0.0',
        'upload-length': String(200 * 1024 * 1024),
        'upload-metadata': `filename ${encode('a.jpg')},purpose ${encode('photo')}`,
      },
    });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('太大');
  });

  it('comes from somebody else’s place, an unknown upload or another purpose: refused', async () => {
    const gridder = await as('gridder');
    const theirs = await clue({ division: places.villageB1 });
    await expect(add(gridder, theirs, await picture())).rejects.toMatchObject({ status: 404 });
    await expect(add(await as('auditor'), theirs, await picture())).rejects.toMatchObject({ status: 403 });
    const id = await clue({ shape: ground });
    const facts = { subjectKind: 'clue', subjectId: id, kind: 'near', imported: false } as const;
    await expect(
      gridder.call(api.addPhoto, { body: { ...facts, id: newId(), uploadId: newId() } }),
    ).rejects.toMatchObject({ status: 404 });
    const document = await gridder.upload(await picture(), 'a.jpg', 'document');
    await expect(
      gridder.call(api.addPhoto, { body: { ...facts, id: newId(), uploadId: document } }),
    ).rejects.toMatchObject({ status: 400 });
  });
});

describe('review', () => {
  it('is somebody else’s, with a reason where it says no', async () => {
    const id = await clue({ shape: ground });
    const photo = await add(await as('gridder'), id, await picture());
    const judge = async (person: PersonKey, review: 'accepted' | 'rejected' | 'explained', reason?: string) =>
      (await as(person)).call(api.reviewPhoto, {
        params: { id: photo.id },
        body: { review, ...(reason ? { reason } : {}) },
      });
    await expect(judge('gridder', 'explained', '定位漂移')).rejects.toMatchObject({ status: 403 });
    await expect(judge('village', 'accepted')).rejects.toMatchObject({ status: 403 });
    await expect(judge('build', 'rejected')).rejects.toMatchObject({ status: 422 });
    await expect(judge('leader', 'accepted')).rejects.toMatchObject({ status: 403 });
    await expect(judge('buildb', 'accepted')).rejects.toMatchObject({ status: 404 });
    expect(await judge('village', 'explained', '隔着水塘，只能站在对岸')).toMatchObject({ review: 'explained' });
    expect(await judge('build', 'rejected', '看不清，补近照')).toMatchObject({
      review: 'rejected',
      reviewedByName: '人员build',
    });
    expect(photo.abilities).toEqual([]);
  });
});

describe('attachments', () => {
  it('are what their ending says, count for the verdict, and are taken out with a reason', async () => {
    const id = await clue({ shape: ground });
    const build = await as('build');
    const attach = async (client: Client, name: string, bytes: Buffer) =>
      client.call(api.addAttachment, {
        body: {
          id: newId(),
          uploadId: await client.upload(bytes, name, 'document'),
          subjectKind: 'clue',
          subjectId: id,
          kind: 'redLineMap',
        },
      });
    const pdf = Buffer.from('%PDF-1.7 示例');
    await expect(attach(build, '红线图.exe', pdf)).rejects.toMatchObject({ code: 'refusedFile' });
    await expect(attach(build, '红线图.pdf', Buffer.from('<html>'))).rejects.toMatchObject({ code: 'refusedFile' });
    const made = await attach(build, '红线图.pdf', pdf);
    expect(made).toMatchObject({ mime: 'application/pdf', fileName: '红线图.pdf' });
    const gaps = async () =>
      (await build.call(api.checkReport, { params: { id }, body: { verdict: 'J10' } })).missing.map((gap) => gap.code);
    expect(await gaps()).not.toContain('attachment.redLineMap');
    const file = await harness.server.app.inject({
      url: `/api/attachments/${made.id}/file`,
      headers: { cookie: build.cookie },
    });
    expect([file.body, file.headers['content-type']]).toEqual([pdf.toString(), 'application/pdf']);
    const remove = async (person: PersonKey) =>
      (await as(person)).call(api.removeAttachment, { params: { id: made.id }, body: { reason: '传错了' } });
    await expect(remove('gridder')).rejects.toMatchObject({ status: 403 });
    await expect(remove('village2')).rejects.toMatchObject({ status: 404 });
    await remove('build2');
    await expect(remove('build2')).rejects.toMatchObject({ code: 'wrongState' });
    expect((await build.call(api.listAttachments, { query: { subjectKind: 'clue', subjectId: id } })).rows).toEqual([]);
    expect(await gaps()).toContain('attachment.redLineMap');
  });
});

const dir = path.resolve(import.meta.dirname, '../../../../../../shared/data/photos');
it.skipIf(!existsSync(dir))('places a real photo by its own tags where it came from the album', async () => {
  const gridder = await as('gridder');
  const id = await clue({ shape: square(-3.726, 40.446, 0.002) });
  const bytes = readFileSync(path.join(dir, 'iphone_hdr_YES.jpg'));
  const photo = await add(gridder, id, bytes, { imported: true, lng: 106.2, lat: 29.8 });
  expect(photo).toMatchObject({
    positionSource: 'exif',
    takenAtSource: 'exif',
    distanceM: 0,
    device: 'Apple iPhone 6',
  });
  expect(photo.bearingDeg).toBeCloseTo(211.2, 1);
  const { exif } = await gridder.call(api.getPhoto, { params: { id: photo.id } });
  expect(exif).toMatchObject({ phoneLng: 106.2, Model: 'iPhone 6' });
  const elsewhere = await add(gridder, id, await sharp(bytes).keepExif().resize(500).jpeg().toBuffer(), {
    lng: 106.2,
    lat: 29.8,
  });
  expect(elsewhere.checks.find((check) => check.id === 'E04' && 'apartM' in check.values)).toMatchObject({
    level: 'flag',
  });
});
