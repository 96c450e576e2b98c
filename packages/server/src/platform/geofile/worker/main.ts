import { parentPort, workerData } from 'node:worker_threads';
import { GeofileError } from '../errors.ts';
import { Gdal } from './gdal.ts';
import { doJob, refusal } from './job.ts';
import type { PipelineOptions } from './pipeline.ts';
import { MAX_AHEAD, type WorkerJob, type WorkerMessage } from './protocol.ts';

const job = workerData as WorkerJob;
const credit = new Int32Array(job.credit);

function post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer);
}

/** Sleeps while the consumer is behind: GDAL stands still inside its own write call, so nothing piles up. */
const postBatch: PipelineOptions['post'] = (body, issues, progress) => {
  for (let ahead = Atomics.load(credit, 0); ahead >= MAX_AHEAD; ahead = Atomics.load(credit, 0)) {
    Atomics.wait(credit, 0, ahead);
  }
  Atomics.add(credit, 0, 1);
  const transfer = body.shape === 'copy' ? body.bytes.buffer : body.rows.geometry;
  post({ kind: 'batch', body, issues, progress }, [transfer]);
};

try {
  await doJob(job, { gdal: () => Gdal.load({ wasmMb: job.limits.wasmMb, module: job.module }), post, postBatch });
  post({ kind: 'done' });
} catch (error) {
  const known = refusal(error, job.dataset.name);
  if (error instanceof GeofileError || known.code === 'outOfMemory') {
    post({ kind: 'refused', code: known.code, params: known.details });
  } else post({ kind: 'crashed', message: error instanceof Error ? error.message : `${error}` });
}
