import { expandBbox } from './bbox.ts';
import type { LonLat, Sentence } from './brands.ts';
import type { BBox } from './flat.ts';
import { fromGauss, type GaussZone, gaussZones } from './zones.ts';

/** A coordinate pair as it stands in a file: first column, second column. */
export type Sample = { readonly x: number; readonly y: number };

/** `xy`: the first column is the longitude or easting; `yx`: the Chinese order, northing (X) first. */
export type AxisOrder = 'xy' | 'yx';

/** A coordinate system the numbers allow, with its reasons. It is offered, never taken silently. */
export type CrsCandidate = {
  readonly epsg: number;
  readonly axisOrder: AxisOrder;
  /** Whether all samples fall into the county (with 20 km to spare); null where its bounds are unknown. */
  readonly inCounty: boolean | null;
  readonly reasons: readonly Sentence[];
  /** Where the first sample falls, degrees. */
  readonly firstPoint: LonLat;
};

export type CrsGuess = {
  /** Likeliest first. */
  readonly candidates: readonly CrsCandidate[];
  readonly warnings: readonly Sentence[];
  /** True unless exactly one candidate is left and nothing speaks against it. */
  readonly mustAsk: boolean;
};

/** One reading of the numbers: which column is which, and the system they would be in. */
type Reading = {
  readonly epsg: number;
  readonly order: AxisOrder;
  readonly reason: Sentence;
  readonly at: (s: Sample) => LonLat;
};

const within = (value: number, from: number, to: number): boolean => value >= from && value <= to;
const isLon = (value: number): boolean => within(value, 70, 140);
const isLat = (value: number): boolean => within(value, 0, 60);
const isNorthing = (value: number): boolean => within(value, 300000, 6000000);
const isPlainEasting = (value: number): boolean => within(value, 100000, 900000);

/** The zone number an easting starts with (8 integer digits), null where it has none. */
export function zonePrefix(easting: number): number | null {
  const zone = Math.floor(easting / 1e6);
  return (within(zone, 13, 23) || within(zone, 25, 45)) && isPlainEasting(easting - zone * 1e6) ? zone : null;
}

const swappedReason: Sentence = {
  zh: '第一列像纵坐标（X，向北），第二列像横坐标（Y，向东），是测绘的习惯顺序',
  en: 'the first column looks like the northing (X), the second like the easting (Y): the surveyors’ order',
};

function inZone(zone: GaussZone, order: AxisOrder, reason: Sentence): Reading {
  const at = (s: Sample): LonLat => (order === 'xy' ? fromGauss(zone, s.x, s.y) : fromGauss(zone, s.y, s.x));
  return { epsg: zone.epsg, order, reason, at };
}

function readingsIn(samples: readonly Sample[], order: AxisOrder): Reading[] {
  const easting = (s: Sample): number => (order === 'xy' ? s.x : s.y);
  const northing = (s: Sample): number => (order === 'xy' ? s.y : s.x);
  if (samples.every((s) => isLon(easting(s)) && isLat(northing(s)))) {
    const reason: Sentence = {
      zh: '两列都小于180，像以度为单位的经纬度',
      en: 'both columns are below 180: longitude and latitude in degrees',
    };
    return [{ epsg: 4490, order, reason, at: (s) => [easting(s), northing(s)] }];
  }
  if (!samples.every((s) => isNorthing(northing(s)))) return [];
  const prefixes = new Set(samples.map((s) => zonePrefix(easting(s))));
  if (!prefixes.has(null))
    return gaussZones
      .filter((zone) => zone.prefixed && prefixes.has(zone.zone))
      .map((zone) =>
        inZone(zone, order, {
          zh: `横坐标8位，以${zone.zone}开头，像${zone.width}度分带第${zone.zone}带（中央经线${zone.centralMeridian}°）带带号坐标`,
          en: `eastings of 8 digits starting with ${zone.zone}: ${zone.width}° zone ${zone.zone} (central meridian ${zone.centralMeridian}°E) with zone prefix`,
        }),
      );
  if (!samples.every((s) => isPlainEasting(easting(s)))) return [];
  // Every 6° meridian is a 3° meridian too, and without prefix the coordinates are the same.
  return gaussZones
    .filter((zone) => !zone.prefixed && zone.width === 3)
    .map((zone) =>
      inZone(zone, order, {
        zh: `横坐标6位，不带带号；若中央经线为${zone.centralMeridian}°，位置如示`,
        en: `eastings of 6 digits without zone prefix; with central meridian ${zone.centralMeridian}°E they fall as shown`,
      }),
    );
}

