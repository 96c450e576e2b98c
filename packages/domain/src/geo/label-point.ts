import type { LonLat } from './brands.ts';
import type { FlatPolygon } from './flat.ts';
import { eachEdge } from './locate.ts';
import { metresPerDegree } from './measure.ts';

type Cell = {
  readonly x: number;
  readonly y: number;
  readonly half: number;
  readonly inner: number;
  readonly best: number;
};

/** Up to this many vertices the roomiest place is looked for; beyond, the widest of a few lines must do. */
const worthSearching = 20000;
const mostCells = 400;

// Distance to the boundary in metres around (ox, oy), negative outside: the measure of "Polylabel" (Mapbox, 2016).
function roomAt(p: FlatPolygon, x: number, y: number, sx: number, sy: number): number {
  let inside = false;
  let best = Infinity;
  eachEdge(p, (x0, y0, x1, y1) => {
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
    const ax = (x0 - x) * sx;
    const ay = (y0 - y) * sy;
    const dx = (x1 - x0) * sx;
    const dy = (y1 - y0) * sy;
    const square = dx * dx + dy * dy;
    const t = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
    const distance = (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
    if (distance < best) best = distance;
  });
  return (inside ? 1 : -1) * Math.sqrt(best);
}

function roomiest(p: FlatPolygon, start: Cell, sx: number, sy: number): Cell {
  const cellAt = (x: number, y: number, half: number): Cell => {
    const inner = roomAt(p, x, y, sx, sy);
    return { x, y, half, inner, best: inner + half * Math.SQRT2 };
  };
  const [x0, y0, x1, y1] = p.bbox;
  const size = Math.min((x1 - x0) * sx, (y1 - y0) * sy);
  const half = Math.max(size, Math.max((x1 - x0) * sx, (y1 - y0) * sy) / 16) / 2;
  const queue: Cell[] = [];
  for (let x = x0 + half / sx; x < x1 + half / sx; x += (2 * half) / sx)
    for (let y = y0 + half / sy; y < y1 + half / sy; y += (2 * half) / sy) queue.push(cellAt(x, y, half));
  let best = start;
  for (let asked = 0; queue.length > 0 && asked < mostCells; asked++) {
    const at = queue.reduce((top, { best: reach }, i) => (reach > (queue[top]?.best ?? -Infinity) ? i : top), 0);
    const [cell] = queue.splice(at, 1);
    if (cell === undefined) break;
    if (cell.inner > best.inner) best = cell;
    if (cell.best - best.inner <= size / 50) break;
    const h = cell.half / 2;
    for (const [i, j] of [
      [-1, -1],
      [1, -1],
      [-1, 1],
      [1, 1],
    ] as const)
      queue.push(cellAt(cell.x + (i * h) / sx, cell.y + (j * h) / sy, h));
  }
  return best;
}

// The middle of the widest inside stretch on a few horizontal lines: inside by construction.
function widestStretch(p: FlatPolygon): { x: number; y: number; width: number } | null {
  const [, y0, , y1] = p.bbox;
  let best: { x: number; y: number; width: number } | null = null;
  for (const part of [0.5, 0.38, 0.62, 0.25, 0.75, 0.13, 0.87, 0.03, 0.97]) {
    const y = y0 + (y1 - y0) * part;
    const crossings: number[] = [];
    eachEdge(p, (ax, ay, bx, by) => {
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    });
    crossings.sort((l, r) => l - r);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const left = crossings[k] ?? 0;
      const right = crossings[k + 1] ?? 0;
      if (right - left > (best?.width ?? 0)) best = { x: (left + right) / 2, y, width: right - left };
    }
  }
  return best;
}

/**
 * A point for a label: inside (never in a hole) and, on ordinary polygons, as far from the boundary as fits.
 * A polygon without area gives its first vertex; RangeError for one without vertices.
 */
export function labelPoint(p: FlatPolygon): LonLat {
  const [lon, lat] = p.xy;
  if (lon === undefined || lat === undefined) throw new RangeError('no label point in an empty polygon');
  const stretch = widestStretch(p);
  if (stretch === null) return [lon, lat];
  if (p.xy.length > 2 * worthSearching) return [stretch.x, stretch.y];
  const scale = metresPerDegree(lat);
  const inner = roomAt(p, stretch.x, stretch.y, scale.lon, scale.lat);
  const { x, y } = roomiest(p, { x: stretch.x, y: stretch.y, half: 0, inner, best: inner }, scale.lon, scale.lat);
  return [x, y];
}
