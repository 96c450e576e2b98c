import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { destination } from '../geo/index.ts';
import { type RuleRow, rulesOn } from '../rules/rows.ts';
import { byWeight, checkKey, untreated } from './check.ts';
import { hammingDistance, isFlatHash } from './hash.ts';
import {
  checkClock,
  checkDuplicate,
  checkPhoto,
  checkPlace,
  checkSource,
  checkTime,
  checkView,
  type OtherPhoto,
  type PhotoFacts,
} from './photo.ts';
import { bearingDifference, checkPair, pairTest, type Viewpoint, viewpointPairs } from './viewpoint.ts';

const rules = rulesOn([], '2026-11-26');
const here = [106.1, 29.8] as const;
const good: PhotoFacts = {
  id: 'p1',
  sha256: 'aa',
  phash: 'f0e1d2c3b4a59687',
  kind: 'panorama',
  stage: 'after',
  takenAt: '2026-11-25T16:05:00+08:00',
  receivedAt: '2026-11-25T16:30:00+08:00',
  driftSeconds: 4,
  position: { lonLat: here, accuracyM: 6 },
  bearingDeg: 49,
  distanceM: 9,
  inVillage: true,
  sees: true,
  imported: false,
};
const other = (more: Partial<OtherPhoto>): OtherPhoto => ({
  id: 'x',
  sha256: 'bb',
  phash: '0f1e2d3c4b5a6978',
  recordNo: '2026-示例-0031',
  ...more,
});
const dates = { imageAfterOn: '2026-05-14', demolishedOn: '2026-11-16' };

