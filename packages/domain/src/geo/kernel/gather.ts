import { type EdgeRuns, type Outline, planeOf, ringStart } from '../flat.ts';
import { pushEdge } from './edges.ts';
import { flushLeft, passLeft } from './parity.ts';
import { runsOf, runsPerGroup } from './runs.ts';

/** The box of a question in the equal-area plane: lower left corner (the local origin), width and height, metres. */
export type PlaneBox = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

// Edges from vertex `from` to vertex `to`. Right of the box they count for nothing, horizontal ones neither. What
// crosses the right side ends there: it cuts a slab like any crossing, or a subject with an upright side there would
// get its share by the middle of a slab in which the share is not straight.
function gatherPath(m: Float64Array, from: number, to: number, box: PlaneBox, owner: number): void {
  const { x: ox, y: oy, width, height } = box;
  let x1 = (m[2 * from] as number) - ox;
  let y1 = (m[2 * from + 1] as number) - oy;
  for (let i = from + 1; i <= to; i++) {
    const x0 = x1;
    const y0 = y1;
    x1 = (m[2 * i] as number) - ox;
    y1 = (m[2 * i + 1] as number) - oy;
    const up = y1 > y0;
    const low = up ? y0 : y1;
    const high = up ? y1 : y0;
    if (high <= 0 || low >= height || y0 === y1) continue;
    if (x0 >= width && x1 >= width) continue;
    let lo = low > 0 ? low : 0;
    let hi = high < height ? high : height;
    if (x0 <= 0 && x1 <= 0) {
      passLeft(lo, hi);
      continue;
    }
    const slope = (x1 - x0) / (y1 - y0);
    const xLow = up ? x0 : x1;
    if (x0 > width || x1 > width) {
      const y = low + (width - xLow) / slope;
      if (xLow > width) lo = y > lo ? y : lo;
      else hi = y < hi ? y : hi;
      if (!(hi > lo)) continue;
    }
    // Not finite only where a vertex was never a number; such an edge is left out rather than spoiling every sum.
    if (Number.isFinite(slope)) pushEdge(xLow, low, slope, lo, hi, owner);
  }
}

function clamp(y: number, height: number): number {
  return y < 0 ? 0 : y > height ? height : y;
}

function gatherRuns(p: Outline, runs: EdgeRuns, box: PlaneBox, owner: number): void {
  const m = planeOf(p);
  const { boxes, groupBoxes, from, to } = runs;
  const { x, y, width, height } = box;
  const right = x + width;
  const top = y + height;
  for (let g = 0; g * 4 < groupBoxes.length; g++) {
    const outside =
      (groupBoxes[4 * g + 1] as number) >= top ||
      (groupBoxes[4 * g + 3] as number) <= y ||
      (groupBoxes[4 * g] as number) >= right;
    if (outside) continue;
    const end = Math.min(from.length, (g + 1) * runsPerGroup);
    for (let r = g * runsPerGroup; r < end; r++) {
      if ((boxes[4 * r + 1] as number) >= top || (boxes[4 * r + 3] as number) <= y || (boxes[4 * r] as number) >= right)
        continue;
      const first = from[r] as number;
      const last = to[r] as number;
      // A connected path left of the box changes the parity only between the heights of its two ends.
      if ((boxes[4 * r + 2] as number) <= x)
        passLeft(clamp((m[2 * first + 1] as number) - y, height), clamp((m[2 * last + 1] as number) - y, height));
      else gatherPath(m, first, last, box, owner);
    }
  }
}

/** Puts on the stack what of a polygon's boundary matters inside the box, as edges of `owner`. */
export function gather(p: Outline, box: PlaneBox, owner: number): void {
  const runs = runsOf(p);
  if (runs !== null) gatherRuns(p, runs, box, owner);
  else {
    const m = planeOf(p);
    for (let ring = 0; ring < p.ringEnds.length; ring++)
      gatherPath(m, ringStart(p, ring), (p.ringEnds[ring] as number) - 1, box, owner);
  }
  flushLeft(0, owner);
}
