import { parentPort } from 'node:worker_threads';
import { answer, type KernelAsk } from './kernel.ts';

// One question, one answer: the pool never sends a second one before the first is answered.
parentPort?.on('message', (ask: KernelAsk) => {
  parentPort?.postMessage(answer(ask));
});
