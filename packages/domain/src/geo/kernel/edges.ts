/**
 * Edges of all polygons of one question, as parallel arrays used like a stack: x = xBase + (y − yBase)·slope for
 * lo < y < hi. The line keeps its own base when only a piece of it is left, so cutting never adds rounding.
 * Owner 0 is the subject, owners 1… are the candidates; the edges of an owner stand together, the subject's first.
 */
export type EdgeStack = {
  size: number;
  xBase: Float64Array;
  yBase: Float64Array;
  slope: Float64Array;
  lo: Float64Array;
  hi: Float64Array;
  owner: Int32Array;
};

const usual = 4096;
/** A stack longer than this (44 MB) is given back after use: one county-wide question must not hold it for ever. */
const muchMemory = 2 ** 20;

function emptyStack(): EdgeStack {
  return {
    size: 0,
    xBase: new Float64Array(usual),
    yBase: new Float64Array(usual),
    slope: new Float64Array(usual),
    lo: new Float64Array(usual),
    hi: new Float64Array(usual),
    owner: new Int32Array(usual),
  };
}

/** The one stack of this thread: the kernel is synchronous, so it is never used twice at a time. */
export const edges: EdgeStack = emptyStack();

/** Empties the stack, and gives its memory back where it has grown very long. */
export function clearEdges(): void {
  if (edges.owner.length > muchMemory) Object.assign(edges, emptyStack());
  edges.size = 0;
}

/** A longer copy of a typed array that has become too short. */
export function grownFloats(array: Float64Array, needed: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.max(needed, array.length * 2));
  longer.set(array);
  return longer;
}

/** A longer copy of an integer array that has become too short. */
export function grownInts(array: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(needed, array.length * 2));
  longer.set(array);
  return longer;
}

function grow(): void {
  const needed = edges.size + 1;
  edges.xBase = grownFloats(edges.xBase, needed);
  edges.yBase = grownFloats(edges.yBase, needed);
  edges.slope = grownFloats(edges.slope, needed);
  edges.lo = grownFloats(edges.lo, needed);
  edges.hi = grownFloats(edges.hi, needed);
  edges.owner = grownInts(edges.owner, needed);
}

/** Puts an edge on the stack; metres in the equal-area plane relative to the box of the question. */
export function pushEdge(xBase: number, yBase: number, slope: number, lo: number, hi: number, owner: number): void {
  const at = edges.size;
  if (at === edges.owner.length) grow();
  edges.xBase[at] = xBase;
  edges.yBase[at] = yBase;
  edges.slope[at] = slope;
  edges.lo[at] = lo;
  edges.hi[at] = hi;
  edges.owner[at] = owner;
  edges.size = at + 1;
}
