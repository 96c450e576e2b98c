import { countOf, isRecord, listOf } from './json.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Adds tallies field by field. */
export function add(...tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    nothing,
  );
}

/** The closing line of `npm test`: `12 passed, 0 failed, 3 skipped`. */
export function summaryLine(tally: Tally): string {
  return `${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`;
}

// A runner can exit 1 while every test it counted passed (an unhandled error, a file that does not load):
// such a run must not read as green.
function atLeastOneFailure(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Counts vitest's JSON report; a test file that could not be loaded counts as one failure. */
export function tallyVitest(json: unknown, exitCode: number): Tally {
  const unloaded = listOf(json, 'testResults').filter(
    (file) => isRecord(file) && file['status'] === 'failed' && listOf(file, 'assertionResults').length === 0,
  );
  return atLeastOneFailure(
    {
      passed: countOf(json, 'numPassedTests'),
      failed: countOf(json, 'numFailedTests') + unloaded.length,
      skipped: countOf(json, 'numPendingTests') + countOf(json, 'numTodoTests'),
    },
    exitCode,
  );
}

/** Counts Playwright's JSON report; a flaky test passed only on a retry and counts as failed. */
export function tallyPlaywright(json: unknown, exitCode: number): Tally {
  const stats = isRecord(json) ? json['stats'] : undefined;
  const failed = countOf(stats, 'unexpected') + countOf(stats, 'flaky');
  return atLeastOneFailure(
    { passed: countOf(stats, 'expected'), failed, skipped: countOf(stats, 'skipped') },
    exitCode,
  );
}
