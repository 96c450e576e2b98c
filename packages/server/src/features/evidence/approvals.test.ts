import * as api from '@shoutian/domain/api';
import { ApiProblem } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { type Client, type Harness, startHarness } from '../../testing/harness.ts';
import { docKey } from './doc-no.ts';
import * as made from './testing.ts';

let house: Harness;
let village: Client;
let build: Client;
let build2: Client;
const today = shanghaiDay(new Date());
const pool = () => house.server.platform.db.pool;

const code = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof ApiProblem) return error.code;
      throw error;
    },
  );
const pack = (id: string, who: Pick<Client, 'call'> = village) => who.call(api.getPack, { params: { id } });
const save = (
  id: string,
  body: Partial<ReturnType<typeof made.wholePack>> & { areaM2?: number },
  rowVersion = 0,
  who: Pick<Client, 'call'> = village,
) => {
  const { areaM2, ...rest } = body;
  return who.call(api.savePack, { params: { id }, body: { ...made.wholePack(areaM2 ?? 1600), ...rest, rowVersion } });
};
const paper = {
  docNo: '示政土〔2026〕9号',
  authority: '示例县人民政府',
  authorityLevel: 'county' as const,
  approvedOn: '2026-06-01',
};
const approve = (id: string, more: object = {}, who: Pick<Client, 'call'> = village) =>
  who.call(api.addApproval, {
    params: { id },
    body: { ...paper, docNo: `示政土〔2026〕${newId().slice(-8)}号`, ...more },
  });

beforeAll(async () => {
  house = await startHarness();
  village = await house.as('village');
  build = await house.as('build');
  build2 = await house.as('build2');
});
afterAll(() => house?.close());

