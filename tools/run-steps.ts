import { inParallel } from './lib/exec.ts';
import { add, summaryLine, type Tally } from './lib/tally.ts';
import type { Outcome, Step } from './steps.ts';

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    return {
      tally: { passed: 0, failed: 1, skipped: 0 },
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

/** One line of a step that passed; the whole output and then the line of one that failed. */
export function stepText(name: string, { tally, output }: Outcome, milliseconds: number): string {
  const counts = tally.passed + tally.failed + tally.skipped === 1 ? '' : `  ${summaryLine(tally)}`;
  const line = `${tally.failed === 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(24)} ${seconds(milliseconds).padStart(8)}${counts}`;
  return tally.failed === 0 ? line : `${output.trim()}\n${line}`;
}

/**
 * Runs `steps` with at most `limit` at a time; each prints when it and all before it are done, so that the output reads
 * in the order of the steps. A step that throws counts as one failure.
 * @returns the sum, and what failed in short
 */
export async function runSteps(
  steps: readonly Step[],
  limit: number,
  print: (text: string) => void = console.log,
): Promise<{ tally: Tally; failures: string[] }> {
  const texts = new Map<number, string>();
  let printed = 0;
  const outcomes = await inParallel(
    limit,
    steps.map((step, index) => async () => {
      const start = performance.now();
      const outcome = await outcomeOf(step);
      texts.set(index, stepText(step.name, outcome, performance.now() - start));
      for (let text = texts.get(printed); text !== undefined; text = texts.get(printed)) {
        print(text);
        printed += 1;
      }
      return outcome;
    }),
  );
  const failures = outcomes.flatMap(({ tally, failures: told }, index) =>
    tally.failed === 0 ? [] : told !== undefined && told.length > 0 ? told : [steps[index]?.name ?? ''],
  );
  return { tally: add(...outcomes.map(({ tally }) => tally)), failures };
}
