import { Worker } from 'node:worker_threads';

/**
 * Ends this process within two seconds of the end of the one with this id. In a thread: a reader works without a break,
 * no timer of its own would run.
 */
export function endWithParent(pid: number): void {
  const watch = new Worker(new URL('./parent-watch-worker.ts', import.meta.url), {
    workerData: pid,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2, codeRangeSizeMb: 4 },
  });
  watch.unref();
}
