import Big from 'big.js';
import { type Treatment, treatments } from '../dictionaries/rectification.ts';

/** A sub-area of a problem and what became of it. m², unrounded. */
export interface AreaPart {
  readonly treatment: Treatment;
  readonly areaM2: number;
  readonly label?: string;
}

const m2PerMu = new Big(2000).div(3);

/** Result of the area closure. Differences in m², unrounded; positive means ground without a treatment. */
export interface Closure {
  readonly closed: boolean;
  readonly totalM2: number;
  readonly partsM2: number;
  readonly differenceM2: number;
}

/**
 * Do the parts add up to the problem's area? (5.2 Σ = area; tolerance of 3.3, in 亩.)
 * The sum is made in decimals: thirty parts of 0.1 must not fail for a binary remainder.
 * @param areaM2 area of the problem, m², unrounded
 * @param toleranceMu largest difference that still closes, 亩
 */
export function closeArea(areaM2: number, parts: readonly AreaPart[], toleranceMu: number): Closure {
  const sum = parts.reduce((total, part) => total.plus(part.areaM2), new Big(0));
  const difference = new Big(areaM2).minus(sum);
  return {
    closed: parts.length > 0 && difference.abs().lte(m2PerMu.times(toleranceMu)),
    totalM2: areaM2,
    partsM2: sum.toNumber(),
    differenceM2: difference.toNumber(),
  };
}

/** Σ of the parts with one of these treatments, m². */
export function partsArea(parts: readonly AreaPart[], wanted: readonly Treatment[]): number {
  return parts
    .reduce((total, part) => (wanted.includes(part.treatment) ? total.plus(part.areaM2) : total), new Big(0))
    .toNumber();
}

/**
 * Ground that is to be demolished but is closed by paper instead (R-082 forbids that), m². Ground kept because it was
 * lawful before does not count.
 */
export function closedByPaper(parts: readonly AreaPart[]): number {
  return partsArea(
    parts,
    treatments.entries.filter((entry) => entry.paper).map((entry) => entry.code),
  );
}
