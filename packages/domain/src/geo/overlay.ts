import { bboxUnion } from './bbox.ts';
import type { SquareMetres } from './brands.ts';
import type { FlatPolygon } from './flat.ts';
import { sweep } from './kernel/sweep.ts';
import { tally } from './kernel/tally.ts';

/** Something the subject is laid over. What its class is (land class, layer, approval …) is the caller's business. */
export type OverlayCandidate = {
  readonly classKey: string;
  /** 1 − 扣除地类系数 (KCXS): what part of a piece is net area; 1 where there is no deduction. */
  readonly netFactor: number;
  readonly geometry: FlatPolygon;
};

export type ClassArea = {
  readonly classKey: string;
  /** Sum of the pieces: where candidates of the class overlap, that ground counts more than once. */
  readonly sumM2: SquareMetres;
  /** Ground inside any candidate of the class, counted once. */
  readonly unionM2: SquareMetres;
  /** Sum of piece × net factor. */
  readonly netM2: SquareMetres;
  readonly pieceCount: number;
};

export type OverlayPiece = { readonly index: number; readonly areaM2: SquareMetres };

/** Areas in m² on the ellipsoid, unrounded: subjectM2 = coveredM2 + uncoveredM2. */
export type OverlayResult = {
  readonly subjectM2: SquareMetres;
  /** Ground of the subject inside any candidate, counted once. */
  readonly coveredM2: SquareMetres;
  readonly uncoveredM2: SquareMetres;
  readonly sumM2: SquareMetres;
  readonly netM2: SquareMetres;
  readonly pieceCount: number;
  /** In the order in which the classes first appear among the candidates; only those with a piece. */
  readonly classes: readonly ClassArea[];
  /** The candidates that share ground with the subject, by their index. */
  readonly pieces: readonly OverlayPiece[];
};

/** Below this (m²) two polygons only touch: the noise of a shared boundary of a few km is a hundredth of it. */
export const smallestPieceM2 = 1e-4;

type MutableClass = { -readonly [K in keyof ClassArea]: ClassArea[K] };

/**
 * Areas of the subject by class, in one pass over all candidates. Inside is by even-odd, edges are straight in the
 * equal-area plane (what the official area formula assumes, TD/T 1055-2019), nothing is constructed: coincident edges,
 * slivers and self-crossings cost at most their own area, and nothing throws.
 */
export function overlaySubject(subject: FlatPolygon, candidates: readonly OverlayCandidate[]): OverlayResult {
  const classIds = new Map<string, number>();
  const ids = candidates.map(({ classKey }) => {
    const id = classIds.get(classKey) ?? classIds.size;
    classIds.set(classKey, id);
    return id;
  });
  sweep(
    subject,
    subject.bbox,
    candidates.map(({ geometry }) => geometry),
    ids,
    classIds.size,
  );
  const classes = [...classIds.keys()].map(
    (classKey, id): MutableClass => ({ classKey, sumM2: 0, unionM2: tally.byClass[id] ?? 0, netM2: 0, pieceCount: 0 }),
  );
  const pieces: OverlayPiece[] = [];
  candidates.forEach(({ netFactor }, index) => {
    const areaM2 = tally.byOwner[index + 1] ?? 0;
    const cls = classes[ids[index] ?? -1];
    if (areaM2 < smallestPieceM2 || cls === undefined) return;
    pieces.push({ index, areaM2 });
    cls.sumM2 += areaM2;
    cls.netM2 += areaM2 * netFactor;
    cls.pieceCount++;
  });
  const present = classes.filter((cls) => cls.pieceCount > 0);
  return {
    subjectM2: tally.subject,
    coveredM2: tally.covered,
    uncoveredM2: Math.max(0, tally.subject - tally.covered),
    sumM2: present.reduce((sum, cls) => sum + cls.sumM2, 0),
    netM2: present.reduce((sum, cls) => sum + cls.netM2, 0),
    pieceCount: pieces.length,
    classes: present,
    pieces,
  };
}

/** Ground in m² that two polygons share; the order does not matter. */
export function intersectionArea(a: FlatPolygon, b: FlatPolygon): SquareMetres {
  const p = a.bbox;
  const q = b.bbox;
  const common = [Math.max(p[0], q[0]), Math.max(p[1], q[1]), Math.min(p[2], q[2]), Math.min(p[3], q[3])] as const;
  if (!(common[0] < common[2] && common[1] < common[3])) return 0;
  sweep(a, common, [b], [0], 1);
  return tally.covered;
}

/** Ground in m² inside any of the polygons, counted once. */
export function unionArea(polygons: readonly FlatPolygon[]): SquareMetres {
  const box = bboxUnion(polygons.map((p) => p.bbox));
  sweep(null, box, polygons, new Array<number>(polygons.length).fill(0), 1);
  return tally.covered;
}

/** What part (0 to 1) of the subject lies inside any of the others: how far approvals cover it. */
export function coverRatio(subject: FlatPolygon, others: readonly FlatPolygon[]): number {
  sweep(subject, subject.bbox, others, new Array<number>(others.length).fill(0), 1);
  return tally.subject > 0 ? Math.min(1, tally.covered / tally.subject) : 0;
}
