import * as api from '@shoutian/domain/api';
import { flatFromRings, toEwkb } from '@shoutian/domain/geo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Harness, places, startHarness } from '../../testing/harness.ts';
import { divisionNames, setBoundaries, villagesOf } from './index.ts';

let house: Harness;
let admin: Client;
beforeAll(async () => {
  house = await startHarness();
  admin = await house.as('admin');
});
afterAll(() => house.close());

const code = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) => (problem instanceof api.ApiProblem ? problem.code : String(problem)),
  );
const codesIn = (node: api.DivisionNode): string[] => [node.code, ...node.children.flatMap(codesIn)];
const square = (lon: number): Uint8Array =>
  toEwkb(
    flatFromRings([
      [
        [
          [lon, 29.8],
          [lon + 0.01, 29.8],
          [lon + 0.01, 29.81],
          [lon, 29.81],
          [lon, 29.8],
        ],
      ],
    ]),
  );
const inCounty = { countyCode: places.county, scopeCode: places.county, personId: 'system' };

describe('the tree of places', () => {
  it('ends at the own area, with the names of what lies above', async () => {
    const county = await admin.call(api.getDivisionTree, { query: {} });
    expect(codesIn(county.root).sort()).toEqual(
      [places.county, places.townA, places.townB, places.villageA1, places.villageA2, places.villageB1].sort(),
    );
    expect(county.ancestors).toEqual([]);
    const town = await (await house.as('build')).call(api.getDivisionTree, { query: {} });
    expect(codesIn(town.root).sort()).toEqual([places.townA, places.villageA1, places.villageA2].sort());
    expect(town.ancestors).toEqual([{ code: places.county, name: 'county' }]);
    const village = await (await house.as('gridder')).call(api.getDivisionTree, { query: {} });
    expect(codesIn(village.root)).toEqual([places.villageA1]);
    expect(village.ancestors.map((place) => place.code)).toEqual([places.county, places.townA]);
  });
  it('needs a session', async () =>
    expect(await code(house.anonymous.call(api.getDivisionTree, { query: {} }))).toBe('notSignedIn'));
});

