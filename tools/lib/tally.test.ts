import { expect, test } from 'vitest';
import { add, nothing, summaryLine, tallyPlaywright, tallyVitest } from './tally.ts';

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1 };
const file = (status: string, tests: number) => ({
  status,
  assertionResults: Array.from({ length: tests }, () => ({})),
});

test('vitest: passed, failed, and skipped with todo', () => {
  expect(tallyVitest({ ...vitest, testResults: [file('passed', 7)] }, 0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
});

test('vitest: a file that does not load is a failure, though no test of it failed', () => {
  expect(tallyVitest({ ...vitest, testResults: [file('failed', 0), file('passed', 7)] }, 1).failed).toBe(1);
});

test('vitest: an unhandled error is a failure, though every test passed', () => {
  expect(tallyVitest({ ...vitest, testResults: [] }, 1).failed).toBe(1);
});

test('playwright: flaky counts as failed, and so does a run that broke off', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 2 };
  expect(tallyPlaywright({ stats }, 1)).toEqual({ passed: 3, failed: 2, skipped: 2 });
  expect(tallyPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(1);
});

test('a report of another shape is an error, not an empty run', () => {
  expect(() => tallyVitest({}, 0)).toThrow('no list "testResults"');
  expect(() => tallyPlaywright({}, 0)).toThrow('no number');
});

test('tallies add up to the closing line', () => {
  expect(summaryLine(add({ passed: 1, failed: 0, skipped: 2 }, { passed: 3, failed: 4, skipped: 5 }, nothing))).toBe(
    '4 passed, 4 failed, 7 skipped',
  );
});
