import { createHash } from 'node:crypto';
import { landClass } from '@shoutian/domain/dictionaries';
import { areaM2, coverRatio, findOverlaps, flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Convex, planArea, split, voronoi } from './convex.ts';
import { footprint, type Landscape, makeLandscape } from './index.ts';
import { Net } from './net.ts';
import { randomFrom } from './random.ts';
import { steepness } from './warp.ts';

const digest = (land: Landscape): string => {
  const hash = createHash('sha256');
  for (const each of land.layers.landClass) hash.update(toEwkb(each.geometry)).update(each.classCode);
  return hash.digest('hex');
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const total = (land: Landscape, kind: keyof Landscape['layers']): number =>
  sum(land.layers[kind].map((each) => each.areaM2));

let land: Landscape;
beforeAll(() => {
  land = makeLandscape();
});

describe('the invented county', () => {
  it('is the same every time, and another for another seed', () => {
    expect(digest(makeLandscape())).toBe(digest(land));
    expect(digest(makeLandscape(7))).not.toBe(digest(land));
  });

  it('has the size a demonstration needs', () => {
    expect(land.layers.landClass.length).toBeGreaterThan(5500);
    expect(land.layers.landClass.length).toBeLessThan(8000);
    expect(land.layers.permanentBasicFarmland.length).toBeGreaterThan(450);
    for (const kind of ['ecoRedLine', 'urbanGrowthBoundary', 'approvedLand', 'facilityAgriLand'] as const)
      expect(land.layers[kind].length).toBeGreaterThan(0);
    expect(land.places.map(({ code }) => code.length).sort()).toEqual([6, 9, 9, ...Array<number>(12).fill(12)].sort());
  });

  // A fold of the land or a corner one neighbour lacks would show as an overlap or as missing ground.
  it.each([undefined, 1, 2, 3])('is covered by its parcels without gap or overlap (seed %s)', (seed) => {
    const made = seed === undefined ? land : makeLandscape(seed);
    const parcels = made.layers.landClass.map((each, i) => ({ id: String(i), geometry: each.geometry }));
    expect(findOverlaps(parcels, { minM2: 0.01 })).toEqual([]);
    const county = made.places[0];
    expect(Math.abs(total(made, 'landClass') - areaM2(county?.geometry ?? flatEmpty()))).toBeLessThan(0.01);
    for (const each of made.layers.landClass) expect(each.geometry.ringEnds.length).toBe(1);
  });

  it('nests: villages make up their towns, towns the county, and nobody lies in two', () => {
    const inside = (code: string, digits: number) =>
      land.places.filter((place) => place.code.length === digits && place.code.startsWith(code));
    for (const place of land.places.filter(({ code }) => code.length < 12)) {
      const parts = inside(place.code, place.code.length + 3);
      expect(Math.abs(sum(parts.map(({ geometry }) => areaM2(geometry))) - areaM2(place.geometry))).toBeLessThan(0.01);
      expect(
        findOverlaps(
          parts.map(({ code, geometry }) => ({ id: code, geometry })),
          { minM2: 0.01 },
        ),
      ).toEqual([]);
    }
  });

  it('says only what the survey knows: known classes, ridges of 0.05–0.15 on sloping dryland, none elsewhere than on farmland', () => {
    for (const each of land.layers.landClass) {
      expect(landClass(each.classCode), each.classCode).not.toBeNull();
      if (!each.classCode.startsWith('01')) expect(each.netFactor).toBe(1);
      expect(each.netFactor).toBeGreaterThanOrEqual(0.85);
    }
    const sloping = land.layers.landClass.filter((each) => each.classCode === '0103' && each.attrs['GDLX'] === 'TT');
    expect(sloping.length).toBeGreaterThan(500);
    expect(sloping.every((each) => each.netFactor <= 0.95 + 1e-9 || Number(each.attrs['GDPDJB']) <= 2)).toBe(true);
  });

  it('protects farmland only', () => {
    const farmland = land.layers.landClass
      .filter((each) => each.classCode.startsWith('01'))
      .map((each) => each.geometry);
    for (const each of land.layers.permanentBasicFarmland.filter((_, i) => i % 40 === 0))
      expect(coverRatio(each.geometry, farmland)).toBeGreaterThan(0.999999);
    expect(total(land, 'permanentBasicFarmland')).toBeLessThan(total(land, 'landClass') * 0.5);
  });

  it('numbers parcels once in a village, and approvals, filings and protected parcels once', () => {
    const once = (labels: string[]): void => expect(new Set(labels).size).toBe(labels.length);
    once(land.layers.landClass.map((each) => `${each.placeCode}/${each.attrs['TBBH']}`));
    for (const kind of ['permanentBasicFarmland', 'approvedLand', 'facilityAgriLand'] as const)
      once(land.layers[kind].map((each) => each.label));
  });
});

const flatEmpty = () => flatFromGeoJson({ type: 'Polygon', coordinates: [] });

describe('the outline of something built', () => {
  it('has the wanted area, lies on fields of its village, and is the same for the same seed', () => {
    for (const [seed, m2] of [
      [1, 2280],
      [2, 720],
      [3, 5107],
    ] as const) {
      const made = footprint(land, { village: '999901101201', m2, seed });
      expect(areaM2(flatFromGeoJson(made))).toBeGreaterThan(m2 * 0.97);
      expect(areaM2(flatFromGeoJson(made))).toBeLessThan(m2 * 1.03);
      expect(footprint(land, { village: '999901101201', m2, seed })).toEqual(made);
      const village = land.places.find(({ code }) => code === '999901101201');
      expect(coverRatio(flatFromGeoJson(made), village ? [village.geometry] : [])).toBeGreaterThan(0.4);
    }
    expect(() => footprint(land, { village: '999901101999', m2: 100, seed: 1 })).toThrow(RangeError);
  });
});

describe('the parts it is made of', () => {
  const square: Convex = [0, 0, 100, 0, 100, 100, 0, 100];
  it('the waves cannot fold the plan', () => expect(steepness).toBeLessThan(1));

  it('a cut gives two parts that make up the whole, or none where a part would be a crumb', () => {
    const [a, b] = split(square, { nx: 1, ny: 0, c: 30 });
    expect([planArea(a ?? []), planArea(b ?? [])]).toEqual([3000, 7000]);
    expect(split(square, { nx: 1, ny: 0, c: 0.5 })).toEqual([undefined, square]);
    expect(split(square, { nx: 1, ny: 0, c: 200 })).toEqual([square, undefined]);
  });

  it('cells around seeds share out the ground', () => {
    const next = randomFrom(5);
    const cells = voronoi(
      square,
      Array.from({ length: 12 }, (): [number, number] => [next() * 100, next() * 100]),
    );
    expect(sum(cells.map((cell) => planArea(cell.shape)))).toBeCloseTo(10_000, 6);
  });

  it('dissolving keeps a hole, and parts that only touch at a corner stay apart', () => {
    const net = new Net();
    const cell = (i: number, j: number): number[] => net.take([i, j, i + 1, j, i + 1, j + 1, i, j + 1]);
    const ring = [0, 1, 2].flatMap((i) => [0, 1, 2].flatMap((j) => (i === 1 && j === 1 ? [] : [cell(i, j)])));
    expect(net.dissolve(ring).map((polygon) => polygon.map((loop) => loop.length))).toEqual([[12, 4]]);
    expect(net.dissolve([cell(10, 10), cell(11, 11)]).map((polygon) => polygon.length)).toEqual([1, 1]);
  });
});
