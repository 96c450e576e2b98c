import { degree } from './ellipsoid.ts';
import type { BBox, FlatPolygon } from './flat.ts';

/** Bounding box of a polygon in degrees. */
export function bboxOf(p: FlatPolygon): BBox {
  return p.bbox;
}

/** The box around all boxes; the empty box (∞, ∞, −∞, −∞) for none. */
export function bboxUnion(boxes: readonly BBox[]): BBox {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
}

/** Whether two boxes share at least a point. */
export function bboxesMeet(a: BBox, b: BBox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** A box that is larger by at least `metres` on every side (a degree of latitude is never under 110.5 km). */
export function expandBbox(box: BBox, metres: number): BBox {
  const dLat = metres / 110500;
  const widest = Math.min(89, Math.max(Math.abs(box[1]), Math.abs(box[3])) + dLat);
  const dLon = metres / (111300 * Math.cos(widest * degree));
  return [box[0] - dLon, box[1] - dLat, box[2] + dLon, box[3] + dLat];
}
