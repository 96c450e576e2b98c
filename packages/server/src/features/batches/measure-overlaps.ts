import { type FlatPolygon, flatFromWkb, intersectionArea } from '@shoutian/domain/geo';
import type { OverlapLoad } from './overlap-load.ts';

/** Shared ground of each pair, m² on the ellipsoid, unrounded. Shapes are decoded once, when a pair first needs them. */
export function measureOverlaps({ bytes, offsets, pairs }: OverlapLoad): Float64Array<ArrayBuffer> {
  const decoded = new Map<number, FlatPolygon>();
  const shape = (i: number): FlatPolygon => {
    const known = decoded.get(i) ?? flatFromWkb(bytes.subarray(offsets[i], offsets[i + 1]));
    decoded.set(i, known);
    return known;
  };
  const areas = new Float64Array(pairs.length / 2);
  for (let i = 0; i < areas.length; i++)
    areas[i] = intersectionArea(shape(pairs[2 * i] ?? 0), shape(pairs[2 * i + 1] ?? 0));
  return areas;
}
