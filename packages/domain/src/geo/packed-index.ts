import type { BBox } from './flat.ts';

/** A static spatial index over boxes; `search` gives the positions of the boxes that touch the box asked for. */
export type PackedIndex = { readonly search: (box: BBox) => number[] };

const nodeSize = 16;

// Position of a cell on the Hilbert curve of a 65,536-cell square (the loop of Warren, Hacker's Delight, 16-1).
function hilbert(x: number, y: number): number {
  let d = 0;
  let px = x;
  let py = y;
  for (let s = 32768; s > 0; s >>= 1) {
    const rx = (px & s) > 0 ? 1 : 0;
    const ry = (py & s) > 0 ? 1 : 0;
    d = d * 4 + ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        px = 65535 - px;
        py = 65535 - py;
      }
      const t = px;
      px = py;
      py = t;
    }
  }
  return d;
}

function hilbertOrder(boxes: readonly BBox[]): Uint32Array {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const box of boxes) {
    if (box[0] < x0) x0 = box[0];
    if (box[1] < y0) y0 = box[1];
    if (box[2] > x1) x1 = box[2];
    if (box[3] > y1) y1 = box[3];
  }
  const scaleX = x1 > x0 ? 65535 / (x1 - x0) : 0;
  const scaleY = y1 > y0 ? 65535 / (y1 - y0) : 0;
  const keys = new Float64Array(boxes.length);
  boxes.forEach((box, i) => {
    const place = hilbert(((box[0] + box[2]) / 2 - x0) * scaleX, ((box[1] + box[3]) / 2 - y0) * scaleY);
    // 32 bits of place and the position in one exact double: a plain numeric sort then orders both at once.
    keys[i] = place * 2 ** 21 + i;
  });
  keys.sort();
  return Uint32Array.from(keys, (key) => key % 2 ** 21);
}

/** The index as arrays, to be stored or handed to a thread. */
export type IndexArrays = {
  /** Position of the box at each place of the lowest level. */
  readonly order: Uint32Array;
  /** Four sides a box; levels one after another, leaves first: level k+1 has one box for each 16 boxes of level k. */
  readonly tree: Float64Array;
};

/** First place of each level, the lowest first, and the number of places in all. */
function levelsOf(count: number): { starts: number[]; total: number } {
  const starts = [0];
  let total = count;
  for (let level = count; level > 1; ) {
    level = Math.ceil(level / nodeSize);
    starts.push(total);
    total += level;
  }
  return { starts, total };
}

/** How many boxes the tree over `count` boxes has. */
export const treeSize = (count: number): number => levelsOf(count).total;

/** Builds a packed Hilbert R-tree over up to 2,097,151 boxes; RangeError beyond that. Empty boxes are never found. */
export function indexArrays(boxes: readonly BBox[]): IndexArrays {
  if (boxes.length >= 2 ** 21) throw new RangeError(`too many boxes for one index: ${boxes.length}`);
  const order = hilbertOrder(boxes);
  const { starts, total } = levelsOf(boxes.length);
  const tree = new Float64Array(total * 4);
  order.forEach((box, place) => {
    tree.set(boxes[box] ?? [Infinity, Infinity, -Infinity, -Infinity], 4 * place);
  });
  for (let level = 1; level < starts.length; level++) {
    const from = starts[level - 1] as number;
    const here = starts[level] as number;
    for (let child = from; child < here; child++) {
      const node = here + Math.floor((child - from) / nodeSize);
      const first = (child - from) % nodeSize === 0;
      for (let k = 0; k < 4; k++) {
        const value = tree[4 * child + k] as number;
        const old = tree[4 * node + k] as number;
        tree[4 * node + k] = first ? value : k < 2 ? Math.min(old, value) : Math.max(old, value);
      }
    }
  }
  return { order, tree };
}

/** Calls `found` with each place of the lowest level whose box touches the box asked for, in the order of the tree. */
export function searchTree(tree: Float64Array, count: number, box: BBox, found: (place: number) => void): void {
  const { starts, total } = levelsOf(count);
  const visit = (level: number, place: number): void => {
    const at = 4 * place;
    const apart =
      (tree[at] as number) > box[2] ||
      (tree[at + 2] as number) < box[0] ||
      (tree[at + 1] as number) > box[3] ||
      (tree[at + 3] as number) < box[1];
    if (apart) return;
    if (level === 0) {
      found(place);
      return;
    }
    const below = starts[level - 1] as number;
    const here = starts[level] as number;
    const first = below + (place - here) * nodeSize;
    const end = Math.min(first + nodeSize, here);
    for (let child = first; child < end; child++) visit(level - 1, child);
  };
  if (count > 0) visit(starts.length - 1, total - 1);
}

/** The index for use where it was built; see `indexArrays` for its bounds. `search` answers in the order of the tree. */
export function packedIndex(boxes: readonly BBox[]): PackedIndex {
  const { order, tree } = indexArrays(boxes);
  return {
    search: (box) => {
      const found: number[] = [];
      searchTree(tree, boxes.length, box, (place) => found.push(order[place] as number));
      return found;
    },
  };
}
