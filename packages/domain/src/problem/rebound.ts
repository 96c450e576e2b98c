import type { Rules } from '../rules/rows.ts';
import type { ProblemState } from './states.ts';

/** A new piece of ground against an old one. Areas m². */
export interface Overlap {
  readonly overlapM2: number;
  readonly newM2: number;
  readonly oldM2: number;
}

/** Share of each side that the overlap takes, 0…1. An empty side counts as 0. */
export function shares({ overlapM2, newM2, oldM2 }: Overlap): { ofNew: number; ofOld: number; larger: number } {
  const ofNew = newM2 > 0 ? Math.min(1, overlapM2 / newM2) : 0;
  const ofOld = oldM2 > 0 ? Math.min(1, overlapM2 / oldM2) : 0;
  return { ofNew, ofOld, larger: Math.max(ofNew, ofOld) };
}

/**
 * Does new ground raise a rebound (R-108, E15)? Only over a written-off problem, from the rule's share of either side: a
 * small new parcel wholly on old ground counts as much as a large one that swallows it.
 */
export function isRebound(state: ProblemState, overlap: Overlap, rules: Rules): boolean {
  return (
    state === 'writtenOff' &&
    shares(overlap).larger > 0 &&
    shares(overlap).larger >= rules.value('rebound.overlapRatio')
  );
}

/** Why a written-off problem was reopened. */
export const reopenCauses = [
  'newOverlap',
  'lookBackFailed',
  'inspectionFailed',
  'falseEvidence',
  'approvedByMistake',
] as const;
export type ReopenCause = (typeof reopenCauses)[number];
