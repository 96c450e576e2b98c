import { grownFloats, pushEdge } from './edges.ts';

// Edges left of a box only matter for inside/outside by even-odd. All those of one owner are folded into the few
// stretches of the box's left side where their number is odd: a boundary of a million vertices leaves a handful.
let ends = new Float64Array(1024);
let count = 0;

/** Notes that something of the current owner passes left of the box between two heights (any order). */
export function passLeft(y0: number, y1: number): void {
  if (y0 === y1) return;
  if (count + 2 > ends.length) ends = grownFloats(ends, count + 2);
  ends[count] = y0;
  ends[count + 1] = y1;
  count += 2;
}

function sortEnds(): void {
  if (count > 32) {
    ends.subarray(0, count).sort();
    return;
  }
  for (let i = 1; i < count; i++) {
    const value = ends[i] as number;
    let k = i;
    for (; k > 0 && (ends[k - 1] as number) > value; k--) ends[k] = ends[k - 1] as number;
    ends[k] = value;
  }
}

/** Writes what was noted as vertical edges at `x` for `owner`, and forgets it. */
export function flushLeft(x: number, owner: number): void {
  if (count === 0) return;
  sortEnds();
  // Equal heights cancel in pairs: consecutive edges share theirs exactly.
  let kept = 0;
  for (let i = 0; i < count; i++) {
    if (kept > 0 && ends[kept - 1] === ends[i]) kept--;
    else ends[kept++] = ends[i] as number;
  }
  for (let i = 0; i + 1 < kept; i += 2) pushEdge(x, 0, 0, ends[i] as number, ends[i + 1] as number, owner);
  count = 0;
}
