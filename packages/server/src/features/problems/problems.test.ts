import * as api from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, type PersonKey, places, startHarness } from '../../testing/harness.ts';
import { caught, plantProblem, refused, running } from './testing.ts';

let house: Harness;
let build: Client;
let leader: Client;
let village: Client;
const today = shanghaiDay(new Date());
beforeAll(async () => {
  house = await startHarness();
  [build, leader, village] = await Promise.all([house.as('build'), house.as('leader'), house.as('village')]);
});
afterAll(() => house.close());

const get = (client: Client, id: string) => client.call(api.getProblem, { params: { id } });
const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [106.1, 29.9],
      [106.1005, 29.9],
      [106.1005, 29.9005],
      [106.1, 29.9005],
      [106.1, 29.9],
    ],
  ],
};
const byHand = (extra: Partial<api.InputOf<typeof api.createProblem>['body']> = {}) => ({
  title: '清溪村三组占地建仓库',
  type: 'T16' as const,
  divisionCode: places.villageA1,
  channel: 'patrol' as const,
  discoveryMethod: 'patrol' as const,
  foundYear: 2026,
  ...extra,
});
const nobody = '0190a0a0-0000-7000-8000-000000000000';

describe('every route of one problem', () => {
  const reason = '测试理由';
  const document = '测试〔2026〕1号';
  const acts: [string, (c: Pick<Client, 'call'>, id: string) => Promise<unknown>][] = [
    ['get', (c, id) => c.call(api.getProblem, { params: { id } })],
    ['edit', (c, id) => c.call(api.editProblem, { params: { id }, body: { rowVersion: 1, remark: 'x' } })],
    [
      'ground',
      (c, id) => c.call(api.editProblemGround, { params: { id }, body: { rowVersion: 1, reason, geometry: square } }),
    ],
    ['party', (c, id) => c.call(api.revealParty, { params: { id }, body: { reason } })],
    [
      'suspend',
      (c, id) =>
        c.call(api.suspendProblem, {
          params: { id },
          body: { rowVersion: 1, reason, document, resumeOn: addDays(today, 30) },
        }),
    ],
    ['resume', (c, id) => c.call(api.resumeProblem, { params: { id }, body: { rowVersion: 1, reason } })],
    [
      'transfer',
      (c, id) => c.call(api.transferProblem, { params: { id }, body: { rowVersion: 1, reason, document, to: '县局' } }),
    ],
    [
      'noAction',
      (c, id) => c.call(api.closeWithoutAction, { params: { id }, body: { rowVersion: 1, reason, document } }),
    ],
    ['restore', (c, id) => c.call(api.restoreProblem, { params: { id }, body: { rowVersion: 1, reason } })],
    ['merge', (c, id) => c.call(api.mergeProblem, { params: { id }, body: { rowVersion: 1, reason, into: nobody } })],
    ['progress', (c, id) => c.call(api.reportProgress, { params: { id }, body: { progressPct: 30, note: '进场' } })],
    [
      'milestone',
      (c, id) => c.call(api.recordMilestone, { params: { id, milestoneId: nobody }, body: { actualOn: today } }),
    ],
    [
      'extension',
      (c, id) =>
        c.call(api.requestExtension, {
          params: { id },
          body: {
            reasonKind: 'weather',
            reason,
            plan: '雨停即拆',
            toDueOn: addDays(today, 90),
            milestones: [{ step: 'demolished', name: '拆除', plannedOn: addDays(today, 80) }],
            evidence: [nobody],
          },
        }),
    ],
    [
      'decide',
      (c, id) => c.call(api.decideExtension, { params: { id, extensionId: nobody }, body: { approve: true, reason } }),
    ],
  ];
  it.each(acts)(
    '%s: nobody without a session, nobody from elsewhere, no problem that is not there',
    async (name, act) => {
      const id = await plantProblem(house, running('2026-10-01', '2026-11-30'));
      expect(await refused(act(house.anonymous, id))).toBe('notSignedIn');
      expect(await refused(act(await house.as('admin'), id))).toBe('notAllowed');
      const office =
        name === 'suspend' || name === 'resume' || name === 'noAction' || name === 'restore' || name === 'decide';
      if (!office) {
        expect(await refused(act(await house.as('buildb'), id))).toBe('notFound');
        expect(await refused(act(await house.as('stranger'), id))).toBe('notFound');
      }
      expect(await refused(act(office ? leader : build, nobody))).toMatch(/^notFound|badInput$/);
    },
  );

  it('the ledger shows a village its own, a stranger nothing', async () => {
    const mine = await plantProblem(house, { title: '甲村独有的水塘' });
    await plantProblem(house, { title: '乙村独有的水塘', division_code: places.villageA2 });
    const seen = async (person: PersonKey) =>
      (await (await house.as(person)).call(api.listProblems, { query: { q: '独有的水塘' } })).rows.map(
        (row) => row.title,
      );
    expect(await seen('village')).toEqual(['甲村独有的水塘']);
    expect(await seen('village2')).toEqual(['乙村独有的水塘']);
    expect((await seen('county')).sort()).toEqual(['乙村独有的水塘', '甲村独有的水塘']);
    expect(await seen('auditor')).toHaveLength(2);
    for (const person of ['buildb', 'villageb', 'stranger'] satisfies PersonKey[])
      expect(await seen(person)).toEqual([]);
    const shapes = await (await house.as('village2')).call(api.problemShapes, { query: {} });
    expect(shapes.features.map((shape) => shape.id)).not.toContain(mine);
    expect(await refused((await house.as('admin')).call(api.listProblems, { query: {} }))).toBe('notAllowed');
    expect(await refused(house.anonymous.call(api.listProblems, { query: {} }))).toBe('notSignedIn');
  });
});

