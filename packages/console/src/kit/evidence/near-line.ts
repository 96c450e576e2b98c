import type { PolygonGeometry } from '@shoutian/domain/api';
import {
  distanceToEdgeM,
  type FlatPolygon,
  flatFromGeoJson,
  lonLat,
  metresPerDegree,
  pointInPolygon,
} from '@shoutian/domain/geo';

type Point = [number, number];

/** Cells of the sampled field across the longer side: at 50 m round a parcel the line is then true to about 1 m. */
const CELLS = 72;

/** Metres to the ground, negative inside. */
function distances(ground: FlatPolygon, at: Point): number {
  const place = lonLat(at[0], at[1]);
  const edge = distanceToEdgeM(place, ground);
  return pointInPolygon(place, ground) ? -edge : edge;
}

function mid(a: Point, b: Point, va: number, vb: number, level: number): Point {
  const share = va === vb ? 0.5 : (level - va) / (vb - va);
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

const nameOf = (point: Point) => `${point[0].toFixed(9)},${point[1].toFixed(9)}`;

/** Pieces that share an end become one line, so that its dashes run on. */
function joined(pieces: readonly (readonly [Point, Point])[]): Point[][] {
  const free = new Set(pieces);
  const byEnd = new Map<string, (readonly [Point, Point])[]>();
  for (const piece of pieces) {
    for (const end of piece) byEnd.set(nameOf(end), [...(byEnd.get(nameOf(end)) ?? []), piece]);
  }
  const lines: Point[][] = [];
  for (const first of pieces) {
    if (!free.delete(first)) continue;
    const line: Point[] = [first[0], first[1]];
    for (let end = first[1]; ; ) {
      const next = byEnd.get(nameOf(end))?.find((piece) => free.has(piece));
      if (next === undefined) break;
      free.delete(next);
      end = nameOf(next[0]) === nameOf(end) ? next[1] : next[0];
      line.push(end);
    }
    lines.push(line);
  }
  return lines;
}

/**
 * The line of all places `metres` away from a parcel: the limit of the photo rule on the map. Found by sampling the
 * distance on a grid and following its level (marching squares), so concave ground is right too.
 * @returns closed lines, longitude and latitude in degrees
 */
export function nearLine(geometry: PolygonGeometry, metres: number): Point[][] {
  const ground = flatFromGeoJson(geometry);
  const [west, south, east, north] = ground.bbox;
  const scale = metresPerDegree((south + north) / 2);
  const margin = metres * 1.3;
  const [x0, y0] = [west - margin / scale.lon, south - margin / scale.lat];
  const [w, h] = [east - west + (2 * margin) / scale.lon, north - south + (2 * margin) / scale.lat];
  const at = (i: number, j: number): Point => [x0 + (w * i) / CELLS, y0 + (h * j) / CELLS];
  const field = Array.from({ length: CELLS + 1 }, (_, j) =>
    Array.from({ length: CELLS + 1 }, (_, i) => distances(ground, at(i, j))),
  );
  const value = (i: number, j: number) => field[j]?.[i] ?? Number.POSITIVE_INFINITY;
  const pieces: (readonly [Point, Point])[] = [];
  for (let j = 0; j < CELLS; j += 1) {
    for (let i = 0; i < CELLS; i += 1) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)] as const;
      const values = [value(i, j), value(i + 1, j), value(i + 1, j + 1), value(i, j + 1)] as const;
      const cuts = (
        [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 0],
        ] as const
      ).flatMap(([a, b]) =>
        values[a] < metres === values[b] < metres ? [] : [mid(corners[a], corners[b], values[a], values[b], metres)],
      );
      for (let k = 0; k + 1 < cuts.length; k += 2) {
        const [from, to] = [cuts[k], cuts[k + 1]];
        if (from !== undefined && to !== undefined) pieces.push([from, to]);
      }
    }
  }
  return joined(pieces);
}

/** The place on a parcel's edge nearest to a point: the other end of a measured distance. Degrees. */
export function nearestPoint(geometry: PolygonGeometry, to: readonly [number, number]): Point {
  const scale = metresPerDegree(to[1]);
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  let best: Point = [to[0], to[1]];
  let least = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i += 1) {
      const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = []] = [ring[i - 1], ring[i]];
      const [dx, dy] = [(bx - ax) * scale.lon, (by - ay) * scale.lat];
      const along = (to[0] - ax) * scale.lon * dx + (to[1] - ay) * scale.lat * dy;
      const share = Math.min(1, Math.max(0, along / (dx * dx + dy * dy || 1)));
      const at: Point = [ax + (bx - ax) * share, ay + (by - ay) * share];
      const away = Math.hypot((to[0] - at[0]) * scale.lon, (to[1] - at[1]) * scale.lat);
      if (away < least) [best, least] = [at, away];
    }
  }
  return best;
}

/** Northernmost place of closed lines, southernmost with `south`; null without lines. Degrees. */
export function tipOf(lines: readonly (readonly Point[])[], south = false): Point | null {
  const sign = south ? -1 : 1;
  return lines
    .flat()
    .reduce<Point | null>((best, each) => (best === null || sign * (each[1] - best[1]) > 0 ? each : best), null);
}

/**
 * Where a measured distance is written: beside the middle of its line. `left` has the words right of a steep line,
 * `bottom` above a flat one, so that they stand off the line.
 */
export function besideMiddle(
  from: readonly [number, number],
  to: readonly [number, number],
): { at: Point; anchor: 'left' | 'bottom' } {
  const scale = metresPerDegree((from[1] + to[1]) / 2);
  const steep = Math.abs(to[1] - from[1]) * scale.lat > Math.abs(to[0] - from[0]) * scale.lon;
  return { at: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], anchor: steep ? 'left' : 'bottom' };
}
