import { Worker } from 'node:worker_threads';
import { measureOverlaps } from './measure-overlaps.ts';
import { packOverlaps } from './overlap-load.ts';

/** Below so many pairs the thread costs more than it saves (0.1 ms a pair, 150 ms a start). */
const FEW = 40;

/**
 * Shared ground of pairs of shapes (EWKB), m². Many pairs are measured in a thread, so that the event loop goes on; a
 * thread that dies rejects.
 */
export async function overlapsOf(
  shapes: readonly Uint8Array[],
  pairs: readonly (readonly [a: number, b: number])[],
): Promise<Float64Array> {
  if (pairs.length === 0) return new Float64Array(0);
  const load = packOverlaps(shapes, pairs);
  if (pairs.length <= FEW) return measureOverlaps(load);
  const worker = new Worker(new URL('./overlap-worker.ts', import.meta.url), {
    workerData: load,
    transferList: [load.bytes.buffer, load.offsets.buffer, load.pairs.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  try {
    return await new Promise<Float64Array>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the overlap thread ended with ${code}`)));
    });
  } finally {
    await worker.terminate();
  }
}
