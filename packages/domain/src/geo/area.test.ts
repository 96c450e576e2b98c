import { describe, expect, it } from 'vitest';
import { areaM2, areaSeriesM2, seriesCoefficients } from './area.ts';
import { areaOfProjectedM2, type ProjectedPolygon, planarAreaM2 } from './projected-area.ts';
import { flatFromRings } from './rings.ts';
import { muRounded, roundHalfUp } from './round.ts';
import { hasData, readCsv, wktParts } from './testing/data.ts';
import { fromGauss, type GaussZone, gaussZone, toGauss } from './zones.ts';

function zone(epsg: number): GaussZone {
  const found = gaussZone(epsg);
  if (found === undefined) throw new Error(`no zone ${epsg}`);
  return found;
}

const ring = (...points: [number, number][]): { e: number; n: number }[] => points.map(([e, n]) => ({ e, n }));
const square = (e: number, n: number, side: number): ProjectedPolygon => [
  [ring([e, n], [e + side, n], [e + side, n + side], [e, n + side])],
];
const quad = (w: number, s: number, e: number, n: number) =>
  flatFromRings([
    [
      [
        [w, s],
        [e, s],
        [e, n],
        [w, n],
      ],
    ],
  ]);

describe('areas on the ellipsoid, vectors of the specification', () => {
  it('has the printed coefficients', () => {
    const printed = [
      1.0033640898341929, 0.0011241893819271245, 1.6994594735189056e-6, 2.717857845577556e-9, 4.358419004834515e-12,
    ];
    for (const [i, value] of seriesCoefficients.entries()) expect(value).toBeCloseTo(printed[i] ?? Number.NaN, 15);
  });
  it('TV1: a quad of a thousandth of a degree', () => {
    const tv1 = quad(106, 29.8, 106.001, 29.801);
    expect(areaM2(tv1)).toBeCloseTo(10716.7440152, 5);
    expect(areaSeriesM2(tv1)).toBeCloseTo(10716.744, 3);
  });
  it('TV2: one degree by one', () => {
    const tv2 = quad(106, 29.5, 107, 30.5);
    expect(areaM2(tv2)).toBeCloseTo(10695604106.41, 1);
    expect(areaSeriesM2(tv2)).toBeCloseTo(10695604106.41, 1);
  });
  it.each([
    ['TV3', 35597000, 3298000, 100, 9997.678, 9997.6772, 10000],
    ['TV4', 35597000, 3298000, 1000, 999765.558, 999765.5571, 1e6],
    ['TV7', 35500000, 3300000, 100, 10000, 10000.0, 10000],
  ])('%s: a square in EPSG:4523', (_, e, n, side, rounded, exact, planar) => {
    const polygon = square(e, n, side);
    expect(Math.abs(areaOfProjectedM2(polygon, zone(4523)) - rounded)).toBeLessThan(0.0101);
    expect(areaOfProjectedM2(polygon, zone(4523), { roundSteps: false })).toBeCloseTo(exact, 3);
    expect(planarAreaM2(polygon)).toBeCloseTo(planar, 6);
  });
  it('TV5: a triangle', () => {
    const tv5 = [[ring([35598937.478, 3299751.097], [35599033.956, 3299774.127], [35598984.83, 3299862.384])]];
    expect(Math.abs(areaOfProjectedM2(tv5, zone(4523)) - 4821.946)).toBeLessThan(0.0101);
  });
  it('TV6: a parcel with a hole, whatever the direction of its rings', () => {
    const outer = ring(
      [35600000, 3300000],
      [35600200, 3300000],
      [35600200, 3300150],
      [35600120, 3300180],
      [35600000, 3300150],
    );
    const hole = ring([35600050, 3300050], [35600050, 3300100], [35600100, 3300100], [35600100, 3300050]);
    for (const rings of [
      [outer, hole],
      [outer, hole.toReversed()],
      [outer.toReversed(), hole],
    ]) {
      const area = areaOfProjectedM2([rings], zone(4523));
      expect(Math.abs(area - 30492.464)).toBeLessThan(0.0101);
      expect(muRounded(area, 2)).toBe(45.74);
      expect(roundHalfUp(area / 10000, 4)).toBe(3.0492);
    }
  });
});

describe.skipIf(!hasData)('areas against independent programs', () => {
  const rows = hasData ? readCsv('expected/areas.csv') : [];
  it('has polygons to judge', () => expect(rows.length).toBe(250));
  it.each(rows.map((row) => [row.text('id'), row] as const))('%s', (_, row) => {
    const parts = wktParts(row.text('wkt'));
    const polygon = flatFromRings(parts);
    const exact = row.number('official_exact');
    expect(Math.abs(areaM2(polygon) - exact)).toBeLessThan(0.001 + exact * 1e-12);
    expect(Math.abs(areaSeriesM2(polygon) - row.number('official_series'))).toBeLessThan(0.001 + exact * 1e-9);
    expect(muRounded(exact, 2)).toBe(row.number('mu_2dp'));
    for (const column of ['epsg_prefix', 'epsg_noprefix']) {
      const system = zone(row.number(column));
      const plane = parts.map((rings) =>
        rings.map((r) => r.slice(0, -1).map(([lon, lat]) => toGauss(system, lon, lat))),
      );
      const planar = row.number(column === 'epsg_prefix' ? 'planar_prefix' : 'planar_noprefix');
      expect(Math.abs(planarAreaM2(plane) - planar)).toBeLessThan(0.001 + planar * 1e-9);
      // The rounding to 0.1 mm and 10⁻⁶″ falls differently when a coordinate differs in its last digit.
      const routine = row.number('official_routine');
      expect(Math.abs(areaOfProjectedM2(plane, system) - routine)).toBeLessThan(0.0101);
    }
  });
});

describe.skipIf(!hasData)('sheet areas and plane coordinates from two other programs', () => {
  it('gives the theoretical areas of map sheets', () => {
    for (const row of readCsv('geodesy_vectors/sheet_theoretical_areas.csv')) {
      // Printed to six decimals, meant are multiples of 2.5′.
      const south = Math.round(row.number('south_lat') * 24) / 24;
      const sheet = quad(105, south, 105 + row.number('dlon_min') / 60, south + row.number('dlat_min') / 60);
      expect(roundHalfUp(areaM2(sheet), 2)).toBeCloseTo(row.number('exact_authalic_m2'), 1);
    }
  });
  it('projects 78 points as PROJ and GeographicLib do, there and back', () => {
    for (const row of readCsv('geodesy_vectors/cgcs2000_gk_tongliang.csv')) {
      const { e, n } = toGauss(zone(row.number('epsg_prefixed')), row.number('lon'), row.number('lat'));
      expect(Math.abs(e - row.number('easting_Y_prefixed'))).toBeLessThan(6e-5);
      expect(Math.abs(n - row.number('northing_X'))).toBeLessThan(6e-5);
      const [lon, lat] = fromGauss(zone(row.number('epsg_prefixed')), e, n);
      expect(lon).toBeCloseTo(row.number('lon'), 11);
      expect(lat).toBeCloseTo(row.number('lat'), 11);
    }
  });
});
