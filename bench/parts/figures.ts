/** The p-th part of the sorted values, 0…1. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** One line of a benchmark: what, the figures, the ratio and whether it is within its limit. */
export function report(what: string, figures: string, ratio: number, limit: number): void {
  console.log(
    `${ratio <= limit ? 'ok  ' : 'OVER'} ${what.padEnd(40)} ratio ${ratio.toFixed(3)} (limit ${limit})  ${figures}`,
  );
  if (ratio > limit) process.exitCode = 1;
}
