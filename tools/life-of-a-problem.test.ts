import { expect, it } from 'vitest';
import { lifeOfAProblem, written } from './life-of-a-problem.ts';

it('is what the transition table gives: run node tools/life-of-a-problem.ts after changing the table', () => {
  expect(written()).toBe(lifeOfAProblem());
});
