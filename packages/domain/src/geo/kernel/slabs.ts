import { edges, grownFloats, grownInts } from './edges.ts';
import { addStretch, crossCandidate, endOfLine } from './tally.ts';

// Scratch of one cell, by rank: the cell's edges in the order of their lower ends.
let order = new Int32Array(256);
let xLow = new Float64Array(256);
let xHigh = new Float64Array(256);
let active = new Int32Array(256);
let activeX = new Float64Array(256);
let heights = new Float64Array(4096);
let heightCount = 0;

/** Crossings nearer than this (m) are left out: two edges 1 nm apart over 1 km enclose a millionth of a m². */
const touching = 1e-9;

function pushHeight(y: number): void {
  if (heightCount === heights.length) heights = grownFloats(heights, heightCount + 1);
  heights[heightCount++] = y;
}

// Shell sort: nearly as quick as insertion for the usual 30 edges, and not quadratic for the unusual 10⁵.
const gaps = [29524, 9841, 3280, 1093, 364, 121, 40, 13, 4, 1];
function sortByLow(from: number, n: number): void {
  const { lo } = edges;
  for (let i = 0; i < n; i++) order[i] = from + i;
  for (const gap of gaps) {
    for (let i = gap; i < n; i++) {
      const edge = order[i] as number;
      const key = lo[edge] as number;
      let k = i;
      for (; k >= gap && (lo[order[k - gap] as number] as number) > key; k -= gap) order[k] = order[k - gap] as number;
      order[k] = edge;
    }
  }
}

function loadEnds(n: number): void {
  const { xBase, yBase, slope, lo, hi } = edges;
  for (let i = 0; i < n; i++) {
    const e = order[i] as number;
    const x = xBase[e] as number;
    const y = yBase[e] as number;
    const s = slope[e] as number;
    const low = lo[e] as number;
    const high = hi[e] as number;
    xLow[i] = x + (low - y) * s;
    xHigh[i] = x + (high - y) * s;
    pushHeight(low);
    pushHeight(high);
  }
}

// Heights at which two edges cross: a sign change of their distance over the heights they share. Edges of the same
// polygon are tried too, so that a bow-tie is counted as even-odd wants it.
function pushCrossings(n: number): void {
  const { xBase, yBase, slope, lo, hi } = edges;
  for (let i = 0; i < n; i++) {
    const e = order[i] as number;
    const hiE = hi[e] as number;
    const x0 = xLow[i] as number;
    const x1 = xHigh[i] as number;
    const left = x0 < x1 ? x0 : x1;
    const right = x0 < x1 ? x1 : x0;
    for (let j = i + 1; j < n; j++) {
      const g = order[j] as number;
      const low = lo[g] as number;
      if (low >= hiE) break;
      const u0 = xLow[j] as number;
      const u1 = xHigh[j] as number;
      if ((u0 < left && u1 < left) || (u0 > right && u1 > right)) continue;
      const hiG = hi[g] as number;
      const high = hiE < hiG ? hiE : hiG;
      const below = (xBase[e] as number) + (low - (yBase[e] as number)) * (slope[e] as number) - u0;
      const above =
        (xBase[e] as number) +
        (high - (yBase[e] as number)) * (slope[e] as number) -
        ((xBase[g] as number) + (high - (yBase[g] as number)) * (slope[g] as number));
      if ((below > touching && above < -touching) || (below < -touching && above > touching))
        pushHeight(low + ((high - low) * below) / (below - above));
    }
  }
}

// Edges that pass the height `y`, left to right. The list is kept from slab to slab: it is nearly sorted already.
let activeCount = 0;
let nextEdge = 0;

function updateActive(y: number, n: number): void {
  const { xBase, yBase, slope, lo, hi } = edges;
  let kept = 0;
  for (let k = 0; k < activeCount; k++) {
    const e = active[k] as number;
    if ((hi[e] as number) > y) active[kept++] = e;
  }
  for (; nextEdge < n; nextEdge++) {
    const e = order[nextEdge] as number;
    if ((lo[e] as number) >= y) break;
    if ((hi[e] as number) > y) active[kept++] = e;
  }
  for (let k = 0; k < kept; k++) {
    const e = active[k] as number;
    const x = (xBase[e] as number) + (y - (yBase[e] as number)) * (slope[e] as number);
    let at = k;
    for (; at > 0 && (activeX[at - 1] as number) > x; at--) {
      activeX[at] = activeX[at - 1] as number;
      active[at] = active[at - 1] as number;
    }
    activeX[at] = x;
    active[at] = e;
  }
  activeCount = kept;
}

function walk(height: number, right: number): void {
  const { owner } = edges;
  let inSubject = false;
  let previous = 0;
  for (let k = 0; k < activeCount; k++) {
    const at = activeX[k] as number;
    const x = at < right ? at : right;
    if (inSubject && x > previous) addStretch((x - previous) * height);
    previous = x;
    const o = owner[active[k] as number] as number;
    if (o === 0) inSubject = !inSubject;
    else crossCandidate(o);
  }
  if (inSubject && right > previous) addStretch((right - previous) * height);
  endOfLine();
}

/**
 * Sums the areas of a cell from the stack's edges `from` to `to`. All heights of edge ends and crossings cut the cell
 * into slabs; inside a slab nothing crosses, so width at half height × height is exact. `right` is the cell's right
 * side, beyond which nothing counts.
 */
export function sumSlabs(from: number, to: number, right: number): void {
  const n = to - from;
  if (n > order.length) {
    order = grownInts(order, n);
    active = grownInts(active, n);
    xLow = grownFloats(xLow, n);
    xHigh = grownFloats(xHigh, n);
    activeX = grownFloats(activeX, n);
  }
  heightCount = 0;
  sortByLow(from, n);
  loadEnds(n);
  pushCrossings(n);
  heights.subarray(0, heightCount).sort();
  activeCount = 0;
  nextEdge = 0;
  for (let i = 0; i + 1 < heightCount; i++) {
    const low = heights[i] as number;
    const height = (heights[i + 1] as number) - low;
    if (height <= 0) continue;
    updateActive(low + height / 2, n);
    walk(height, right);
  }
}
