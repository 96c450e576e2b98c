import { expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from './failures.ts';

test('vitest: each failed test by file and title, colours taken out; a file that does not load by its message', () => {
  const assertionResults = [
    { status: 'passed', fullName: 'adds', failureMessages: [] },
    {
      status: 'failed',
      fullName: 'takes away',
      failureMessages: ['\u001b[31mAssertionError\u001b[39m: 1\n\n  at x\n'],
    },
  ];
  const testResults = [
    { name: '/some/where/packages/a/src/sum.test.ts', status: 'failed', assertionResults },
    { name: '/some/where/tools/b.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
    { name: '/some/where/tools/c.test.ts', status: 'passed', assertionResults: [] },
  ];
  expect(failuresOfVitest({ testResults })).toEqual([
    'packages/a/src/sum.test.ts › takes away\n    AssertionError: 1\n    at x',
    'tools/b.test.ts\n    SyntaxError',
  ]);
});

test('playwright: specs that are not ok, also in suites of suites, and errors of the run itself', () => {
  const failed = {
    title: 'the path',
    file: 'main.spec.ts',
    ok: false,
    tests: [{ results: [{ error: { message: 'Timeout\nwaiting for 采信' } }] }],
  };
  const report = {
    suites: [{ specs: [{ title: 'fine', file: 'a.spec.ts', ok: true, tests: [] }], suites: [{ specs: [failed] }] }],
    errors: [{ message: 'no server' }],
  };
  expect(failuresOfPlaywright(report)).toEqual([
    'main.spec.ts › the path\n    Timeout\n    waiting for 采信',
    'playwright\n    no server',
  ]);
});
