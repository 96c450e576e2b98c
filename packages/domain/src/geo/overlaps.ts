import { areaM2 } from './area.ts';
import type { SquareMetres } from './brands.ts';
import type { FlatPolygon } from './flat.ts';
import { intersectionArea, smallestPieceM2, unionArea } from './overlay.ts';
import { packedIndex } from './packed-index.ts';

export type OverlapItem = { readonly id: string; readonly geometry: FlatPolygon };

export type OverlapPair = {
  /** The one that stands earlier in the set. */
  readonly a: string;
  readonly b: string;
  readonly overlapM2: SquareMetres;
  /** Overlap ÷ area of the smaller of the two, 0 to 1. */
  readonly ofSmaller: number;
  /** Overlap ÷ area of both together, 0 to 1. */
  readonly iou: number;
  /** The same ground to one part in a million. */
  readonly identical: boolean;
};

/** What counts as an overlap: at least `minRatio` of the smaller one (0 to 1) and at least `minM2`. */
export type OverlapLimits = { readonly minRatio?: number; readonly minM2?: number };

/**
 * The pairs of a set that share ground, in the order of the set. For duplicates among suspects ask for a high ratio;
 * the defaults (any ratio, 1 m²) leave out neighbours that merely touch.
 */
export function findOverlaps(items: readonly OverlapItem[], limits: OverlapLimits = {}): OverlapPair[] {
  const minRatio = limits.minRatio ?? 0;
  const minM2 = Math.max(limits.minM2 ?? 1, smallestPieceM2);
  const index = packedIndex(items.map(({ geometry }) => geometry.bbox));
  // By even-odd like the overlap itself, so that a bow-tie overlaps itself fully.
  const areas = items.map(({ geometry }) => unionArea([geometry]));
  const pairs: OverlapPair[] = [];
  items.forEach((item, i) => {
    for (const j of index.search(item.geometry.bbox).toSorted((p, q) => p - q)) {
      const other = items[j];
      if (j <= i || other === undefined) continue;
      const overlapM2 = intersectionArea(item.geometry, other.geometry);
      const areaA = areas[i] ?? 0;
      const areaB = areas[j] ?? 0;
      const ofSmaller = Math.min(1, overlapM2 / Math.min(areaA, areaB));
      if (overlapM2 < minM2 || ofSmaller < minRatio) continue;
      const iou = Math.min(1, overlapM2 / (areaA + areaB - overlapM2));
      pairs.push({ a: item.id, b: other.id, overlapM2, ofSmaller, iou, identical: iou > 1 - 1e-6 });
    }
  });
  return pairs;
}

/**
 * How far (m²) a polygon's own rings disagree about its area: 0 for a clean one, more where parts overlap (even-odd
 * cancels that ground), a ring crosses itself or a hole lies outside. To be reported when such a polygon is imported.
 */
export function selfOverlapM2(p: FlatPolygon): SquareMetres {
  const area = areaM2(p);
  const difference = Math.abs(area - unionArea([p]));
  return difference < smallestPieceM2 + 1e-9 * area ? 0 : difference;
}
