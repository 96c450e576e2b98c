import { describe, expect, it } from 'vitest';
import { guessCrs, zonePrefix, zonePrefixMismatch } from './guess-crs.ts';
import { oldDatumRefusal } from './old-datum.ts';
import { gaussZone, gaussZones, toGauss } from './zones.ts';

/** An invented county of half a degree around 106°E 29.8°N. */
const county = [105.8, 29.6, 106.3, 30.1] as const;

function sample(epsg: number, lon: number, lat: number): { x: number; y: number } {
  const zone = gaussZone(epsg);
  if (zone === undefined) throw new Error(`no zone ${epsg}`);
  const { e, n } = toGauss(zone, lon, lat);
  return { x: e, y: n };
}
const swap = ({ x, y }: { x: number; y: number }) => ({ x: y, y: x });
const zh = (guess: ReturnType<typeof guessCrs>): string =>
  [...guess.candidates.flatMap((c) => c.reasons), ...guess.warnings].map((s) => s.zh).join('；');

describe('guessCrs', () => {
  it('reads degrees, in either order, and warns of shifted coordinates', () => {
    const guess = guessCrs([{ x: 106, y: 29.8 }], county);
    expect(guess.candidates).toMatchObject([{ epsg: 4490, axisOrder: 'xy', inCounty: true, firstPoint: [106, 29.8] }]);
    expect(guess.mustAsk).toBe(false);
    expect(zh(guess)).toContain('GCJ-02');
    expect(guessCrs([{ x: 29.8, y: 106 }], county).candidates).toMatchObject([
      { epsg: 4490, axisOrder: 'yx', firstPoint: [106, 29.8] },
    ]);
  });
  it('reads every prefixed zone from its first two digits, with a reason', () => {
    for (const zone of gaussZones.filter((z) => z.prefixed)) {
      const guess = guessCrs([sample(zone.epsg, zone.centralMeridian + 1, 30)]);
      expect(guess.candidates.map((c) => c.epsg)).toEqual([zone.epsg]);
      expect(guess.candidates[0]?.inCounty).toBeNull();
      expect(guess.mustAsk).toBe(false);
      expect(zh(guess)).toContain(`第${zone.zone}带`);
    }
  });
  it('notices the surveyors’ order: northing first', () => {
    const guess = guessCrs([swap(sample(4523, 106, 29.8))], county);
    expect(guess.candidates).toMatchObject([{ epsg: 4523, axisOrder: 'yx', inCounty: true }]);
    expect(zh(guess)).toContain('第一列像纵坐标');
  });
  it('finds the meridian of bare eastings from the county, and asks without it', () => {
    const bare = [sample(4544, 106, 29.8), sample(4544, 106.1, 29.9)];
    expect(guessCrs(bare, county)).toMatchObject({ candidates: [{ epsg: 4544, inCounty: true }], mustAsk: false });
    expect(guessCrs(bare.map(swap), county).candidates).toMatchObject([{ epsg: 4544, axisOrder: 'yx' }]);
    const asked = guessCrs(bare);
    expect(asked.mustAsk).toBe(true);
    expect(asked.candidates).toHaveLength(21);
  });
  it('speaks up when nothing falls into the county', () => {
    const wrongZone = guessCrs([sample(4526, 114, 29.8)], county);
    expect(wrongZone).toMatchObject({ candidates: [{ epsg: 4526, inCounty: false }], mustAsk: true });
    expect(zh(wrongZone)).toContain('本县范围之外');
    const farNorth = guessCrs([sample(4544, 106, 45)], county);
    expect(farNorth).toMatchObject({ candidates: [], mustAsk: true });
    expect(farNorth.warnings.length).toBeGreaterThan(0);
  });
  it('does not mix zones silently', () => {
    const guess = guessCrs([sample(4523, 106.3, 29.8), sample(4524, 106.6, 29.8)]);
    expect(guess.mustAsk).toBe(true);
    expect(guess.candidates.map((c) => c.epsg)).toEqual([4523, 4524]);
    expect(zh(guess)).toContain('带号不一致');
  });
  it('makes nothing of numbers that are no coordinates', () => {
    for (const samples of [
      [],
      [{ x: 1, y: 2 }],
      [{ x: Number.NaN, y: 3 }],
      [{ x: 1e12, y: 1e12 }],
      [{ x: 24500000, y: 3300000 }],
    ])
      expect(guessCrs(samples)).toMatchObject({ candidates: [], mustAsk: true });
    expect(guessCrs([{ x: 1, y: 2 }]).warnings[0]?.zh).toContain('请核对坐标列');
  });
  it('always says why', () => {
    for (const epsg of [4490, 4523, 4500, 4544]) {
      const guess = epsg === 4490 ? guessCrs([{ x: 106, y: 30 }]) : guessCrs([sample(epsg, 117, 30)]);
      for (const candidate of guess.candidates) expect(candidate.reasons.length).toBeGreaterThan(0);
    }
  });
});

describe('zone prefixes', () => {
  it('are read from eight digits only', () => {
    expect([35596681, 20500000, 596681, 24500000, 46500000, 35050000].map(zonePrefix)).toEqual([
      35,
      20,
      null,
      null,
      null,
      null,
    ]);
  });
  it('must agree with the declared zone', () => {
    expect(zonePrefixMismatch([35596681, 35596700], 35)).toBeNull();
    expect(zonePrefixMismatch([596681], 35)).toBeNull();
    expect(zonePrefixMismatch([], 35)).toBeNull();
    expect(zonePrefixMismatch([35596681, 36596700], 35)?.zh).toContain('第2个点');
  });
});

describe('old datums', () => {
  it.each([
    'GEOGCS["GCS_Beijing_1954"]',
    'PROJCS["Xian_1980_3_Degree_GK_Zone_35"]',
    'SPHEROID["Krasovsky_1940",6378245.0,298.3]',
    'SPHEROID["IAG 1975",6378140,298.257]',
    '1954年北京坐标系',
    '北京54',
    '1980西安坐标系',
    '西安80',
    '80国家大地坐标系',
    'EPSG:2379',
    'EPSG:4214',
    'urn 4610'.slice(4),
  ])('refuses %s', (text) => {
    expect(oldDatumRefusal(text)?.zh).toContain('官方转换参数');
  });
  it.each([
    '2000国家大地坐标系',
    'GEOGCS["China Geodetic Coordinate System 2000"]',
    'EPSG:4490',
    'EPSG:4523',
    'EPSG:4326',
    '',
    '80',
  ])('has nothing against %s', (text) => {
    expect(oldDatumRefusal(text)).toBeNull();
  });
});
