import type { PackView } from '@shoutian/domain/api';
import type { PhotoStage } from '@shoutian/domain/dictionaries';
import type { ShotView } from '../../photos/shots.ts';

export type RemedyStage = Extract<PhotoStage, 'before' | 'during' | 'after'>;
export const remedyStages: readonly RemedyStage[] = ['before', 'during', 'after'];

/** One place to stand, with the photos of each stage and what the pair of before and after came to. */
export interface ViewpointRow {
  name: string;
  shots: Record<RemedyStage, ShotView[]>;
  pair: PackView['pairs'][number] | null;
}

/** Viewpoints of a problem in the order they were first used, those just named on the phone last. */
export function viewpointsOf(
  shots: readonly ShotView[],
  pairs: PackView['pairs'],
  named: readonly string[],
): ViewpointRow[] {
  const names = new Set([
    // A pair of photos without a named spot is the reviewer's to see; here it would be an empty card to fill once more.
    ...shots.flatMap((shot) => shot.viewpoint ?? []),
    ...named,
  ]);
  return [...names].map((name) => {
    const here = shots.filter((shot) => shot.viewpoint === name);
    const of = (stage: RemedyStage) => here.filter((shot) => shot.stage === stage);
    return {
      name,
      shots: { before: of('before'), during: of('during'), after: of('after') },
      pair: pairs.find((pair) => pair.viewpoint === name) ?? null,
    };
  });
}
