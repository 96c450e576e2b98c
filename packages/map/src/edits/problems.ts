import type { Position } from 'geojson';
import type { Locale } from '../types.ts';
import type { Shape } from './shape.ts';

export type ShapeProblem =
  | { code: 'tooFewCorners'; part: number; ring: number }
  | { code: 'crossing'; part: number; ring: number; corners: [number, number] };

/** Rings longer than this are not searched for crossings while the hand is drawing: the search is quadratic. */
const CROSSING_LIMIT = 1500;

/** The first thing wrong with a shape that would make its area meaningless; null when it is sound. */
export function shapeProblem(shape: Shape): ShapeProblem | null {
  for (const [part, rings] of shape.entries()) {
    for (const [ring, corners] of rings.entries()) {
      if (corners.length < 3) return { code: 'tooFewCorners', part, ring };
      const crossed = corners.length <= CROSSING_LIMIT ? firstCrossing(corners) : null;
      if (crossed) return { code: 'crossing', part, ring, corners: crossed };
    }
  }
  return null;
}

/** A sentence that says what is wrong and what to do. Corners are counted from 1. */
export function problemSentence(problem: ShapeProblem, locale: Locale): string {
  switch (problem.code) {
    case 'tooFewCorners':
      return locale === 'zh' ? '至少要 3 个角点，再点几下。' : 'At least 3 corners are needed; keep clicking.';
    case 'crossing': {
      const [a, b] = problem.corners.map((c) => c + 1);
      return locale === 'zh'
        ? `第 ${a} 条边和第 ${b} 条边交叉了，面积算不准。把交叉处的角点拖开。`
        : `Edges ${a} and ${b} cross, so the area would be wrong. Drag the corners apart.`;
    }
  }
}

/** Indexes of the first two edges of an open ring that cross; null when none do. */
export function firstCrossing(ring: readonly Position[]): [number, number] | null {
  const n = ring.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (cross(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n])) return [i, j];
    }
  }
  return null;
}

function cross(a?: Position, b?: Position, c?: Position, d?: Position): boolean {
  if (!a || !b || !c || !d) return false;
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Position, b: Position, p: Position): number {
  const [ax = 0, ay = 0] = a;
  const [bx = 0, by = 0] = b;
  const [px = 0, py = 0] = p;
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));
}
