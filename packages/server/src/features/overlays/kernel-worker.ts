import { parentPort } from 'node:worker_threads';
import { computeFigures } from './figures.ts';
import type { OverlayLoad } from './load.ts';

// One question, one answer: the pool never sends a second load before the first is answered.
parentPort?.on('message', (load: OverlayLoad) => {
  parentPort?.postMessage(computeFigures(load));
});
