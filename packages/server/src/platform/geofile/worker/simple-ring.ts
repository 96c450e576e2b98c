import type { GeometryBuffer } from './geometry.ts';

export type RingVerdict = 'simple' | 'unsure' | 'crossing';

// Shewchuk's bound for the 2×2 orientation determinant in doubles: below it the sign is not to be trusted.
const ORIENTATION_ERROR = 3.3306690738754716e-16;
/** A ring that needs more edge pairs than this is left to PostGIS: the reader must not become quadratic. */
const MAX_PAIRS = 3_000_000;

/**
 * Whether a closed ring surely is simple, surely crosses itself (or comes back to one of its own vertices, which OGC
 * counts the same), or touches itself too closely to tell. Only `simple` spares PostGIS the question; `unsure` is not
 * an accusation.
 */
export class SimpleRingCheck {
  #order: Int32Array = new Int32Array(256);
  #active: Int32Array = new Int32Array(256);
  /** Where the crossing was found, in the ring's coordinates. */
  at: readonly [number, number] = [0, 0];

  check(g: GeometryBuffer, from: number, to: number): RingVerdict {
    const edges = to - from - 1;
    const { xy } = g;
    if (edges > this.#order.length) {
      this.#order = new Int32Array(2 * edges);
      this.#active = new Int32Array(2 * edges);
    }
    let verdict: RingVerdict = 'simple';
    let repeated = false;
    for (let k = 0; k < edges; k++) {
      if (backtracks(xy, from, k, edges)) verdict = 'unsure';
      const i = 2 * (from + k);
      if (xy[i] === xy[i + 2] && xy[i + 1] === xy[i + 3]) repeated = true;
    }
    const order = this.#sorted(xy, from, edges);
    const active = this.#active;
    let activeCount = 0;
    let pairs = 0;
    for (const k of order) {
      const a = 2 * (from + k);
      const ax = xy[a] as number;
      const ay = xy[a + 1] as number;
      const bx = xy[a + 2] as number;
      const by = xy[a + 3] as number;
      const minX = ax < bx ? ax : bx;
      const minY = ay < by ? ay : by;
      const maxY = ay < by ? by : ay;
      let kept = 0;
      for (let s = 0; s < activeCount; s++) {
        const j = active[s] as number;
        const c = 2 * (from + j);
        const cx = xy[c] as number;
        const dx = xy[c + 2] as number;
        if ((cx > dx ? cx : dx) < minX) continue;
        active[kept++] = j;
        pairs++;
        const gap = j > k ? j - k : k - j;
        if (gap === 1 || gap === edges - 1) continue;
        const cy = xy[c + 1] as number;
        const dy = xy[c + 3] as number;
        if ((cy > dy ? cy : dy) < minY || (cy > dy ? dy : cy) > maxY) continue;
        const met = meet(ax, ay, bx, by, cx, cy, dx, dy);
        if (met === 'crossing') {
          this.at = [(ax + bx + cx + dx) / 4, (ay + by + cy + dy) / 4];
          return 'crossing';
        }
        if (met !== 'unsure') continue;
        verdict = 'unsure';
        // A repeated point makes edges of no length, around which neighbours share a vertex innocently.
        if (repeated) continue;
        const atA = (ax === cx && ay === cy) || (ax === dx && ay === dy);
        if (atA || (bx === cx && by === cy) || (bx === dx && by === dy)) {
          this.at = atA ? [ax, ay] : [bx, by];
          return 'crossing';
        }
      }
      activeCount = kept;
      active[activeCount++] = k;
      if (pairs > MAX_PAIRS) return 'unsure';
    }
    return verdict;
  }

  /** Edge numbers by their western end; insertion sort for the usual small ring. */
  #sorted(xy: Float64Array, from: number, edges: number): Int32Array {
    const order = this.#order.subarray(0, edges);
    const west = (k: number) => {
      const i = 2 * (from + k);
      const a = xy[i] as number;
      const b = xy[i + 2] as number;
      return a < b ? a : b;
    };
    if (edges > 48) {
      for (let k = 0; k < edges; k++) order[k] = k;
      return order.sort((a, b) => west(a) - west(b));
    }
    for (let k = 0; k < edges; k++) {
      const key = west(k);
      let at = k;
      while (at > 0 && west(order[at - 1] as number) > key) {
        order[at] = order[at - 1] as number;
        at--;
      }
      order[at] = k;
    }
    return order;
  }
}

/** Edge k has no length, or the next edge turns straight back over it. */
function backtracks(xy: Float64Array, from: number, k: number, edges: number): boolean {
  const a = 2 * (from + k);
  const c = k + 1 === edges ? 2 * (from + 1) : a + 4;
  const ux = (xy[a + 2] as number) - (xy[a] as number);
  const uy = (xy[a + 3] as number) - (xy[a + 1] as number);
  const vx = (xy[c] as number) - (xy[a + 2] as number);
  const vy = (xy[c + 1] as number) - (xy[a + 3] as number);
  if (ux === 0 && uy === 0) return true;
  return (
    ux * vx + uy * vy < 0 && Math.abs(ux * vy - uy * vx) <= 1e-9 * (Math.abs(ux * vy) + Math.abs(uy * vx)) + 1e-300
  );
}

function meet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): 'crossing' | 'unsure' | null {
  const c = side(ax, ay, bx, by, cx, cy);
  const d = side(ax, ay, bx, by, dx, dy);
  if (c * d > 0) return null;
  const a = side(cx, cy, dx, dy, ax, ay);
  const b = side(cx, cy, dx, dy, bx, by);
  if (a * b > 0) return null;
  return a * b < 0 && c * d < 0 ? 'crossing' : 'unsure';
}

/** +1 left, -1 right, 0 not to be told. */
function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  const left = (ax - px) * (by - py);
  const right = (ay - py) * (bx - px);
  const det = left - right;
  const bound = ORIENTATION_ERROR * (Math.abs(left) + Math.abs(right));
  return det > bound ? 1 : det < -bound ? -1 : 0;
}