describe('changing places', () => {
  it('is the administrator’s, in the own county', async () => {
    const tries: ((client: Pick<Client, 'call'>) => Promise<unknown>)[] = [
      (c) => c.call(api.createDivision, { body: { code: '999901101203', name: '新村' } }),
      (c) => c.call(api.renameDivision, { params: { code: places.villageA1 }, body: { name: '改名村' } }),
      (c) =>
        c.call(api.endDivision, { params: { code: places.villageA1 }, body: { validTo: '2026-01-01', reason: 'x' } }),
    ];
    for (const attempt of tries) {
      expect(await code(attempt(house.anonymous))).toBe('notSignedIn');
      for (const person of ['build', 'leader', 'county', 'village', 'auditor'] as const)
        expect(await code(attempt(await house.as(person)))).toBe('notAllowed');
    }
    expect(await code(admin.call(api.createDivision, { body: { code: '999902101202', name: '别县村' } }))).toBe(
      'outsideScope',
    );
    expect(
      await code(admin.call(api.renameDivision, { params: { code: places.otherVillage }, body: { name: 'x' } })),
    ).toBe('outsideScope');
    expect(await code(admin.call(api.renameDivision, { params: { code: '999901101299' }, body: { name: 'x' } }))).toBe(
      'notFound',
    );
    expect(
      await code(
        admin.call(api.endDivision, {
          params: { code: places.otherTown },
          body: { validTo: '2026-01-01', reason: 'x' },
        }),
      ),
    ).toBe('outsideScope');
  });

  it('adds a village once, under a town that is there', async () => {
    expect(await code(admin.call(api.createDivision, { body: { code: '999901101203', name: '新村' } }))).toBe(
      'granted',
    );
    expect(await code(admin.call(api.createDivision, { body: { code: '999901101203', name: '又一村' } }))).toBe(
      'duplicate',
    );
    expect(await code(admin.call(api.createDivision, { body: { code: '999901109201', name: '无镇村' } }))).toBe(
      'notFound',
    );
  });

  it('renames and keeps the code, with an audit row that has both names', async () => {
    await admin.call(api.renameDivision, {
      params: { code: '999901101203' },
      body: { name: '新民村', reason: '民政批复' },
    });
    const { rows } = await house.server.platform.db.pool.query(
      `select action, reason, changes from audit_event where division_code = '999901101203' order by at desc limit 1`,
    );
    expect(rows).toEqual([
      {
        action: 'division.manage',
        reason: '民政批复',
        changes: { act: 'rename', code: '999901101203', name: ['新村', '新民村'] },
      },
    ]);
  });

  it('merges a village into another: pickers drop it, old records keep its name, people of it are counted', async () => {
    await admin.call(api.createPerson, {
      body: { username: 'newvill', name: '某', roles: ['village'], scopeCode: '999901101203' },
    });
    const end = (mergedInto: string, validTo = '2026-01-01') =>
      admin.call(api.endDivision, { params: { code: '999901101203' }, body: { validTo, mergedInto, reason: '合村' } });
    expect(await code(end('999901101203'))).toBe('wrongState');
    expect(await code(end(places.townA))).toBe('wrongState');
    expect(await code(end(places.otherVillage))).toBe('outsideScope');
    expect(await code(end(places.villageA1, '1900-01-01'))).toBe('badInput');
    expect(await end(places.villageA1)).toMatchObject({
      validTo: '2026-01-01',
      mergedInto: places.villageA1,
      people: 1,
    });
    expect(await code(end(places.villageA1))).toBe('wrongState');
    expect(codesIn((await admin.call(api.getDivisionTree, { query: {} })).root)).not.toContain('999901101203');
    expect(codesIn((await admin.call(api.getDivisionTree, { query: { ended: true } })).root)).toContain('999901101203');
    const { db } = house.server.platform;
    expect((await db.withTransaction(inCounty, (tx) => divisionNames(tx, ['999901101203']))).get('999901101203')).toBe(
      '新民村',
    );
    expect(
      (await db.withTransaction(inCounty, (tx) => villagesOf(tx, places.townA, '2026-06-01'))).map((row) => row.code),
    ).toEqual([places.villageA1, places.villageA2]);
    expect(
      await code(
        admin.call(api.createPerson, {
          body: { username: 'latecomer', name: '某', roles: ['village'], scopeCode: '999901101203' },
        }),
      ),
    ).toBe('badInput');
    expect(await code(admin.call(api.createDivision, { body: { code: '999901101204', name: '甲' } }))).toBe('granted');
  });

  it('ends a town with its villages, never the county', async () => {
    await admin.call(api.createDivision, { body: { code: '999901103', name: '旧镇' } });
    await admin.call(api.createDivision, { body: { code: '999901103201', name: '旧村' } });
    await admin.call(api.endDivision, {
      params: { code: '999901103' },
      body: { validTo: '2026-02-01', reason: '撤镇' },
    });
    const tree = await admin.call(api.getDivisionTree, { query: { ended: true } });
    expect(tree.root.children.find((town) => town.code === '999901103')?.children[0]?.validTo).toBe('2026-02-01');
    expect(await code(admin.call(api.createDivision, { body: { code: '999901103202', name: '晚村' } }))).toBe(
      'wrongState',
    );
    expect(
      await code(
        admin.call(api.endDivision, { params: { code: places.county }, body: { validTo: '2026-02-01', reason: 'x' } }),
      ),
    ).toBe('wrongState');
  });
});

describe('boundaries from a file', () => {
  it('are taken for places that are known; other names are told, not taken', async () => {
    const { db } = house.server.platform;
    const outcome = await db.withTransaction(inCounty, (tx) =>
      setBoundaries(tx, [
        { code: places.villageA1, name: 'villageA1', ewkb: square(106), source: '三调 XZQ 2025' },
        { code: places.villageA2, name: '别名村', ewkb: square(106.01), source: '三调 XZQ 2025' },
        { code: '999901101777', name: '没有的村', ewkb: square(106.02), source: '三调 XZQ 2025' },
        { code: places.otherVillage, name: 'x', ewkb: square(106.03), source: '三调 XZQ 2025' },
      ]),
    );
    expect(outcome).toEqual({
      set: 2,
      unknownCodes: ['999901101777', places.otherVillage],
      nameDiffers: [{ code: places.villageA2, ours: 'villageA2', theirs: '别名村' }],
    });
    const tree = await (await house.as('build')).call(api.getDivisionTree, { query: {} });
    expect(tree.root.children.filter((node) => node.hasBoundary).map((node) => [node.code, node.boundaryName])).toEqual(
      [
        [places.villageA1, null],
        [places.villageA2, '别名村'],
      ],
    );
    await admin.call(api.renameDivision, { params: { code: places.villageA2 }, body: { name: '别名村' } });
    const after = await (await house.as('build')).call(api.getDivisionTree, { query: {} });
    expect(after.root.children.find((node) => node.code === places.villageA2)?.boundaryName).toBeNull();
  });

  it('are not for a town’s own people to set: row-level security leaves the place as it was', async () => {
    const { db } = house.server.platform;
    const outcome = await db.withTransaction(
      { countyCode: places.county, scopeCode: places.townA, personId: 'x' },
      (tx) => setBoundaries(tx, [{ code: places.villageB1, name: null, ewkb: square(106.05), source: 'x' }]),
    );
    expect(outcome).toEqual({ set: 0, unknownCodes: [places.villageB1], nameDiffers: [] });
  });
});
