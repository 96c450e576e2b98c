/** Repeatable pseudo-random numbers in [0, 1) (mulberry32): the same county on every machine. */
export type Random = () => number;

/** A stream of numbers of its own for a seed. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** One number in [0, 1) for a few whole numbers, whatever was drawn before. */
export function hash(...parts: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const part of parts) {
    h = Math.imul(h ^ Math.round(part), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return (h >>> 0) / 4294967296;
}

export const between = (next: Random, low: number, high: number): number => low + next() * (high - low);

/** Picks by weight; the weights need not add up to one. */
export function choose<T>(next: Random, options: readonly (readonly [T, number])[]): T {
  const total = options.reduce((sum, [, weight]) => sum + weight, 0);
  let at = next() * total;
  for (const [value, weight] of options) {
    at -= weight;
    if (at < 0) return value;
  }
  const last = options.at(-1);
  if (!last) throw new RangeError('nothing to choose from');
  return last[0];
}