describe('setting up by hand', () => {
  it('numbers by year and town, computes the area, leaves stock or new open where no cut-off is set', async () => {
    const made = await build.call(api.createProblem, { body: byHand({ geometry: square, builtYear: 2024 }) });
    expect(made.problemNo).toMatch(/^2026-townA-\d{4}$/);
    // 106.1° E, 29.9° N, 0.0005° square: PostGIS ST_Area(geography) gives 2,676.6 m².
    expect(made.areaM2).toBeCloseTo(2676.57, 1);
    expect(made).toMatchObject({
      state: 'registered',
      leadUnit: 'townBuild',
      stockOrNew: null,
      nonAgri: true,
      listNo: null,
    });
    const next = await build.call(api.createProblem, { body: byHand() });
    expect(Number(next.problemNo.slice(-4))).toBe(Number(made.problemNo.slice(-4)) + 1);
    const house2020 = await build.call(api.createProblem, { body: byHand({ type: 'T01', builtYear: 2019 }) });
    expect(house2020).toMatchObject({ stockOrNew: 'stock' });
    expect((await build.call(api.createProblem, { body: byHand({ type: 'T13' }) })).leadUnit).toBe('townIndustry');
  });

  it('refuses other places, other roles, sources without their document and shapes that are none', async () => {
    const tries: [Client, Partial<api.InputOf<typeof api.createProblem>['body']>, string][] = [
      [build, { divisionCode: places.villageB1 }, 'outsideScope'],
      [build, { divisionCode: `${places.townA}999` }, 'badInput'],
      [build, { channel: 'audit' }, 'missing'],
      [build, { responsiblePersonId: house.idOf('stranger') }, 'badInput'],
      [
        build,
        {
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [106, 29],
                [106, 29],
                [106, 29],
                [106, 29],
              ],
            ],
          },
        },
        'badInput',
      ],
      [village, {}, 'notAllowed'],
      [leader, {}, 'notAllowed'],
    ];
    for (const [client, extra, code] of tries)
      expect(await refused(client.call(api.createProblem, { body: byHand(extra) }))).toBe(code);
    expect(await refused(house.anonymous.call(api.createProblem, { body: byHand() }))).toBe('notSignedIn');
  });
});

