import type { LonLat } from './brands.ts';
import { cgcs2000, degree } from './ellipsoid.ts';
import { type FlatPolygon, ringStart } from './flat.ts';

const { a, b, f, e2 } = cgcs2000;

/** Metres per degree of longitude and of latitude at a latitude in degrees: the radii of curvature there. */
export function metresPerDegree(lat: number): { readonly lon: number; readonly lat: number } {
  const s = Math.sin(lat * degree);
  const w = 1 - e2 * s * s;
  const n = a / Math.sqrt(w);
  return { lon: n * Math.cos(lat * degree) * degree, lat: ((n * (1 - e2)) / w) * degree };
}

// Points almost opposite on the globe, where Vincenty's iteration does not settle; nothing of ours is that far apart.
function roughDistance(p: LonLat, q: LonLat): number {
  const h =
    Math.sin(((q[1] - p[1]) * degree) / 2) ** 2 +
    Math.cos(p[1] * degree) * Math.cos(q[1] * degree) * Math.sin(((q[0] - p[0]) * degree) / 2) ** 2;
  return 2 * 6371007.18 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Length in metres of the geodesic between two points (Vincenty 1975, Survey Review 176; 0.1 mm). */
export function distanceM(p: LonLat, q: LonLat): number {
  if (p[0] === q[0] && p[1] === q[1]) return 0;
  const l = (q[0] - p[0]) * degree;
  const u1 = Math.atan((1 - f) * Math.tan(p[1] * degree));
  const u2 = Math.atan((1 - f) * Math.tan(q[1] * degree));
  const [s1, c1, s2, c2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let i = 0; i < 60; i++) {
    const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
    const cosSigma = s1 * s2 + c1 * c2 * cl;
    if (sinSigma === 0) return cosSigma > 0 ? 0 : roughDistance(p, q);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (c1 * c2 * sl) / sinSigma;
    const cos2Alpha = 1 - sinAlpha * sinAlpha;
    const cos2m = cos2Alpha === 0 ? 0 : cosSigma - (2 * s1 * s2) / cos2Alpha;
    const c = (f / 16) * cos2Alpha * (4 + f * (4 - 3 * cos2Alpha));
    const next = l + (1 - c) * f * sinAlpha * (sigma + c * sinSigma * (cos2m + c * cosSigma * (2 * cos2m * cos2m - 1)));
    const settled = Math.abs(next - lambda) < 1e-13;
    lambda = next;
    if (!settled) continue;
    const u = (cos2Alpha * (a * a - b * b)) / (b * b);
    const big = 1 + (u / 16384) * (4096 + u * (-768 + u * (320 - 175 * u)));
    const small = (u / 1024) * (256 + u * (-128 + u * (74 - 47 * u)));
    const third = (small / 6) * cos2m * (4 * sinSigma * sinSigma - 3) * (4 * cos2m * cos2m - 3);
    const delta = small * sinSigma * (cos2m + (small / 4) * (cosSigma * (2 * cos2m * cos2m - 1) - third));
    return b * big * (sigma - delta);
  }
  return roughDistance(p, q);
}

/** Length in metres of a line through the points. */
export function lineLengthM(line: readonly LonLat[]): number {
  let length = 0;
  let last: LonLat | undefined;
  for (const point of line) {
    if (last !== undefined) length += distanceM(last, point);
    last = point;
  }
  return length;
}

/** Length in metres of the whole boundary, holes included. */
export function perimeterM(p: FlatPolygon): number {
  let length = 0;
  for (let ring = 0; ring < p.ringEnds.length; ring++) {
    for (let i = ringStart(p, ring) + 1; i < (p.ringEnds[ring] as number); i++)
      length += distanceM(vertex(p, i - 1), vertex(p, i));
  }
  return length;
}

/** Vertex `i` of a polygon. */
export function vertex(p: FlatPolygon, i: number): LonLat {
  return [p.xy[2 * i] as number, p.xy[2 * i + 1] as number];
}

/** Direction in degrees clockwise from north (0 ≤ d < 360) in which `q` is seen from `p`; for up to about 100 km. */
export function bearingDeg(p: LonLat, q: LonLat): number {
  const middle = (p[1] + q[1]) / 2;
  const scale = metresPerDegree(middle);
  const azimuth = Math.atan2((q[0] - p[0]) * scale.lon, (q[1] - p[1]) * scale.lat) / degree;
  // At the middle of the line; half the convergence of the meridians turns it back to its start.
  const atStart = azimuth - ((q[0] - p[0]) * Math.sin(middle * degree)) / 2;
  return (atStart + 360) % 360;
}

/** The point `metres` away in a direction (degrees clockwise from north); for up to about 100 km. */
export function destination(p: LonLat, bearing: number, metres: number): LonLat {
  let lon = p[0];
  let lat = p[1];
  for (let i = 0; i < 6; i++) {
    const middle = (p[1] + lat) / 2;
    const scale = metresPerDegree(middle);
    const azimuth = (bearing + ((lon - p[0]) * Math.sin(middle * degree)) / 2) * degree;
    lon = p[0] + (metres * Math.sin(azimuth)) / scale.lon;
    lat = p[1] + (metres * Math.cos(azimuth)) / scale.lat;
  }
  return [lon, lat];
}
