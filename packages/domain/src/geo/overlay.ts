import { bboxUnion } from './bbox.ts';
import type { SquareMetres } from './brands.ts';
import type { Outline } from './flat.ts';
import { oneClass, sweep } from './kernel/sweep.ts';
import { tally } from './kernel/tally.ts';

/** Something the subject is laid over. What its class is (land class, layer, approval …) is the caller's business. */
export type OverlayCandidate = {
  readonly classKey: string;
  /** 1 − 扣除地类系数 (KCXS): what part of a piece is net area; 1 where there is no deduction. */
  readonly netFactor: number;
  readonly geometry: Outline;
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
  /** Of `unionM2`, the ground that also lies inside the layer named by `within`; 0 where none was named. */
  readonly withinM2: SquareMetres;
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

/** Areas of the subject by class, in one pass over all candidates: `overlayLayers` with one layer. */
export function overlaySubject(subject: Outline, candidates: readonly OverlayCandidate[]): OverlayResult {
  return overlayLayers(subject, [candidates])[0] as OverlayResult;
}

/**
 * Areas of the subject by layer and class, in one pass over all candidates of all layers. Inside is by even-odd, edges
 * are straight in the equal-area plane (what the official area formula assumes, TD/T 1055-2019), nothing is constructed:
 * coincident edges, slivers and self-crossings cost at most their own area, and nothing throws.
 * @param within index of the layer whose share of each class is wanted (which part of the paddy is protected?)
 * @returns one result a layer, in their order
 */
export function overlayLayers(
  subject: Outline,
  layers: readonly (readonly OverlayCandidate[])[],
  within = -1,
): OverlayResult[] {
  const all = layers.flat();
  const layerOf: number[] = [];
  const ids = layers.map((candidates, layer) => {
    const known = new Map<string, number>();
    for (const { classKey } of candidates) {
      if (known.has(classKey)) continue;
      known.set(classKey, layerOf.length);
      layerOf.push(layer);
    }
    return known;
  });
  const classes = layers.flatMap((candidates, layer) =>
    candidates.map(({ classKey }) => ids[layer]?.get(classKey) as number),
  );
  const geometries = all.map(({ geometry }) => geometry);
  sweep(subject, subject.bbox, geometries, { classes, layerOf, layers: layers.length, within });
  let owner = 1;
  return layers.map((candidates, layer) => {
    const covered = layers.length === 1 ? tally.covered : (tally.byLayer[layer] ?? 0);
    const result = layerResult(candidates, ids[layer] as Map<string, number>, owner, covered);
    owner += candidates.length;
    return result;
  });
}

/** What the tally holds of one layer; `owner` is that of its first candidate. */
function layerResult(
  candidates: readonly OverlayCandidate[],
  ids: ReadonlyMap<string, number>,
  owner: number,
  coveredM2: number,
): OverlayResult {
  const classes = new Map(
    [...ids].map(([classKey, id]): [string, MutableClass] => {
      const [unionM2, withinM2] = [tally.byClass[id] ?? 0, tally.byClassWithin[id] ?? 0];
      return [classKey, { classKey, sumM2: 0, unionM2, netM2: 0, pieceCount: 0, withinM2 }];
    }),
  );
  const pieces: OverlayPiece[] = [];
  candidates.forEach(({ classKey, netFactor }, index) => {
    const areaM2 = tally.byOwner[owner + index] ?? 0;
    const cls = classes.get(classKey);
    if (areaM2 < smallestPieceM2 || cls === undefined) return;
    pieces.push({ index, areaM2 });
    cls.sumM2 += areaM2;
    cls.netM2 += areaM2 * netFactor;
    cls.pieceCount++;
  });
  const present = [...classes.values()].filter((cls) => cls.pieceCount > 0);
  return {
    subjectM2: tally.subject,
    coveredM2,
    uncoveredM2: Math.max(0, tally.subject - coveredM2),
    sumM2: present.reduce((sum, cls) => sum + cls.sumM2, 0),
    netM2: present.reduce((sum, cls) => sum + cls.netM2, 0),
    pieceCount: pieces.length,
    classes: present,
    pieces,
  };
}

/** Ground in m² that two polygons share; the order does not matter. */
export function intersectionArea(a: Outline, b: Outline): SquareMetres {
  const p = a.bbox;
  const q = b.bbox;
  const common = [Math.max(p[0], q[0]), Math.max(p[1], q[1]), Math.min(p[2], q[2]), Math.min(p[3], q[3])] as const;
  if (!(common[0] < common[2] && common[1] < common[3])) return 0;
  sweep(a, common, [b], oneClass(1));
  return tally.covered;
}

/** Ground in m² inside any of the polygons, counted once. */
export function unionArea(polygons: readonly Outline[]): SquareMetres {
  const box = bboxUnion(polygons.map((p) => p.bbox));
  sweep(null, box, polygons, oneClass(polygons.length));
  return tally.covered;
}

/** What part (0 to 1) of the subject lies inside any of the others: how far approvals cover it. */
export function coverRatio(subject: Outline, others: readonly Outline[]): number {
  sweep(subject, subject.bbox, others, oneClass(others.length));
  return tally.subject > 0 ? Math.min(1, tally.covered / tally.subject) : 0;
}
