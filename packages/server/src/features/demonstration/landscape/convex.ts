/** A convex polygon in plan metres: x0, y0, x1, y1 … counter-clockwise, not closed. */
export type Convex = readonly number[];
/** The half-plane nx·x + ny·y ≤ c; the normal has length 1, so that c moves in metres. */
export interface Line {
  readonly nx: number;
  readonly ny: number;
  readonly c: number;
}

/** A cut that would meet an edge nearer to a corner than this goes through the corner: no needles, no crumbs. */
const CORNER = 1;
const MIN_AREA = 45;
const MIN_WIDTH = 1.2;

/** The half-plane whose edge passes a point; `angle` (radians) is the direction of its normal. */
export function lineThrough(x: number, y: number, angle: number): Line {
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  return { nx, ny, c: nx * x + ny * y };
}

/** The same edge, farther along its normal by metres. */
export const moved = (line: Line, by: number): Line => ({ ...line, c: line.c + by });

/** m² by the shoelace. */
export function planArea(p: Convex): number {
  let twice = 0;
  for (let i = 0, j = p.length - 2; i < p.length; j = i, i += 2) {
    twice += (p[j] ?? 0) * (p[i + 1] ?? 0) - (p[i] ?? 0) * (p[j + 1] ?? 0);
  }
  return twice / 2;
}

/** Mean of the corners: surely inside a convex polygon. */
export function centre(p: Convex): [number, number] {
  let [x, y] = [0, 0];
  for (let i = 0; i < p.length; i += 2) {
    x += p[i] ?? 0;
    y += p[i + 1] ?? 0;
  }
  return [(x * 2) / p.length, (y * 2) / p.length];
}

/** Least and greatest distance along a direction. */
export function extent(p: Convex, angle: number): [number, number] {
  const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < p.length; i += 2) {
    const d = (p[i] ?? 0) * nx + (p[i + 1] ?? 0) * ny;
    low = Math.min(low, d);
    high = Math.max(high, d);
  }
  return [low, high];
}

function usable(p: number[]): boolean {
  if (p.length < 6) return false;
  const area = planArea(p);
  if (area < MIN_AREA) return false;
  const longest = Math.max(...[0, 0.8, 1.6, 2.4].map((angle) => extent(p, angle)).map(([a, b]) => b - a));
  return area / longest > MIN_WIDTH;
}

/**
 * Cuts a convex polygon in two: [inside the half-plane, outside]. A part too small or thin to be a parcel is not cut
 * off: then the whole polygon is returned on the side where most of it lies, and undefined on the other.
 */
export function split(p: Convex, line: Line): [Convex | undefined, Convex | undefined] {
  const inside: number[] = [];
  const outside: number[] = [];
  const n = p.length / 2;
  const side = Array.from({ length: n }, (_, i) => {
    const d = (p[2 * i] ?? 0) * line.nx + (p[2 * i + 1] ?? 0) * line.ny - line.c;
    return Math.abs(d) < 1e-7 ? 0 : d;
  });
  snapCorners(p, side);
  for (let i = 0; i < n; i++) {
    const [x, y, d] = [p[2 * i] ?? 0, p[2 * i + 1] ?? 0, side[i] ?? 0];
    if (d <= 0) inside.push(x, y);
    if (d >= 0) outside.push(x, y);
    const j = (i + 1) % n;
    const e = side[j] ?? 0;
    if (d * e < 0) {
      const t = d / (d - e);
      const [cx, cy] = [x + ((p[2 * j] ?? 0) - x) * t, y + ((p[2 * j + 1] ?? 0) - y) * t];
      inside.push(cx, cy);
      outside.push(cx, cy);
    }
  }
  const [a, b] = [usable(inside), usable(outside)];
  if (a && b) return [inside, outside];
  const mostlyInside = inside.length >= 6 && (outside.length < 6 || planArea(inside) > planArea(outside));
  return mostlyInside ? [p, undefined] : [undefined, p];
}

/** Where the line would cross an edge within CORNER of its end, that end counts as lying on the line. */
function snapCorners(p: Convex, side: number[]): void {
  const n = side.length;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [d, e] = [side[i] ?? 0, side[j] ?? 0];
    if (d * e >= 0) continue;
    const length = Math.hypot((p[2 * j] ?? 0) - (p[2 * i] ?? 0), (p[2 * j + 1] ?? 0) - (p[2 * i + 1] ?? 0));
    const t = d / (d - e);
    if (t * length < CORNER) side[i] = 0;
    else if ((1 - t) * length < CORNER) side[j] = 0;
  }
}

/** The side of the perpendicular bisector on which `seed` lies. */
export function bisector(seed: readonly [number, number], other: readonly [number, number]): Line {
  const [dx, dy] = [other[0] - seed[0], other[1] - seed[1]];
  const length = Math.hypot(dx, dy);
  const [nx, ny] = [dx / length, dy / length];
  return { nx, ny, c: (nx * (seed[0] + other[0]) + ny * (seed[1] + other[1])) / 2 };
}

/** A cell of a Voronoi division; `index` is that of its seed. */
export interface Cell {
  readonly index: number;
  readonly shape: Convex;
  /** Neighbours whose bisector bounds the cell. */
  readonly neighbours: readonly { readonly index: number; readonly line: Line }[];
}

/** Voronoi cells of the seeds inside a convex polygon; a seed whose cell would be a crumb has none. */
export function voronoi(within: Convex, seeds: readonly (readonly [number, number])[]): Cell[] {
  return seeds.flatMap((seed, index) => {
    let shape: Convex | undefined = within;
    const lines: { index: number; line: Line }[] = [];
    for (const [other, place] of seeds.entries()) {
      if (other === index || !shape) continue;
      const line = bisector(seed, place);
      const before: Convex = shape;
      shape = clip(shape, line);
      if (shape !== before) lines.push({ index: other, line });
    }
    return shape ? [{ index, shape, neighbours: lines.filter(({ line }) => touches(shape, line)) }] : [];
  });
}

/** Exact cut, crumbs and all: the cells of one set of seeds must fit together. */
function clip(p: Convex, line: Line): Convex | undefined {
  const kept: number[] = [];
  let cut = false;
  const n = p.length / 2;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [x, y, u, v] = [p[2 * i] ?? 0, p[2 * i + 1] ?? 0, p[2 * j] ?? 0, p[2 * j + 1] ?? 0];
    const d = x * line.nx + y * line.ny - line.c;
    const e = u * line.nx + v * line.ny - line.c;
    if (d <= 0) kept.push(x, y);
    else cut = true;
    if (d * e < 0) kept.push(x + ((u - x) * d) / (d - e), y + ((v - y) * d) / (d - e));
  }
  if (!cut) return p;
  return kept.length < 6 ? undefined : kept;
}

function touches(p: Convex | undefined, line: Line): boolean {
  let on = 0;
  for (let i = 0; p && i < p.length; i += 2) {
    if (Math.abs((p[i] ?? 0) * line.nx + (p[i + 1] ?? 0) * line.ny - line.c) < 1e-6) on++;
  }
  return on >= 2;
}