describe('approvals', () => {
  it('measure their cover of the problem as PostGIS does, one by one and together', { timeout: 180_000 }, async () => {
    // A star of random radii is simple whatever the radii; the approval is one too, shifted against the problem.
    const star = (lon: number, lat: number, radii: readonly number[]): [number, number][] => {
      const ring = radii.map((radius, i): [number, number] => {
        const turn = (2 * Math.PI * i) / radii.length;
        return [lon + Math.cos(turn) * radius * 1e-5, lat + Math.sin(turn) * radius * 1e-5];
      });
      return [...ring, ring[0] as [number, number]];
    };
    const radii = fc.array(fc.integer({ min: 20, max: 100 }), { minLength: 5, maxLength: 14 });
    const shift = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }));
    await fc.assert(
      fc.asyncProperty(radii, fc.array(fc.tuple(radii, shift), { minLength: 1, maxLength: 3 }), async (own, others) => {
        const [lon, lat] = [106.2, 29.2];
        const shape = { type: 'Polygon' as const, coordinates: [star(lon, lat, own)] };
        const problem = await made.makeProblem(house, { shape, method: 'legaliseConversion', demolition: false });
        const shapes = others.map(([r, [dx, dy]]) => ({
          type: 'Polygon' as const,
          coordinates: [star(lon + dx * 1e-5, lat + dy * 1e-5, r)],
        }));
        for (const geometry of shapes) await approve(problem.id, { geometry });
        const seen = await pack(problem.id);
        const { rows } = await pool().query<{ one: number; joint: number }>(
          `select st_area(st_intersection($1::geometry, g)::geography) / st_area($1::geometry::geography) as one,
             (select st_area(st_intersection($1::geometry, st_union(h::geometry))::geography) / st_area($1::geometry::geography) from unnest($2::text[]) as u (h)) as joint
           from (select x::geometry as g from unnest($2::text[]) with ordinality as w (x, n) order by n) as o`,
          [made.hexOf(shape), shapes.map(made.hexOf)],
        );
        for (const [i, doc] of seen.approvals.entries()) expect(doc.coverRatio).toBeCloseTo(rows[i]?.one ?? -1, 5);
        expect(seen.coverRatio).toBeCloseTo(rows[0]?.joint ?? -1, 5);
      }),
      { numRuns: 8 },
    );
  });

  it('hold the cover against the part that is legalised where the rest is demolished', async () => {
    const shape = made.ownGround(40);
    const problem = await made.makeProblem(house, { shape, method: 'combined', demolition: false });
    const [sw = [0, 0], se = [0, 0], ne = [0, 0], nw = [0, 0]] = shape.coordinates[0] ?? [];
    const middle = ((sw[0] ?? 0) + (se[0] ?? 0)) / 2;
    const west = { type: 'Polygon', coordinates: [[sw, [middle, sw[1]], [middle, ne[1]], nw, sw]] };
    await approve(problem.id, { geometry: west });
    expect((await pack(problem.id)).coverRatio).toBeCloseTo(0.5, 3);
    const parts = (['legalised', 'recultivated'] as const).map((treatment) => ({
      label: '',
      landClass: '',
      treatment,
      areaM2: problem.areaM2 / 2,
      expectedM2: null,
    }));
    await save(problem.id, { method: 'combined' as 'demolishAndRecultivate', parts: parts as never });
    expect((await pack(problem.id)).coverRatio).toBeCloseTo(1, 3);
  });

  it('come from a geofile, are repaired where they cross themselves, and keep their scan', async () => {
    const problem = await made.makeProblem(house, { method: 'legaliseConversion', demolition: false });
    const ring = problem.shape.coordinates[0] ?? [];
    const [sw = [], se = [], ne = [], nw = []] = ring;
    const collection = (rings: number[][][]) =>
      Buffer.from(
        JSON.stringify({
          type: 'FeatureCollection',
          features: rings.map((one) => ({
            type: 'Feature',
            properties: {},
            geometry: { type: 'Polygon', coordinates: [one] },
          })),
        }),
      );
    const upload = await village.upload(collection([ring, ring]), '红线.geojson', 'geofile');
    const scan = await village.upload(Buffer.from('%PDF-1.7 批文'), '批文.pdf', 'document');
    const one = await approve(problem.id, {
      polygonUploadId: upload,
      scanUploadId: scan,
      approvedM2: 2000,
      purpose: '农用地转用',
    });
    const [doc] = one.approvals;
    // The same ground twice in one file counts once.
    expect(doc?.coverRatio).toBeCloseTo(1, 6);
    expect(doc?.coveredM2).toBeCloseTo(problem.areaM2, 1);
    expect(doc).toMatchObject({ scanName: '批文.pdf', repaired: null });
    const file = await house.server.app.inject({
      url: `/api/problems/${problem.id}/approvals/${doc?.id}/scan`,
      headers: { cookie: village.cookie },
    });
    expect([file.statusCode, file.headers['content-type'], file.body]).toEqual([
      200,
      'application/pdf',
      '%PDF-1.7 批文',
    ]);

    const bow = { type: 'Polygon', coordinates: [[sw, ne, se, nw, sw]] };
    const bowed = await approve(problem.id, { geometry: bow });
    expect(bowed.approvals.at(-1)?.repaired).toContain('修复');
    expect(bowed.approvals.at(-1)?.coverRatio).toBeCloseTo(0.5, 2);

    const text = await village.upload(Buffer.from('no paper at all'), '批文.pdf', 'document');
    expect(await code(approve(problem.id, { scanUploadId: text }))).toBe('refusedFile');
    const broken = await village.upload(Buffer.from('{"type": "Feat'), '红线.geojson', 'geofile');
    expect(['refusedFile', 'unreadableFile']).toContain(await code(approve(problem.id, { polygonUploadId: broken })));
    expect(await code(approve(problem.id, { geometry: problem.shape, polygonUploadId: upload }))).toBe('badInput');
    const others = await build.upload(collection([ring]), '红线.geojson', 'geofile');
    expect(await code(approve(problem.id, { polygonUploadId: others }))).toBe('notFound');
    expect((await pack(problem.id)).approvals).toHaveLength(2);
  });

  it('are completed, not overwritten, and taken back with a reason that stays', async () => {
    const problem = await made.makeProblem(house, { method: 'legaliseConversion', demolition: false });
    const [doc] = (await approve(problem.id, { docNo: '示政土[2026] 77号' })).approvals;
    const params = { id: problem.id, approvalId: doc?.id ?? '' };
    expect(await code(approve(problem.id, { docNo: '示政土〔2026〕77号' }))).toBe('duplicate');
    expect(doc?.remarks.map((each) => each.level)).toContain('warn');
    expect(await code(village.call(api.completeApproval, { params, body: {} }))).toBe('badInput');
    const full = await build.call(api.completeApproval, { params, body: { geometry: problem.shape } });
    expect(full.approvals[0]?.coverRatio).toBeCloseTo(1, 6);
    expect(await code(village.call(api.completeApproval, { params, body: { geometry: problem.shape } }))).toBe(
      'wrongState',
    );
    // Both filed evidence now: neither may judge it.
    const judge = (who: Client) =>
      who.call(api.reviewApproval, { params, body: { review: 'explained', reason: '与原件核对一致' } });
    expect(await code(judge(build))).toBe('missing');
    expect((await judge(build2)).approvals[0]).toMatchObject({ review: 'explained', reviewedByName: '人员build2' });
    const gone = await village.call(api.removeApproval, { params, body: { reason: '录错问题' } });
    expect(gone.approvals).toEqual([]);
    const { rows } = await pool().query('select removed_reason, removed_by_name from approval_doc where id = $1', [
      params.approvalId,
    ]);
    expect(rows).toEqual([{ removed_reason: '录错问题', removed_by_name: '人员village' }]);
    expect(await code(judge(build2))).toBe('notFound');
    // Who entered a document stays one who filed evidence.
    expect((await pack(problem.id, build)).missing?.['problem.reviewEvidence']?.[0]?.code).toBe('duty.ownEvidence');
  });

  it('remark on a number that is used for more than it approves, on dates and on purpose (E12)', async () => {
    const docNo = '示政土〔2026〕500号';
    const first = await made.makeProblem(house, { method: 'legaliseConversion', demolition: false, builtYear: 2020 });
    const second = await made.makeProblem(house, { method: 'legaliseConversion', demolition: false });
    const legalise = (areaM2: number) => ({
      method: 'legaliseConversion' as 'demolishAndRecultivate',
      recultivation: null as never,
      parts: [{ label: '', landClass: '', treatment: 'legalised', areaM2, expectedM2: null }] as never,
    });
    await save(first.id, legalise(first.areaM2));
    const before = await approve(first.id, { docNo, approvedM2: 2000, geometry: first.shape, purpose: '农用地转用' });
    const levels = (view: api.PackView) => view.approvals[0]?.remarks.map((each) => each.level) ?? [];
    expect(levels(before)).toEqual(['info']);
    expect(before.approvals[0]?.remarks[0]?.reason).toContain('建设之后');
    await save(second.id, legalise(second.areaM2));
    await approve(second.id, {
      docNo: '示政土[2026]500号',
      approvedM2: 2000,
      geometry: second.shape,
      purpose: '临时用地',
      approvedOn: addDays(today, 3),
    });
    const [after, other] = [await pack(first.id), await pack(second.id)];
    expect(after.approvals[0]?.remarks[0]).toMatchObject({ level: 'flag', reason: expect.stringContaining(second.no) });
    expect(
      other.approvals[0]?.remarks
        .filter((each) => each.level === 'flag')
        .map((each) => each.reason)
        .join(),
    ).toMatch(/晚于今天.*已用到.*用途/s);
  });

  it('know one number under many spellings', () => {
    for (const spelling of ['示政土[2026]9号', '示政土（２０２６） 9号', '示政土【2026】9号', ' 示政土〔2026〕9号'])
      expect(docKey(spelling)).toBe('示政土〔2026〕9号');
    expect(docKey('示政土〔2026〕19号')).not.toBe(docKey('示政土〔2026〕9号'));
  });
});
