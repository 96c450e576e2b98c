import { planeX, planeY } from '../ellipsoid.ts';
import type { BBox, Outline } from '../flat.ts';
import { sumCell } from './cells.ts';
import { clearEdges, edges, pushEdge } from './edges.ts';
import { gather, type PlaneBox } from './gather.ts';
import { resetTally, tally } from './tally.ts';

function planeBox([minLon, minLat, maxLon, maxLat]: BBox): PlaneBox {
  const x = planeX(minLon);
  const y = planeY(minLat);
  return { x, y, width: planeX(maxLon) - x, height: planeY(maxLat) - y };
}

function meets(a: BBox, b: BBox): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Which class each candidate is of and which layer each class; `within` is the layer whose share of each class counts. */
export type SweepClasses = {
  readonly classes: readonly number[];
  readonly layerOf: readonly number[];
  readonly layers: number;
  readonly within: number;
};

/** All candidates of one class and layer. */
export function oneClass(candidates: number): SweepClasses {
  return { classes: new Array<number>(candidates).fill(0), layerOf: [0], layers: 1, within: -1 };
}

/**
 * Runs the kernel over one box (degrees): areas of the subject (null: the whole box) inside each candidate, inside
 * each class, each layer and inside any. The results are in `tally`: owner i + 1 is candidate i. Never throws on any
 * polygon.
 */
export function sweep(
  subject: Outline | null,
  box: BBox,
  candidates: readonly Outline[],
  { classes, layerOf, layers, within }: SweepClasses,
): void {
  resetTally(candidates.length + 1, layerOf.length, layers, within);
  for (let cls = 0; cls < layerOf.length; cls++) tally.layerOf[cls] = layerOf[cls] as number;
  clearEdges();
  const plane = planeBox(box);
  // Also the way out for an empty box (∞ … −∞) and for one without a width.
  if (!(plane.width > 0 && plane.height > 0)) return;
  if (subject === null) pushEdge(0, 0, 0, 0, plane.height, 0);
  else gather(subject, plane, 0);
  if (edges.size === 0) return;
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i] as Outline;
    tally.classOf[i + 1] = classes[i] as number;
    if (meets(candidate.bbox, box)) gather(candidate, plane, i + 1);
  }
  sumCell(0, edges.size, 0, 0, plane.width, plane.height, 0);
  clearEdges();
}
