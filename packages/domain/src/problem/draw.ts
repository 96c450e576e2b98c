/** A written-off problem that may be drawn for re-inspection (specification 6.4). */
export interface DrawCandidate {
  readonly id: string;
  /** Stratum: village, method and approver, joined by the caller. */
  readonly stratum: string;
  /** True with any authenticity reason in its history: always drawn. */
  readonly flagged: boolean;
}

/** A problem that was picked, and whether by lot or because it was flagged. */
export interface DrawnProblem {
  readonly id: string;
  readonly stratum: string;
  readonly reason: 'drawn' | 'flagged';
}

export interface Draw {
  readonly seed: string;
  /** Name of the procedure, stored with the draw so that it can be repeated. */
  readonly algorithm: 'fnv1a-order/1';
  readonly picked: readonly DrawnProblem[];
}

/** FNV-1a over the UTF-16 units, 32 bits: the same everywhere, and no secret is hidden by it. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  // Final mixing: ids that differ in their last digit only would otherwise stay neighbours.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Draws problems for re-inspection: each stratum gives its share, at least one, and every flagged problem comes. Each
 * candidate has a fixed place for a seed, so the draw does not depend on the order of rows and can be checked by hand.
 * @param ratio rule `inspection.ratio`, 0…1
 * @param seed fixed and recorded before the draw
 */
export function drawInspection(candidates: readonly DrawCandidate[], ratio: number, seed: string): Draw {
  const strata = new Map<string, DrawCandidate[]>();
  for (const each of candidates) strata.set(each.stratum, [...(strata.get(each.stratum) ?? []), each]);
  const picked: DrawnProblem[] = candidates
    .filter((each) => each.flagged)
    .map(({ id, stratum }) => ({ id, stratum, reason: 'flagged' }));
  for (const [stratum, members] of strata) {
    const wanted = ratio === 0 ? 0 : Math.max(1, Math.ceil(members.length * ratio));
    const order = members.map((each) => ({ ...each, place: fnv1a(`${seed}|${each.id}`) }));
    order.sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
    for (const { id, flagged } of order.slice(0, wanted)) if (!flagged) picked.push({ id, stratum, reason: 'drawn' });
  }
  picked.sort((a, b) => (a.id < b.id ? -1 : 1));
  return { seed, algorithm: 'fnv1a-order/1', picked };
}
