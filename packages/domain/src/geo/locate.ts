import type { LonLat } from './brands.ts';
import { degree } from './ellipsoid.ts';
import { type FlatPolygon, ringStart } from './flat.ts';
import { distanceM, metresPerDegree } from './measure.ts';

/** Calls back with both ends of every edge, in degrees. */
export function eachEdge(p: FlatPolygon, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  const { xy, ringEnds } = p;
  for (let ring = 0; ring < ringEnds.length; ring++) {
    const end = 2 * (ringEnds[ring] as number);
    for (let i = 2 * ringStart(p, ring); i + 2 < end; i += 2)
      visit(xy[i] as number, xy[i + 1] as number, xy[i + 2] as number, xy[i + 3] as number);
  }
}

/** Whether a point lies inside, by even-odd (in a hole: outside). On the boundary itself either answer may come. */
export function pointInPolygon([lon, lat]: LonLat, p: FlatPolygon): boolean {
  const [minLon, minLat, maxLon, maxLat] = p.bbox;
  if (!(lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat)) return false;
  let inside = false;
  eachEdge(p, (x0, y0, x1, y1) => {
    if (y0 > lat !== y1 > lat && lon < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
  });
  return inside;
}

/** Metres from a point to the nearest place of the boundary, also from inside; ∞ for an empty polygon. */
export function distanceToEdgeM(point: LonLat, p: FlatPolygon): number {
  const [lon, lat] = point;
  const scale = metresPerDegree(lat);
  let best = Infinity;
  let nearest: LonLat | null = null;
  eachEdge(p, (x0, y0, x1, y1) => {
    const ax = (x0 - lon) * scale.lon;
    const ay = (y0 - lat) * scale.lat;
    const dx = (x1 - x0) * scale.lon;
    const dy = (y1 - y0) * scale.lat;
    const square = dx * dx + dy * dy;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
    const distance = (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
    if (distance < best) {
      best = distance;
      nearest = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
    }
  });
  // The plane around the point only chooses; the length itself is taken on the ellipsoid.
  return nearest === null ? Infinity : distanceM(point, nearest);
}

/** Metres from a point to a polygon, 0 inside. */
export function distanceToPolygonM(point: LonLat, p: FlatPolygon): number {
  return pointInPolygon(point, p) ? 0 : distanceToEdgeM(point, p);
}

/**
 * How far (metres) one looks from a point in a direction (degrees clockwise from true north) before meeting a polygon:
 * 0 from inside, null when it is not met within `maxM`. For photos: does the camera look at the parcel?
 */
export function rayHitsPolygon(point: LonLat, bearing: number, p: FlatPolygon, maxM: number): number | null {
  if (pointInPolygon(point, p)) return 0;
  const [lon, lat] = point;
  const scale = metresPerDegree(lat);
  const east = Math.sin(bearing * degree);
  const north = Math.cos(bearing * degree);
  let first = Infinity;
  eachEdge(p, (x0, y0, x1, y1) => {
    const ax = (x0 - lon) * scale.lon;
    const ay = (y0 - lat) * scale.lat;
    const dx = (x1 - x0) * scale.lon;
    const dy = (y1 - y0) * scale.lat;
    const cross = east * dy - north * dx;
    if (cross === 0) return;
    const along = (ax * dy - ay * dx) / cross;
    const t = (ax * north - ay * east) / cross;
    if (along >= 0 && t >= 0 && t <= 1 && along < first) first = along;
  });
  return first <= maxM ? first : null;
}
