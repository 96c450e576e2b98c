import { planeRingArea } from './area.ts';
import { type FlatPolygon, flatPolygon, ringStart } from './flat.ts';

function withoutRepeats(p: FlatPolygon, ring: number): number[] {
  const points: number[] = [];
  for (let i = 2 * ringStart(p, ring); i < 2 * (p.ringEnds[ring] as number); i += 2) {
    const lon = p.xy[i] as number;
    const lat = p.xy[i + 1] as number;
    if (lon !== points[points.length - 2] || lat !== points[points.length - 1]) points.push(lon, lat);
  }
  return points;
}

function reversed(points: readonly number[]): number[] {
  const result: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) result.push(points[i] as number, points[i + 1] as number);
  return result;
}

/**
 * The same polygon with outer rings counter-clockwise and holes clockwise (RFC 7946), repeated neighbours dropped, and
 * rings of fewer than three different points left out (a part goes with its outer ring). Nothing is moved or repaired.
 */
export function normaliseRings(p: FlatPolygon): FlatPolygon {
  const xy: number[] = [];
  const ringEnds: number[] = [];
  const partEnds: number[] = [];
  let ring = 0;
  for (const end of p.partEnds) {
    const outer = ring;
    let dropped = false;
    for (; ring < end; ring++) {
      const points = withoutRepeats(p, ring);
      // Three different points and the closing one.
      if (points.length < 8) dropped ||= ring === outer;
      if (dropped || points.length < 8) continue;
      const counterClockwise = planeRingArea(p, ring) >= 0;
      for (const value of counterClockwise === (ring === outer) ? points : reversed(points)) xy.push(value);
      ringEnds.push(xy.length / 2);
    }
    if (!dropped) partEnds.push(ringEnds.length);
  }
  return flatPolygon(Float64Array.from(xy), Int32Array.from(ringEnds), Int32Array.from(partEnds));
}
