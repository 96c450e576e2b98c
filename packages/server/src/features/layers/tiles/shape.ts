import type { FlatPolygon } from '@shoutian/domain/geo';
import { BUFFER, EXTENT, signedArea2 } from './mvt.ts';

const LOW = -BUFFER;
const HIGH = EXTENT + BUFFER;

/** Where a tile lies: z, x, y of the web map grid (origin north-west). */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

const mercatorY = (lat: number): number => {
  const sin = Math.sin((lat * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
};

const latitudeAt = (y: number): number => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** West, south, east, north of a tile in degrees, with `margin` tile units on each side. */
export function tileBox({ z, x, y }: TileAddress, margin = 0): [number, number, number, number] {
  const size = 2 ** z;
  const m = margin / EXTENT;
  const lon = (column: number): number => (column / size) * 360 - 180;
  return [lon(x - m), latitudeAt((y + 1 + m) / size), lon(x + 1 + m), latitudeAt((y - m) / size)];
}

/**
 * Cuts a ring at one side of the box (Sutherland–Hodgman). `axis` 0 is x, 1 is y; kept is what lies on the `keepAbove`
 * side of `limit`.
 */
function cut(ring: readonly number[], axis: 0 | 1, limit: number, keepAbove: boolean): number[] {
  const kept: number[] = [];
  const inside = (value: number): boolean => (keepAbove ? value >= limit : value <= limit);
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const a = [ring[j] as number, ring[j + 1] as number] as const;
    const b = [ring[i] as number, ring[i + 1] as number] as const;
    if (inside(a[axis]) !== inside(b[axis])) {
      const t = (limit - a[axis]) / (b[axis] - a[axis]);
      kept.push(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]));
    }
    if (inside(b[axis])) kept.push(b[0], b[1]);
  }
  return kept;
}

/** Rounds to the grid and drops repeated and straight-on points; null when nothing with an area is left. */
function onGrid(ring: readonly number[], grid: number): Int32Array | null {
  const points: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const x = Math.round((ring[i] as number) / grid) * grid;
    const y = Math.round((ring[i + 1] as number) / grid) * grid;
    const n = points.length;
    if (n >= 2 && points[n - 2] === x && points[n - 1] === y) continue;
    if (n >= 4 && straight(points, n, x, y)) points.length = n - 2;
    points.push(x, y);
  }
  const n = points.length;
  if (n >= 4 && points[0] === points[n - 2] && points[1] === points[n - 1]) points.length = n - 2;
  if (points.length < 6) return null;
  const result = Int32Array.from(points);
  return signedArea2(result) === 0 ? null : result;
}

function straight(points: readonly number[], n: number, x: number, y: number): boolean {
  const ax = points[n - 4] as number;
  const ay = points[n - 3] as number;
  const bx = points[n - 2] as number;
  const by = points[n - 1] as number;
  const cross = (bx - ax) * (y - by) - (by - ay) * (x - bx);
  const onward = (bx - ax) * (x - bx) + (by - ay) * (y - by);
  return cross === 0 && onward >= 0;
}

/**
 * A polygon in degrees as rings in tile units: projected, cut to the tile with its buffer, rounded to `grid` units.
 * Neighbours are rounded alike, so shared edges stay shared.
 */
export function tileParts(polygon: FlatPolygon, { z, x, y }: TileAddress, grid: number): Int32Array[][] {
  const size = 2 ** z;
  const parts: Int32Array[][] = [];
  let ring = 0;
  for (const partEnd of polygon.partEnds) {
    const rings: Int32Array[] = [];
    const first = ring;
    for (; ring < partEnd; ring++) {
      const from = ring === 0 ? 0 : (polygon.ringEnds[ring - 1] as number);
      const shaped = shapeRing(polygon.xy, from, polygon.ringEnds[ring] as number, { size, x, y, grid });
      if (shaped) rings.push(shaped);
      else if (ring === first) {
        // Without its outline a part is not there, whatever its holes are.
        ring = partEnd;
        break;
      }
    }
    if (rings.length > 0) parts.push(rings);
  }
  return parts;
}

interface Frame {
  size: number;
  x: number;
  y: number;
  grid: number;
}

function shapeRing(xy: Float64Array, from: number, to: number, { size, x, y, grid }: Frame): Int32Array | null {
  let points: number[] = [];
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  // The last vertex repeats the first.
  for (let v = from; v < to - 1; v++) {
    const px = ((((xy[2 * v] as number) + 180) / 360) * size - x) * EXTENT;
    const py = (mercatorY(xy[2 * v + 1] as number) * size - y) * EXTENT;
    points.push(px, py);
    minX = Math.min(minX, px);
    minY = Math.min(minY, py);
    maxX = Math.max(maxX, px);
    maxY = Math.max(maxY, py);
  }
  if (maxX < LOW || minX > HIGH || maxY < LOW || minY > HIGH) return null;
  if (minX < LOW) points = cut(points, 0, LOW, true);
  if (maxX > HIGH) points = cut(points, 0, HIGH, false);
  if (minY < LOW) points = cut(points, 1, LOW, true);
  if (maxY > HIGH) points = cut(points, 1, HIGH, false);
  return onGrid(points, grid);
}
