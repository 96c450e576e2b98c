import { type Convex, planArea } from './convex.ts';
import { toLonLat } from './warp.ts';

const SNAP = 0.004;
const ON_EDGE = 0.012;
const BUCKET = 25;
/** A straight plan edge becomes a chain of steps no longer than this, which the warp then bends. */
const STEP = 14;

export type Ring = [number, number][];

/** Corners shared by all polygons of the plan, so that neighbours have the same points on the same edge. */
export class Net {
  readonly xs: number[] = [];
  readonly ys: number[] = [];
  readonly #fine = new Map<string, number[]>();
  readonly #coarse = new Map<string, number[]>();

  /** The id of the corner at this place; places within 4 mm are one corner. */
  corner(x: number, y: number): number {
    const [cx, cy] = [Math.floor(x / (4 * SNAP)), Math.floor(y / (4 * SNAP))];
    for (let i = cx - 1; i <= cx + 1; i++) {
      for (let j = cy - 1; j <= cy + 1; j++) {
        for (const id of this.#fine.get(`${i},${j}`) ?? []) {
          if (Math.hypot((this.xs[id] ?? 0) - x, (this.ys[id] ?? 0) - y) <= SNAP) return id;
        }
      }
    }
    const id = this.xs.push(x) - 1;
    this.ys.push(y);
    put(this.#fine, `${cx},${cy}`, id);
    put(this.#coarse, `${Math.floor(x / BUCKET)},${Math.floor(y / BUCKET)}`, id);
    return id;
  }

  /** Corner ids of a polygon, counter-clockwise. */
  take(p: Convex): number[] {
    const ids: number[] = [];
    for (let i = 0; i < p.length; i += 2) {
      const id = this.corner(p[i] ?? 0, p[i + 1] ?? 0);
      if (ids.at(-1) !== id && ids[0] !== id) ids.push(id);
    }
    return ids;
  }

  /** Puts the neighbours' corners into a polygon's edges; call when all polygons have been taken. */
  noded(ids: readonly number[]): number[] {
    return ids.flatMap((a, i) => [a, ...this.#between(a, ids[(i + 1) % ids.length] ?? a)]);
  }

  #between(a: number, b: number): number[] {
    const [ax, ay, bx, by] = [this.xs[a] ?? 0, this.ys[a] ?? 0, this.xs[b] ?? 0, this.ys[b] ?? 0];
    const length = Math.hypot(bx - ax, by - ay);
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    const found: [number, number][] = [];
    for (let i = Math.floor((Math.min(ax, bx) - 1) / BUCKET); i <= Math.floor((Math.max(ax, bx) + 1) / BUCKET); i++) {
      for (let j = Math.floor((Math.min(ay, by) - 1) / BUCKET); j <= Math.floor((Math.max(ay, by) + 1) / BUCKET); j++) {
        for (const id of this.#coarse.get(`${i},${j}`) ?? []) {
          const [dx, dy] = [(this.xs[id] ?? 0) - ax, (this.ys[id] ?? 0) - ay];
          const along = dx * ux + dy * uy;
          if (id !== a && id !== b && along > 0 && along < length && Math.abs(dx * uy - dy * ux) <= ON_EDGE) {
            found.push([along, id]);
          }
        }
      }
    }
    return found.sort((one, two) => one[0] - two[0]).map(([, id]) => id);
  }

  /** The bent ring in degrees, closed. The steps of an edge are counted from its lower id: both sides get the same. */
  ring(noded: readonly number[]): Ring {
    const points: Ring = [];
    for (const [i, a] of noded.entries()) {
      const b = noded[(i + 1) % noded.length] ?? a;
      const [low, high] = a < b ? [a, b] : [b, a];
      const [x, y] = [this.xs[low] ?? 0, this.ys[low] ?? 0];
      const [dx, dy] = [(this.xs[high] ?? 0) - x, (this.ys[high] ?? 0) - y];
      const steps = Math.max(1, Math.ceil(Math.hypot(dx, dy) / STEP));
      for (let k = 0; k < steps; k++) {
        const t = (a < b ? k : steps - k) / steps;
        points.push(toLonLat(x + dx * t, y + dy * t));
      }
    }
    const first = points[0];
    if (first) points.push([first[0], first[1]]);
    return points;
  }

  /** Outline of many noded polygons: polygons of rings (outer first), by leaving out every edge used both ways. */
  dissolve(polygons: readonly (readonly number[])[]): number[][][] {
    const edges = new Map<string, [number, number]>();
    for (const ids of polygons) {
      for (const [i, a] of ids.entries()) {
        const b = ids[(i + 1) % ids.length] ?? a;
        if (!edges.delete(`${b},${a}`)) edges.set(`${a},${b}`, [a, b]);
      }
    }
    const next = new Map<number, number[]>();
    for (const [a, b] of edges.values()) {
      const known = next.get(a);
      if (known) known.push(b);
      else next.set(a, [b]);
    }
    const loops: number[][] = [];
    for (const start of next.keys()) {
      while ((next.get(start)?.length ?? 0) > 0) loops.push(...simpleLoops(walk(start, next)));
    }
    return this.#nest(loops);
  }

  #nest(loops: readonly number[][]): number[][][] {
    const plan = (ids: readonly number[]): number[] => ids.flatMap((id) => [this.xs[id] ?? 0, this.ys[id] ?? 0]);
    const sized = loops.map((ids) => ({ ids, plan: plan(ids), area: planArea(plan(ids)) }));
    const outers = sized
      .filter(({ area }) => area > 0)
      .sort((a, b) => a.area - b.area)
      .map((outer) => ({ ...outer, rings: [outer.ids] }));
    for (const hole of sized.filter(({ area }) => area < 0)) {
      const [x, y] = [((hole.plan[0] ?? 0) + (hole.plan[2] ?? 0)) / 2, ((hole.plan[1] ?? 0) + (hole.plan[3] ?? 0)) / 2];
      outers.find((outer) => outer.area > -hole.area && contains(outer.plan, x, y))?.rings.push(hole.ids);
    }
    return outers.map(({ rings }) => rings);
  }
}

function put(map: Map<string, number[]>, key: string, id: number): void {
  const known = map.get(key);
  if (known) known.push(id);
  else map.set(key, [id]);
}

function walk(start: number, next: Map<number, number[]>): number[] {
  const path: number[] = [];
  let at = start;
  do {
    path.push(at);
    at = next.get(at)?.pop() ?? start;
  } while (at !== start);
  return path;
}

/** Cuts a walk at every corner it passes twice: rings may touch at a point, never cross themselves. */
function simpleLoops(path: readonly number[]): number[][] {
  const loops: number[][] = [];
  const stack: number[] = [];
  for (const id of path) {
    const seen = stack.indexOf(id);
    if (seen >= 0) loops.push(stack.splice(seen));
    stack.push(id);
  }
  return [...loops, stack].filter((loop) => loop.length >= 3);
}

function contains(ring: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [xi, yi, xj, yj] = [ring[i] ?? 0, ring[i + 1] ?? 0, ring[j] ?? 0, ring[j + 1] ?? 0];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
