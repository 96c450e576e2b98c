import type { PhotoStage } from '../dictionaries/photo.ts';
import type { LonLat } from '../geo/brands.ts';
import { distanceM } from '../geo/index.ts';
import type { Rules } from '../rules/rows.ts';
import { type Check, finding } from './check.ts';

/**
 * What a photo proves in time: one of the verification shows the ground as it was before, because nobody can take that
 * photo after the demolition.
 */
export function provenStage(stage: PhotoStage): PhotoStage {
  return stage === 'scene' ? 'before' : stage;
}

/** A photo as a viewpoint: where it was taken and which way it looks. */
export interface Viewpoint {
  readonly photoId: string;
  readonly stage: 'before' | 'during' | 'after';
  /** Label that the photographer chose or the app suggested, such as 西南角. */
  readonly label: string | null;
  readonly lonLat: LonLat | null;
  readonly bearingDeg: number | null;
}

/** Smallest turn between two bearings, 0…180°. */
export function bearingDifference(a: number, b: number): number {
  const turn = Math.abs(a - b) % 360;
  return turn > 180 ? 360 - turn : turn;
}

export interface PairTest {
  readonly before: string;
  readonly after: string;
  /** Metres between the two points; null when one has no position. */
  readonly distanceM: number | null;
  readonly bearingDiffDeg: number | null;
  /** The two points are within the rule (E07); an unknown position is not. */
  readonly samePoint: boolean;
  /** The bearings agree, or one is unknown (E06 warns only). */
  readonly sameView: boolean;
}

/** Are two photos taken from one viewpoint? (E06, E07) */
export function pairTest(before: Viewpoint, after: Viewpoint, rules: Rules): PairTest {
  const limit = rules.value('photo.pair');
  const apart = before.lonLat === null || after.lonLat === null ? null : distanceM(before.lonLat, after.lonLat);
  const turn =
    before.bearingDeg === null || after.bearingDeg === null
      ? null
      : bearingDifference(before.bearingDeg, after.bearingDeg);
  return {
    before: before.photoId,
    after: after.photoId,
    distanceM: apart,
    bearingDiffDeg: turn,
    samePoint: apart !== null && apart <= limit.distanceM,
    sameView: turn === null || turn <= limit.bearingDeg,
  };
}

/**
 * Before/after pairs of a set of photos, nearest first, each photo used once. A label in common pairs two photos even
 * where a position is missing; different labels never pair. Distances count in whole metres, far below what a phone can
 * tell: within one, the likeness of the view decides and not the last digit of a coordinate.
 */
export function viewpointPairs(photos: readonly Viewpoint[], rules: Rules): PairTest[] {
  const before = photos.filter((photo) => photo.stage === 'before');
  const after = photos.filter((photo) => photo.stage === 'after');
  const fits = (a: Viewpoint, b: Viewpoint) =>
    a.label !== null && b.label !== null ? a.label === b.label : a.lonLat !== null && b.lonLat !== null;
  const all = before.flatMap((a) => after.filter((b) => fits(a, b)).map((b) => pairTest(a, b, rules)));
  const metres = (pair: PairTest) => Math.round(pair.distanceM ?? Number.MAX_SAFE_INTEGER);
  const turn = (pair: PairTest) => pair.bearingDiffDeg ?? 180;
  all.sort((x, y) => metres(x) - metres(y) || turn(x) - turn(y));
  const used = new Set<string>();
  return all.filter((pair) => {
    if (used.has(pair.before) || used.has(pair.after)) return false;
    used.add(pair.before);
    used.add(pair.after);
    return true;
  });
}

/** E07 and E06 of a pair as reasons. */
export function checkPair(pair: PairTest, rules: Rules): Check[] {
  const { value: limit, blocks } = rules.use('photo.pair');
  const values = {
    before: pair.before,
    after: pair.after,
    distanceM: pair.distanceM,
    bearingDiffDeg: pair.bearingDiffDeg,
  };
  const metres = pair.distanceM === null ? null : Math.round(pair.distanceM);
  const extra = { values, rule: 'photo.pair' } as const;
  const apart =
    metres === null
      ? finding(
          'E07',
          'warn',
          pair.after,
          '前后照片缺位置，比不了视点',
          'a position is missing, viewpoints cannot be compared',
          extra,
        )
      : pair.samePoint
        ? finding('E07', 'ok', pair.after, `前后相距 ${metres} 米`, `${metres} m apart`, extra)
        : finding(
            'E07',
            blocks ? 'block' : 'flag',
            pair.after,
            `前后相距 ${metres} 米（规则 ${limit.distanceM} 米）`,
            `${metres} m apart (rule ${limit.distanceM} m)`,
            extra,
          );
  if (pair.bearingDiffDeg === null) return [apart];
  const turn = Math.round(pair.bearingDiffDeg);
  return [
    apart,
    pair.sameView
      ? finding('E06', 'ok', pair.after, `方位差 ${turn}°`, `bearings differ by ${turn}°`, extra)
      : finding(
          'E06',
          'warn',
          pair.after,
          `方位差 ${turn}°（规则 ${limit.bearingDeg}°）`,
          `bearings differ by ${turn}° (rule ${limit.bearingDeg}°)`,
          extra,
        ),
  ];
}
