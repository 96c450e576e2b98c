import Big from 'big.js';
import type { Mu, SquareMetres } from './brands.ts';

const muPerSquareMetre = new Big('0.0015');

function rounded(value: Big, digits: number): Big {
  return value.round(digits, Big.roundHalfUp);
}

/**
 * Rounds 四舍五入 (ties away from zero) to `digits` decimals, on the decimal digits one sees:
 * 1.005 gives 1.01, which binary arithmetic misses.
 */
export function roundHalfUp(value: number | string, digits: number): number {
  return rounded(new Big(value), digits).toNumber();
}

/** As `roundHalfUp`, written with exactly `digits` decimals. */
export function toFixedHalfUp(value: number | string, digits: number): string {
  return quickFixed(value, digits) ?? new Big(value).toFixed(digits, Big.roundHalfUp);
}

/**
 * Away from a tie binary and decimal rounding agree, and a list of figures is written ten times as fast; near one, or
 * beyond the digits of a double, it is undefined and Big decides.
 */
function quickFixed(value: number | string, digits: number): string | undefined {
  if (typeof value !== 'number') return undefined;
  const scaled = Math.abs(value) * 10 ** digits;
  if (!(scaled < 2 ** 40)) return undefined;
  const whole = Math.floor(scaled);
  const rest = scaled - whole;
  if (Math.abs(rest - 0.5) < 1e-3) return undefined;
  const all = String(rest < 0.5 ? whole : whole + 1).padStart(digits + 1, '0');
  const sign = value < 0 ? '-' : '';
  if (digits === 0) return sign + all;
  return `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** m² to 亩, unrounded (× 3/2000). */
export function toMu(m2: SquareMetres): Mu {
  return (m2 * 3) / 2000;
}

/** m² to 亩 rounded once, from the unrounded m²; two decimals is what the official tables show. */
export function muRounded(m2: SquareMetres, digits = 2): Mu {
  return rounded(new Big(m2).times(muPerSquareMetre), digits).toNumber();
}

/** Rounded parts that add up to their rounded total, and which part was changed to make them do so. */
export type RoundedParts = {
  readonly values: number[];
  readonly total: number;
  /** Index of the part that took the remainder (to be marked in the table), null where none was needed. */
  readonly adjustedIndex: number | null;
  /** What was added to that part, in the unit of the parts. */
  readonly adjustment: number;
};

/**
 * Rounds a column so that it adds up to the rounded sum of the unrounded parts: the remainder goes to the
 * largest part. Any unit. An empty column gives total 0.
 */
export function allocateRounded(parts: readonly number[], digits: number): RoundedParts {
  let exact = new Big(0);
  let sum = new Big(0);
  let largest = 0;
  const values = parts.map((part, i) => {
    exact = exact.plus(part);
    if (Math.abs(part) > Math.abs(parts[largest] ?? 0)) largest = i;
    const value = rounded(new Big(part), digits);
    sum = sum.plus(value);
    return value;
  });
  const total = rounded(exact, digits);
  const remainder = total.minus(sum);
  const numbers = values.map((value, i) => (i === largest ? value.plus(remainder) : value).toNumber());
  const adjusted = !remainder.eq(0);
  return {
    values: numbers,
    total: total.toNumber(),
    adjustedIndex: adjusted ? largest : null,
    adjustment: remainder.toNumber(),
  };
}