function toCandidate(reading: Reading, samples: readonly Sample[], county: BBox | undefined): CrsCandidate {
  const points = samples.map(reading.at);
  const wide = county === undefined ? undefined : expandBbox(county, 20000);
  const inCounty =
    wide === undefined
      ? null
      : points.every(([lon, lat]) => within(lon, wide[0], wide[2]) && within(lat, wide[1], wide[3]));
  const reasons = [reading.reason];
  if (reading.order === 'yx') reasons.push(swappedReason);
  if (inCounty === true) reasons.push({ zh: '各点都落在本县范围内', en: 'all points fall into this county' });
  if (inCounty === false) reasons.push({ zh: '有点落在本县范围之外', en: 'some points fall outside this county' });
  return { epsg: reading.epsg, axisOrder: reading.order, inCounty, reasons, firstPoint: points[0] ?? [0, 0] };
}

function warningsFor(candidates: readonly CrsCandidate[], found: number, county: BBox | undefined): Sentence[] {
  const warnings: Sentence[] = [];
  if (found === 0)
    warnings.push({
      zh: '坐标数值不像经纬度，也不像国家2000的高斯坐标，请核对坐标列并指定坐标系。',
      en: 'The numbers look neither like longitude and latitude nor like CGCS2000 Gauss coordinates; check the columns and name the system.',
    });
  const zones = new Set(candidates.filter((c) => c.epsg !== 4490).map((c) => c.epsg));
  if (found > 0 && county !== undefined && !candidates.some((c) => c.inCounty))
    warnings.push({
      zh: '按任何一种可能的坐标系，都有点落在本县范围之外，请核对带号和坐标顺序。',
      en: 'In every possible system some points fall outside this county; check the zone and the order of the columns.',
    });
  if (candidates.some((c) => c.epsg === 4490))
    warnings.push({
      zh: '从数值看不出是国家2000、WGS84还是偏移坐标（GCJ-02、BD-09，差几百米），请确认来源。',
      en: 'Numbers do not tell CGCS2000 from WGS84 or from shifted map coordinates (GCJ-02, BD-09: hundreds of metres); confirm the source.',
    });
  if (zones.size > 0)
    warnings.push({
      zh: '从数值看不出是国家2000还是北京54、西安80（差几十米以上），请确认资料注明的坐标系。',
      en: 'Numbers do not tell CGCS2000 from Beijing 1954 or Xi’an 1980 (tens of metres); confirm what the source states.',
    });
  return warnings;
}

/**
 * What coordinate systems the numbers allow, by their size (specification of the CGCS2000 zones: prefix 25–45 is 3°,
 * 13–23 is 6°) and, where given, by the county's bounds in degrees. Bare eastings allow every central meridian: only
 * the bounds can tell, and where they cannot, one must ask. Never throws; no sample gives no candidate.
 */
export function guessCrs(samples: readonly Sample[], countyBounds?: BBox): CrsGuess {
  const readings = samples.length === 0 ? [] : [...readingsIn(samples, 'xy'), ...readingsIn(samples, 'yx')];
  const all = readings.map((reading) => toCandidate(reading, samples, countyBounds));
  const inside = all.filter(({ inCounty }) => inCounty === true);
  // Outside the county a bare easting says nothing: twenty-one meridians would only hide the question.
  const bareAndLost = countyBounds !== undefined && inside.length === 0 && all.length > 4;
  const candidates = inside.length > 0 ? inside : bareAndLost ? [] : all;
  const mixed = new Set(samples.flatMap((s) => zonePrefix(s.x) ?? zonePrefix(s.y) ?? [])).size > 1;
  const warnings = warningsFor(candidates, all.length, countyBounds);
  if (mixed)
    warnings.push({
      zh: '横坐标的带号不一致，数据可能跨带，请分带导入。',
      en: 'The eastings carry different zone numbers; import each zone separately.',
    });
  const [only, second] = candidates;
  const mustAsk = mixed || only === undefined || second !== undefined || only.inCounty === false;
  return { candidates, warnings, mustAsk };
}

/**
 * Says so when eastings carry another zone number than the one declared (带号), null when they agree or carry none.
 */
export function zonePrefixMismatch(eastings: readonly number[], declaredZone: number): Sentence | null {
  const index = eastings.findIndex((easting) => (zonePrefix(easting) ?? declaredZone) !== declaredZone);
  const easting = eastings[index];
  if (easting === undefined) return null;
  const zone = zonePrefix(easting);
  return {
    zh: `第${index + 1}个点的横坐标${easting}以${zone}开头，与声明的带号${declaredZone}不符，请核对带号。`,
    en: `The easting ${easting} of point ${index + 1} starts with ${zone}, but zone ${declaredZone} is declared; check the zone.`,
  };
}
