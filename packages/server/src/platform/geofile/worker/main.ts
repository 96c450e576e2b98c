import { readSync, writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { GeofileError } from '../errors.ts';
import { FrameReader, frameOf } from './frames.ts';
import { Gdal } from './gdal.ts';
import { doJob, refusal } from './job.ts';
import { endWithParent } from './parent-watch.ts';
import { ANSWERS_FD, splitBatch, type WorkerJob, type WorkerMessage } from './protocol.ts';

// Ctrl-C and a service's stop reach every process of the group: when a reader ends is the server's to say.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);
endWithParent(Number(process.argv[2]));

/**
 * The pipe is written to and waited for: while the consumer is behind, GDAL stands still inside its own write call and
 * nothing piles up.
 */
function write(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += writeSync(ANSWERS_FD, bytes, at, bytes.length - at));
}

function post(message: WorkerMessage, beside?: Uint8Array): void {
  for (const piece of frameOf(message, beside)) write(piece);
}

const told: WorkerJob[] = [];
const frames = new FrameReader((job) => told.push(job as WorkerJob));
const piece = Buffer.alloc(65_536);

/** Waits for the next job; undefined when the server has nothing more for this reader. */
function nextJob(): WorkerJob | undefined {
  while (told.length === 0) {
    const bytes = readSync(0, piece);
    if (bytes === 0) return undefined;
    frames.push(piece.subarray(0, bytes));
  }
  return told.shift();
}

// A spare one gets ready before it is told what to read.
let gdal = process.argv[3] === undefined ? undefined : await Gdal.load({ wasmMb: Number(process.argv[3]) });
for (let job = nextJob(); job !== undefined; job = nextJob()) await run(job);

async function run(job: WorkerJob): Promise<void> {
  try {
    await doJob(job, {
      gdal: async () => {
        gdal ??= await Gdal.load({ wasmMb: job.limits.wasmMb });
        return gdal;
      },
      post,
      postBatch: (body, issues, progress) => {
        const [light, bytes] = splitBatch(body);
        post({ kind: 'batch', body: light, issues, progress }, bytes);
      },
    });
    // The server may kill it as soon as it is done, so it must be written before.
    flushCompileCache();
    post({ kind: 'done' });
  } catch (error) {
    const known = refusal(error, job.dataset.name);
    if (error instanceof GeofileError || known.code === 'outOfMemory') {
      post({ kind: 'refused', code: known.code, params: known.details });
    } else post({ kind: 'crashed', message: error instanceof Error ? error.message : `${error}` });
  }
}
