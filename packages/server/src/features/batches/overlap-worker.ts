import { parentPort, workerData } from 'node:worker_threads';
import { measureOverlaps } from './measure-overlaps.ts';
import type { OverlapLoad } from './overlap-load.ts';

const areas = measureOverlaps(workerData as OverlapLoad);
parentPort?.postMessage(areas, [areas.buffer]);