describe('editing', () => {
  it('tells who changed what meanwhile, field by field', async () => {
    const id = await plantProblem(house, { measures: null });
    await build.call(api.editProblem, {
      params: { id },
      body: { rowVersion: 1, measures: '拆除', remark: '甲', partyName: '欧阳测试' },
    });
    const problem = await caught(
      (await house.as('build2')).call(api.editProblem, {
        params: { id },
        body: { rowVersion: 1, measures: '复耕', leader: '乙' },
      }),
    );
    expect(problem.code).toBe('conflict');
    const at = (field: string) => problem.details.find((detail) => detail.at === field);
    expect(at('measures')).toMatchObject({ code: 'conflict.both' });
    expect(at('measures')?.message).toMatch(/人员build .*「整改措施」改成「拆除」，您填的是「复耕」/);
    expect(at('remark')).toMatchObject({ code: 'conflict.theirs' });
    expect(JSON.stringify(problem.details)).not.toContain('欧阳测试');
    expect(at('leader')).toBeUndefined();
    expect((await get(build, id)).measures).toBe('拆除');
  });

  it('masks the party everywhere, and shows it only with a reason that is kept', async () => {
    const id = await plantProblem(house);
    await build.call(api.editProblem, {
      params: { id },
      body: { rowVersion: 1, partyName: '欧阳测试', partyPhone: '13900001234' },
    });
    const seen = await get(build, id);
    expect(seen.partyName).toBe('欧阳**');
    expect(JSON.stringify(seen)).not.toMatch(/欧阳测试|13900001234/);
    expect(await build.call(api.revealParty, { params: { id }, body: { reason: '通知现场核查' } })).toEqual({
      partyName: '欧阳测试',
      partyPhone: '13900001234',
    });
    expect((await get(build, id)).timeline[0]).toMatchObject({
      reason: '通知现场核查',
      changes: { act: 'revealParty' },
    });
    expect(
      await refused((await house.as('industry')).call(api.revealParty, { params: { id }, body: { reason: '好奇' } })),
    ).toBe('notAllowed');
    expect(await refused(build.call(api.revealParty, { params: { id }, body: { reason: '' } }))).toBe('badInput');
  });

  it('asks a reason for stock or new by hand, finds the edited words, and has no way to the due day', async () => {
    const id = await plantProblem(house, running('2026-10-01', '2026-11-30'));
    expect(
      await refused(build.call(api.editProblem, { params: { id }, body: { rowVersion: 1, stockOrNew: 'stock' } })),
    ).toBe('missing');
    await build.call(api.editProblem, {
      params: { id },
      body: {
        rowVersion: 1,
        title: '石桥南头改名塘',
        stockOrNew: 'stock',
        stockOrNewReason: '航片为证',
        dueOn: '2030-01-01',
      } as never,
    });
    expect(await get(build, id)).toMatchObject({
      dueOn: '2026-11-30',
      originalDueOn: '2026-11-30',
      stockOrNew: 'stock',
    });
    expect((await build.call(api.listProblems, { query: { q: '改名塘' } })).rows.map((row) => row.id)).toEqual([id]);
    // Pairs of characters alone would find this: 桥南 and 改名 stand there, 南改 does not.
    expect((await build.call(api.listProblems, { query: { q: '桥南改名' } })).total).toBe(0);
  });
});

describe('the ledger', () => {
  it('filters, sorts, pages and sums what the filter leaves', async () => {
    const tag = '筛选专用';
    await plantProblem(house, {
      ...running('2026-10-01', addDays(today, -2)),
      title: `${tag}一`,
      area_m2: 100,
      pbf_m2: 700,
    });
    await plantProblem(house, {
      ...running('2026-10-01', addDays(today, 5)),
      title: `${tag}二`,
      area_m2: 300,
      type: 'T13',
      lead_unit: 'townIndustry',
    });
    await plantProblem(house, {
      title: `${tag}三`,
      area_m2: 200,
      farm_m2: null,
      pbf_m2: null,
      state: 'writtenOff',
      written_off_on: today,
    });
    await plantProblem(house, { title: `${tag}四`, area_m2: 50, lead_unit: '' });
    const titles = async (query: Record<string, unknown>) =>
      (await build.call(api.listProblems, { query: { q: tag, ...query } })).rows
        .map((row) => row.title.slice(-1))
        .join('');
    expect(await titles({})).toMatch(/^一二/);
    expect(await titles({ sort: '-areaM2' })).toBe('二三一四');
    expect(await titles({ sort: '-areaM2', pageSize: 2, page: 2 })).toBe('一四');
    expect(await titles({ due: 'overdue' })).toBe('一');
    expect(await titles({ due: 'within7' })).toBe('二');
    expect(await titles({ type: ['T13'] })).toBe('二');
    expect(await titles({ state: ['writtenOff', 'registered'], sort: 'areaM2' })).toBe('四三');
    expect(await titles({ leadUnit: ['townIndustry'] })).toBe('二');
    expect(await titles({ pbfMu: 1 })).toBe('一');
    expect(await titles({ orphan: true })).toBe('四');
    expect(await titles({ unlisted: true })).toBe('四');
    expect(await titles({ mine: true })).toBe('');
    expect(await titles({ sort: 'nonsense; drop table problem' })).toHaveLength(4);
    const all = await build.call(api.listProblems, { query: { q: tag, pageSize: 1 } });
    expect(all.total).toBe(4);
    expect(all.sums).toEqual({ count: 4, areaM2: 650, farmM2: 3600, pbfM2: 1300 });
    expect(all.rows[0]).toMatchObject({ dueState: 'overdue', daysLeft: -2, villageName: 'villageA1' });
  });

  it('gives the same selection to the map', async () => {
    await build.call(api.createProblem, { body: byHand({ title: '地图上的一块', geometry: square }) });
    const inside = await build.call(api.problemShapes, { query: { q: '地图上的一块', bbox: '106,29,107,30' } });
    expect(inside).toMatchObject({ total: 1, features: [{ title: '地图上的一块', geometry: { type: 'Polygon' } }] });
    const elsewhere = await build.call(api.problemShapes, { query: { q: '地图上的一块', bbox: '100,20,101,21' } });
    expect(elsewhere.total).toBe(0);
  });
});