describe('hashes', () => {
  it('count differing bits', () => {
    expect(hammingDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
    expect(hammingDistance('0000000000000001', '8000000000000000')).toBe(2);
    expect(() => hammingDistance('00', 'ff')).toThrow(RangeError);
    expect([isFlatHash('0000000000000003'), isFlatHash('fffffffffffffffe'), isFlatHash('f0e1d2c3b4a59687')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('behave like a distance', () => {
    const hash = fc.stringMatching(/^[0-9a-f]{16}$/);
    const slow = (a: string, b: string) => (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length;
    fc.assert(
      fc.property(hash, hash, hash, (a, b, c) => {
        expect(hammingDistance(a, b)).toBe(slow(a, b));
        expect(hammingDistance(a, b)).toBe(hammingDistance(b, a));
        expect(hammingDistance(a, c)).toBeLessThanOrEqual(hammingDistance(a, b) + hammingDistance(b, c));
      }),
    );
  });
});

describe('E01 duplicates', () => {
  it('block on the same file, wherever it is', () => {
    expect(checkDuplicate(good, [other({ sha256: 'aa' })], rules)).toMatchObject({
      id: 'E01',
      level: 'block',
      hint: 'F6',
      reason: { zh: '和 2026-示例-0031 的照片是同一个文件，请看一眼' },
    });
  });

  it('want a look on a near hash, and block only under a confirmed rule', () => {
    const near = [other({ phash: 'f0e1d2c3b4a59680' })];
    expect(checkDuplicate(good, near, rules)).toMatchObject({ level: 'flag', values: { distance: 3, limit: 8 } });
    const row: RuleRow = {
      key: 'photo.hashDistance',
      value: 8,
      countyCode: '999901',
      validFrom: '2026-01-01',
      validTo: null,
      sourceDoc: '示范县',
      mark: 'D',
      status: 'confirmed',
      confirmedBy: 'p',
    };
    expect(checkDuplicate(good, near, rulesOn([row], '2026-11-26')).level).toBe('block');
  });

  it('do not count the photo itself, nor images without structure', () => {
    expect(checkDuplicate(good, [other({ id: 'p1', sha256: 'aa' })], rules).level).toBe('ok');
    const flat = { ...good, phash: '0000000000000000' };
    expect(checkDuplicate(flat, [other({ phash: '0000000000000001' })], rules).level).toBe('ok');
    expect(checkDuplicate(good, [other({})], rules)).toMatchObject({
      level: 'ok',
      values: { compared: 1, distance: 64 },
    });
    const words = (among: number) => checkDuplicate(good, [], rules, among).reason.zh;
    expect([words(9_999), words(10_000)]).toEqual(['没有重复，与 9,999 张比对', '没有重复，与 10,000 张以上比对']);
  });
});

describe('E02 time', () => {
  const at = (more: Partial<PhotoFacts>) => checkTime({ ...good, ...more }, dates);
  it.each([
    [{}, 'ok'],
    [{ takenAt: null }, 'warn'],
    [{ takenAt: '2026-11-15T23:00:00+08:00' }, 'flag'],
    [{ takenAt: '2026-11-15T16:30:00Z' }, 'ok'],
    [{ stage: 'before', takenAt: '2026-11-17T09:00:00+08:00' }, 'flag'],
    [{ stage: 'before', takenAt: '2026-01-01T09:00:00+08:00' }, 'ok'],
    [{ stage: 'scene', takenAt: '2026-05-13T09:00:00+08:00' }, 'flag'],
    [{ takenAt: '2026-11-25T17:00:00+08:00' }, 'flag'],
    [{ takenAt: '2026-11-25T17:00:00+08:00', driftSeconds: 3600 }, 'ok'],
  ] as const)('%o is %s', (more, level) => {
    expect(at(more).level).toBe(level);
  });
  it('names both days', () => {
    expect(at({ takenAt: '2026-11-15T12:00:00+08:00' }).reason.zh).toBe(
      '整改后照片拍于 2026-11-15，早于拆除日 2026-11-16，请看一眼',
    );
  });
});

describe('E03, E04, E06, E08', () => {
  const place = (more: Partial<PhotoFacts>) => checkPlace({ ...good, ...more }, rules);
  it('tell how far outside, by which rule', () => {
    expect(place({ distanceM: 58 })).toMatchObject({
      level: 'flag',
      hint: 'F7',
      reason: { zh: '在图斑外 58 米（规则 50 米），请看一眼' },
    });
    expect([
      place({ distanceM: 50 }).level,
      place({ distanceM: 0 }).level,
      place({ inVillage: false }).level,
      place({ distanceM: null }).level,
    ]).toEqual(['ok', 'ok', 'flag', 'warn']);
    expect(place({ position: { lonLat: here, accuracyM: 40 } })).toMatchObject({
      level: 'warn',
      rule: 'photo.accuracyM',
    });
  });
  it('only want a look where a compass or a clock is off', () => {
    expect([
      checkView(good).level,
      checkView({ ...good, sees: false }).level,
      checkView({ ...good, sees: null }).level,
    ]).toEqual(['ok', 'warn', 'info']);
    expect(checkClock({ ...good, driftSeconds: -420 }, rules).reason.zh).toBe('手机比服务器慢 7 分钟，请看一眼');
    expect([
      checkClock({ ...good, driftSeconds: 300 }, rules).level,
      checkClock({ ...good, driftSeconds: null }, rules).level,
    ]).toEqual(['ok', 'info']);
    expect([checkSource(good).level, checkSource({ ...good, imported: true }).level]).toEqual(['ok', 'warn']);
  });
});

describe('a review', () => {
  const bad = { ...good, distanceM: 58, driftSeconds: -420, sha256: 'bb' };
  const checks = checkPhoto(bad, [other({})], dates, rules);

  it('sees what wants a look first, and never a verdict', () => {
    expect(byWeight(checks).map((each) => `${each.id} ${each.level}`)).toEqual([
      'E01 block',
      'E04 flag',
      'E08 warn',
      'E02 ok',
      'E03 ok',
      'E06 ok',
    ]);
    for (const each of checks) expect(each.reason.zh).not.toMatch(/造假|虚假|作弊|伪造/);
  });

  it('waits until each reason was treated, and a block until it is gone', () => {
    expect(untreated(checks, new Set()).map((each) => each.code)).toEqual(['check.E01', 'check.E04', 'check.E08']);
    expect(untreated(checks, new Set(checks.map(checkKey))).map((each) => each.code)).toEqual(['check.E01']);
  });
});

describe('viewpoints', () => {
  const view = (
    photoId: string,
    stage: Viewpoint['stage'],
    metres: number,
    bearingDeg: number | null,
    label: string | null = null,
  ): Viewpoint => ({
    photoId,
    stage,
    label,
    lonLat: destination(here, 90, metres),
    bearingDeg,
  });

  it('are the same within 20 m and 30°', () => {
    const pair = pairTest(view('b', 'before', 0, 41), view('a', 'after', 6, 49), rules);
    expect(pair).toMatchObject({ samePoint: true, sameView: true, bearingDiffDeg: 8 });
    expect(pair.distanceM).toBeCloseTo(6, 2);
    expect(checkPair(pair, rules).map((each) => each.reason.zh)).toEqual(['前后相距 6 米', '方位差 8°']);
    expect(pairTest(view('b', 'before', 0, 350), view('a', 'after', 21, 25), rules)).toMatchObject({
      samePoint: false,
      sameView: false,
    });
    expect(pairTest(view('b', 'before', 0, null), view('a', 'after', 1, 25), rules)).toMatchObject({
      samePoint: true,
      sameView: true,
    });
  });

  it('do not pair without positions', () => {
    const blind = { ...view('a', 'after', 0, 10, '西南角'), lonLat: null };
    const [pair] = viewpointPairs([view('b', 'before', 0, 10, '西南角'), blind], rules);
    expect(pair).toMatchObject({ samePoint: false, distanceM: null });
    expect(pair && checkPair(pair, rules)[0]?.level).toBe('warn');
  });

  it('are found nearest first, each photo once, and never across labels', () => {
    const photos = [
      view('b1', 'before', 0, 40),
      view('b2', 'before', 100, 40),
      view('a1', 'after', 101, 40),
      view('a2', 'after', 3, 40),
      view('a3', 'after', 4, 40),
    ];
    expect(viewpointPairs(photos, rules).map((pair) => [pair.before, pair.after])).toEqual([
      ['b2', 'a1'],
      ['b1', 'a2'],
    ]);
    expect(viewpointPairs([view('b', 'before', 0, 1, '西南角'), view('a', 'after', 0, 1, '东北角')], rules)).toEqual(
      [],
    );
  });

  it('at one place are paired by what they look at, whatever the last digits of their positions say', () => {
    const photos = [
      view('b90', 'before', 0, 90),
      view('b20', 'before', 0.3, 20),
      view('a60', 'after', 0.001, 60),
      view('a90', 'after', 0.2, 90),
    ];
    expect(viewpointPairs(photos, rules).map((pair) => [pair.before, pair.after])).toEqual([
      ['b90', 'a90'],
      ['b20', 'a60'],
    ]);
  });

  it('turn the short way round', () => {
    const angle = fc.double({ min: 0, max: 360, noNaN: true });
    fc.assert(
      fc.property(angle, angle, (a, b) => {
        const turn = bearingDifference(a, b);
        expect(turn).toBeGreaterThanOrEqual(0);
        expect(turn).toBeLessThanOrEqual(180);
        expect(turn).toBeCloseTo(bearingDifference(b, a), 9);
        expect(Math.cos((turn * Math.PI) / 180)).toBeCloseTo(Math.cos(((a - b) * Math.PI) / 180), 9);
      }),
    );
  });
});
