import type { DraftDecision, DraftMatch } from '@shoutian/domain/api';
import { type DuplicatePair, decisionGaps, duplicateWhys, mustDecide } from '@shoutian/domain/clue';
import { distanceM, distanceToPolygonM, flatFromWkb, type LonLat } from '@shoutian/domain/geo';
import type { Missing, ProblemState } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';

/** A match as it is kept with the draft: everything but the shape, which is read when a screen asks. */
export type StoredMatch = Omit<DraftMatch, 'geometry' | 'monitorNo'> & {
  number: string | null;
  problemState: ProblemState | null;
};

/** One side of a comparison: a draft row, a clue or a problem. */
export interface Side {
  readonly id: string;
  readonly kind: DraftMatch['kind'];
  readonly no: string;
  readonly number: string | null;
  readonly channel: string;
  readonly state: string;
  readonly problemState: ProblemState | null;
  readonly title: string;
  readonly description: string;
  readonly foundOn: string | null;
  readonly areaM2: number;
  readonly point: LonLat | null;
  readonly geometry: Uint8Array | null;
}

/** Below this two shapes only touch: neighbours digitised along one ridge. */
const TOUCH_M2 = 1;

/** Metres between two places, 0 where they overlap; null where one of them has none or both are shapes. */
function distanceBetween(a: Side, b: Side): number | null {
  const from = a.point;
  const to = b.point;
  if (from && b.geometry) return distanceToPolygonM(from, flatFromWkb(b.geometry));
  if (to && a.geometry) return distanceToPolygonM(to, flatFromWkb(a.geometry));
  return from && to ? distanceM(from, to) : null;
}

const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0);

/**
 * Compares a new row with something that is there already.
 * @param overlapM2 shared ground, m²
 * @returns undefined when there is nothing to show
 */
export function compare(mine: Side, other: Side, overlapM2: number, rules: Rules): StoredMatch | undefined {
  const pair: DuplicatePair = {
    newNo: mine.number,
    oldNo: other.number,
    oldKind: other.kind === 'problem' ? 'problem' : 'clue',
    oldState: other.problemState,
    sameChannel: mine.channel === other.channel,
    overlapM2: overlapM2 < TOUCH_M2 ? 0 : overlapM2,
    newM2: mine.areaM2,
    oldM2: other.areaM2,
    distanceM: distanceBetween(mine, other),
  };
  const whys = duplicateWhys(pair, rules);
  const kinds = whys.map(({ kind }) => kind);
  if (kinds.length === 0 && pair.overlapM2 === 0) return undefined;
  return {
    kind: other.kind,
    id: other.id,
    no: other.no,
    number: other.number,
    problemState: other.problemState,
    reason: kinds.includes('sameNumber') ? 'sameNumber' : pair.overlapM2 > 0 ? 'overlap' : 'near',
    decide: mustDecide(whys),
    title: other.title,
    channel: other.channel,
    state: other.state,
    description: other.description,
    foundOn: other.foundOn,
    areaM2: other.areaM2,
    overlapM2: pair.overlapM2,
    ratioOfThis: share(pair.overlapM2, mine.areaM2),
    ratioOfOther: share(pair.overlapM2, other.areaM2),
    rebound: kinds.includes('rebound'),
  };
}

const MAX_MATCHES = 20;

/** What must be decided first, rebounds before others, then by shared ground; a clue of a shown problem is left out. */
export function ordered(matches: readonly (StoredMatch & { problemId: string | null })[]): StoredMatch[] {
  const problems = new Set(matches.filter(({ kind }) => kind === 'problem').map(({ id }) => id));
  return matches
    .filter(({ kind, problemId }) => kind !== 'clue' || problemId === null || !problems.has(problemId))
    .map(({ problemId: _dropped, ...match }) => match)
    .sort(
      (a, b) =>
        Number(b.decide) - Number(a.decide) ||
        Number(b.rebound) - Number(a.rebound) ||
        b.overlapM2 - a.overlapM2 ||
        (a.no < b.no ? -1 : 1),
    )
    .slice(0, MAX_MATCHES);
}

/** Does an earlier decision still answer what a fresh look found? A new double asks again. */
export function stillDecided(
  decision: DraftDecision | null,
  before: readonly StoredMatch[],
  now: readonly StoredMatch[],
): DraftDecision | null {
  if (decision === null) return null;
  const known = new Set(before.filter(({ decide }) => decide).map(({ id }) => id));
  if (now.some(({ decide, id }) => decide && !known.has(id))) return null;
  if (decision.choice === 'merge') return now.some(({ id }) => id === decision.matchId) ? decision : null;
  return now.some(({ decide }) => decide) ? decision : null;
}

/** What a decision lacks or why it does not fit the row, by the rules of the domain. */
export function gapsOf(
  decision: DraftDecision,
  row: { number: string | null; matches: readonly StoredMatch[] },
): Missing[] {
  const target =
    decision.choice === 'merge'
      ? row.matches.find(({ id, kind }) => id === decision.matchId && kind === decision.matchKind)
      : (row.matches.find(({ number }) => decision.choice === 'skip' && number === row.number) ?? row.matches[0]);
  if (!target)
    return [{ code: 'duplicate.target', message: { zh: '这一行没有要判的重复', en: 'nothing to decide on this row' } }];
  const pair: DuplicatePair = {
    newNo: row.number,
    oldNo: target.number,
    oldKind: target.kind === 'problem' ? 'problem' : 'clue',
    oldState: target.problemState,
    sameChannel: target.reason === 'sameNumber',
    overlapM2: target.overlapM2,
    newM2: 0,
    oldM2: target.areaM2,
    distanceM: null,
  };
  return [...decisionGaps(decision.choice, decision.choice === 'apart' ? decision.reason : null, pair)];
}
