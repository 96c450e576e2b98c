import type { Geometry, Position } from 'geojson';
import type { Bbox } from '../types.ts';

/** Every position of a geometry, in its order. */
export function* positions(geometry: Geometry): Generator<Position> {
  switch (geometry.type) {
    case 'Point':
      yield geometry.coordinates;
      return;
    case 'MultiPoint':
    case 'LineString':
      yield* geometry.coordinates;
      return;
    case 'MultiLineString':
    case 'Polygon':
      for (const line of geometry.coordinates) yield* line;
      return;
    case 'MultiPolygon':
      for (const part of geometry.coordinates) for (const ring of part) yield* ring;
      return;
    case 'GeometryCollection':
      for (const member of geometry.geometries) yield* positions(member);
      return;
  }
}

/** Bounds in degrees of geometries; null when they hold no position. Nothing here crosses the 180° meridian. */
export function bboxOf(geometries: Iterable<Geometry>): Bbox | null {
  let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const [lon = Number.NaN, lat = Number.NaN] of positions(geometry)) {
      w = Math.min(w, lon);
      s = Math.min(s, lat);
      e = Math.max(e, lon);
      n = Math.max(n, lat);
    }
  }
  return w <= e && s <= n ? [w, s, e, n] : null;
}

/** The smallest bounds around both. */
export function bboxUnion(a: Bbox, b: Bbox): Bbox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Whether two bounds share a point. */
export function bboxMeets(a: Bbox, b: Bbox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Whether `inner` lies wholly inside `outer`. */
export function bboxHolds(outer: Bbox, inner: Bbox): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** Middle of bounds in degrees. */
export function bboxCentre(box: Bbox): [number, number] {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** Bounds with at least `metres` on each side, so that a point does not become a zoom without end. */
export function bboxAtLeast(box: Bbox, metres: number): Bbox {
  const [lon, lat] = bboxCentre(box);
  const dLat = metres / 2 / 111_320;
  const dLon = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  return bboxUnion(box, [lon - dLon, lat - dLat, lon + dLon, lat + dLat]);
}
