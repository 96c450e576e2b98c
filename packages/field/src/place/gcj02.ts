import type { LonLat } from '@shoutian/domain/geo';

/*
 * 高德 and 百度 take GCJ-02, which is shifted by up to about 700 m against CGCS2000 and WGS 84. The shift is no public
 * standard; this is the formula that has been in public use since 2010 (the "eviltransform" family, Krasovsky 1940
 * ellipsoid). It only hands a place over to a map application: no stored coordinate ever goes through it.
 */
const A = 6_378_245;
const EE = 0.006_693_421_622_965_943;

function shiftLat(x: number, y: number): number {
  const { sin, sqrt, abs, PI } = Math;
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x));
  const short = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  const middle = ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3;
  const long = ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3;
  return base + short + middle + long;
}

function shiftLon(x: number, y: number): number {
  const { sin, sqrt, abs, PI } = Math;
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x));
  const short = ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3;
  const middle = ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3;
  const long = ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3;
  return base + short + middle + long;
}

/** Outside of this box the map applications use unshifted coordinates. */
function outsideChina([lon, lat]: LonLat): boolean {
  return lon < 72.004 || lon > 137.8347 || lat < 0.8293 || lat > 55.8271;
}

/** Degrees CGCS2000 (or WGS 84) → degrees GCJ-02; unchanged outside of China. */
export function toGcj02(place: LonLat): LonLat {
  if (outsideChina(place)) return place;
  const [lon, lat] = place;
  const radLat = (lat / 180) * Math.PI;
  const magic = 1 - EE * Math.sin(radLat) ** 2;
  const root = Math.sqrt(magic);
  const x = lon - 105;
  const y = lat - 35;
  const dLat = (shiftLat(x, y) * 180) / (((A * (1 - EE)) / (magic * root)) * Math.PI);
  const dLon = (shiftLon(x, y) * 180) / ((A / root) * Math.cos(radLat) * Math.PI);
  return [lon + dLon, lat + dLat];
}
