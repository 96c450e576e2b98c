import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runSteps } from './run-steps.ts';
import { type Outcome, type Step, typeProjects } from './steps.ts';
import { plantTree } from './testing/tree.ts';

function step(name: string, wait: number, outcome: Outcome | Error): Step {
  const run = async (): Promise<Outcome> => {
    await sleep(wait);
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  return { name, engineFree: true, run };
}

test('a passing step is one line, a failing one is whole, a throwing one has failed', async () => {
  const printed: string[] = [];
  const { tally, failures } = await runSteps(
    [
      step('slow', 40, { tally: { passed: 1, failed: 0, skipped: 0 }, output: 'noise' }),
      step('wrong', 1, { tally: { passed: 7, failed: 2, skipped: 1 }, output: 'first\nsecond', failures: ['a › b'] }),
      step('broken', 1, new Error('it broke')),
    ],
    2,
    (text) => printed.push(text),
  );
  expect(tally).toEqual({ passed: 8, failed: 3, skipped: 1 });
  expect(failures).toEqual(['a › b', 'broken']);
  expect(printed).toEqual([
    expect.stringMatching(/^ok {4}slow +\d+\.\d s$/),
    expect.stringMatching(/^first\nsecond\nFAIL {2}wrong +\d+\.\d s {2}7 passed, 2 failed, 1 skipped$/),
    expect.stringMatching(/it broke[\s\S]*\nFAIL {2}broken/),
  ]);
});

test('every package with a tsconfig is type-checked, and the tools', () => {
  expect(
    typeProjects(
      plantTree({
        'packages/a/tsconfig.json': '{}',
        'packages/b/package.json': '{}',
        'packages/a/src/tsconfig.json': '',
      }),
    ),
  ).toEqual(['packages/a', 'tools']);
});
