import { edges, pushEdge } from './edges.ts';
import { flushLeft, passLeft } from './parity.ts';
import { sumSlabs } from './slabs.ts';

/** Up to this many edges a cell is summed at once; measured: 40 to 120 differ by less than the noise. */
const enough = 72;
/** A guard only: splitting stops by itself when it no longer pays. */
const deepest = 48;

function xAt(edge: number, y: number): number {
  return (edges.xBase[edge] as number) + (y - (edges.yBase[edge] as number)) * (edges.slope[edge] as number);
}

// Slabs cost about the square of the edges of a cell, so a split is worth what it leaves of that square.
function costOfSplit(from: number, to: number, middle: number, vertical: boolean): number {
  const { lo, hi } = edges;
  let first = 0;
  let second = 0;
  for (let e = from; e < to; e++) {
    const a = lo[e] as number;
    const b = hi[e] as number;
    const p = vertical ? xAt(e, a) : a;
    const q = vertical ? xAt(e, b) : b;
    if (p < middle || q < middle) first++;
    if (p > middle || q > middle) second++;
  }
  return first * first + second * second;
}

function copyPiece(edge: number, lo: number, hi: number): void {
  if (!(hi > lo)) return;
  pushEdge(
    edges.xBase[edge] as number,
    edges.yBase[edge] as number,
    edges.slope[edge] as number,
    lo,
    hi,
    edges.owner[edge] as number,
  );
}

function crossingHeight(edge: number, x: number): number {
  const lo = edges.lo[edge] as number;
  const hi = edges.hi[edge] as number;
  const y = (edges.yBase[edge] as number) + (x - (edges.xBase[edge] as number)) / (edges.slope[edge] as number);
  return y < lo ? lo : y > hi ? hi : y;
}

function pushBelow(from: number, to: number, middle: number): void {
  for (let e = from; e < to; e++) copyPiece(e, edges.lo[e] as number, Math.min(edges.hi[e] as number, middle));
}

function pushAbove(from: number, to: number, middle: number): void {
  for (let e = from; e < to; e++) copyPiece(e, Math.max(edges.lo[e] as number, middle), edges.hi[e] as number);
}

function pushLeft(from: number, to: number, middle: number): void {
  for (let e = from; e < to; e++) {
    const lo = edges.lo[e] as number;
    const hi = edges.hi[e] as number;
    const startsLeft = xAt(e, lo) < middle;
    const endsLeft = xAt(e, hi) < middle;
    if (startsLeft && endsLeft) copyPiece(e, lo, hi);
    else if (startsLeft) copyPiece(e, lo, crossingHeight(e, middle));
    else if (endsLeft) copyPiece(e, crossingHeight(e, middle), hi);
  }
}

// The part of an edge left of the middle becomes parity on the right cell's left side.
function pushRight(from: number, to: number, middle: number): void {
  for (let e = from; e < to; ) {
    const owner = edges.owner[e] as number;
    for (; e < to && edges.owner[e] === owner; e++) {
      const lo = edges.lo[e] as number;
      const hi = edges.hi[e] as number;
      const startsLeft = xAt(e, lo) < middle;
      const endsLeft = xAt(e, hi) < middle;
      if (startsLeft && endsLeft) passLeft(lo, hi);
      else if (!startsLeft && !endsLeft) copyPiece(e, lo, hi);
      else {
        const y = crossingHeight(e, middle);
        passLeft(startsLeft ? lo : y, startsLeft ? y : hi);
        copyPiece(e, startsLeft ? y : lo, startsLeft ? hi : y);
      }
    }
    flushLeft(middle, owner);
  }
}

/**
 * Sums the areas of the cell [x0, x1] × [y0, y1] from the stack's edges `from` to `to`, splitting it while that pays,
 * so that large inputs cost about n·log n instead of n². The stack is left as it was.
 */
export function sumCell(from: number, to: number, x0: number, y0: number, x1: number, y1: number, level: number): void {
  // The subject's edges come first; where there is none, the whole cell is outside it.
  if (to === from || edges.owner[from] !== 0) return;
  const n = to - from;
  const xm = (x0 + x1) / 2;
  const ym = (y0 + y1) / 2;
  const whole = n <= enough || level > deepest;
  const costX = whole ? n * n : costOfSplit(from, to, xm, true);
  const costY = whole ? n * n : costOfSplit(from, to, ym, false);
  if (Math.min(costX, costY) > 0.8 * n * n) {
    sumSlabs(from, to, x1);
    return;
  }
  const mark = edges.size;
  if (costX < costY) {
    pushLeft(from, to, xm);
    sumCell(mark, edges.size, x0, y0, xm, y1, level + 1);
    edges.size = mark;
    pushRight(from, to, xm);
    sumCell(mark, edges.size, xm, y0, x1, y1, level + 1);
  } else {
    pushBelow(from, to, ym);
    sumCell(mark, edges.size, x0, y0, x1, ym, level + 1);
    edges.size = mark;
    pushAbove(from, to, ym);
    sumCell(mark, edges.size, x0, ym, x1, y1, level + 1);
  }
  edges.size = mark;
}
