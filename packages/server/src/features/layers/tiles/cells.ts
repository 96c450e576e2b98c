import type { CellRow } from '../queries/tiles.ts';
import { BUFFER, EXTENT, signedArea2, type TileFeature } from './mvt.ts';

/**
 * Cells as polygons: neighbours of one class are one shape, so that the overview draws the edges of classes and not
 * those of cells. Shapes at the tile's edge reach into its buffer, or every tile would have a frame.
 * @param columns cells each way
 */
export function cellFeatures(cells: readonly CellRow[], columns: number): TileFeature[] {
  const classOf = new Map(cells.map(({ x, y, class_code }) => [y * columns + x, class_code]));
  const done = new Set<number>();
  const parts = new Map<string, Int32Array[][]>();
  for (const [start, code] of classOf) {
    if (done.has(start)) continue;
    const patch = connected(start, code, classOf, columns);
    for (const cell of patch) done.add(cell);
    const rings = outlines(patch, columns);
    // Turned so that the outline is positive; what is not is a hole in it.
    rings.sort((a, b) => signedArea2(b) - signedArea2(a));
    const list = parts.get(code) ?? [];
    list.push(rings);
    parts.set(code, list);
  }
  return [...parts].map(([classCode, shapes]) => ({ id: '', classCode, label: '', parts: shapes }));
}

function connected(start: number, code: string, classOf: ReadonlyMap<number, string>, columns: number): Set<number> {
  const patch = new Set([start]);
  const open = [start];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const x = cell % columns;
    const beside = [x > 0 ? cell - 1 : -1, x < columns - 1 ? cell + 1 : -1, cell - columns, cell + columns];
    for (const next of beside) {
      if (patch.has(next) || classOf.get(next) !== code) continue;
      patch.add(next);
      open.push(next);
    }
  }
  return patch;
}

/** Rings around a patch, its inside on the right hand of each edge (y runs down), corners only. */
function outlines(patch: ReadonlySet<number>, columns: number): Int32Array[] {
  // From corner to corner; where two patches of holes meet in a corner, two edges leave it.
  const leaving = new Map<number, number[]>();
  const side = columns + 1;
  const edge = (from: number, to: number): void => {
    leaving.set(from, [...(leaving.get(from) ?? []), to]);
  };
  for (const cell of patch) {
    const x = cell % columns;
    const y = (cell - x) / columns;
    const north = y * side + x;
    const south = north + side;
    if (!patch.has(cell - columns) || y === 0) edge(north, north + 1);
    if (x === columns - 1 || !patch.has(cell + 1)) edge(north + 1, south + 1);
    if (!patch.has(cell + columns)) edge(south + 1, south);
    if (x === 0 || !patch.has(cell - 1)) edge(south, north);
  }
  const rings: Int32Array[] = [];
  for (const [first, tos] of leaving) {
    while (tos.length > 0) rings.push(ringFrom(first, leaving, side, columns));
  }
  return rings;
}

function ringFrom(first: number, leaving: Map<number, number[]>, side: number, columns: number): Int32Array {
  const corners: number[] = [];
  let at = first;
  let step = 0;
  do {
    const next = leaving.get(at)?.pop();
    if (next === undefined) break;
    if (next - at !== step) corners.push(at);
    step = next - at;
    at = next;
  } while (at !== first);
  const ring = new Int32Array(2 * corners.length);
  corners.forEach((corner, i) => {
    ring[2 * i] = place(corner % side, columns);
    ring[2 * i + 1] = place(Math.floor(corner / side), columns);
  });
  return ring;
}

function place(line: number, columns: number): number {
  if (line === 0) return -BUFFER;
  return line === columns ? EXTENT + BUFFER : (line * EXTENT) / columns;
}
