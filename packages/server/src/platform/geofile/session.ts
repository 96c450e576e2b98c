import { Worker } from 'node:worker_threads';
import { GeofileError } from './errors.ts';
import { compiledGdal } from './gdal-module.ts';
import type { WorkerJob, WorkerMessage } from './worker/protocol.ts';

/** The GDAL module reserves half a gigabyte: no more than this many readers at a time in one process. */
const MAX_WORKERS = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function takeSlot(signal: AbortSignal | undefined, name: string): Promise<void> {
  while (running >= MAX_WORKERS) {
    if (signal?.aborted) throw new GeofileError('cancelled', { name });
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  running++;
}

function freeSlot(): void {
  running--;
  waiting.shift()?.();
}

/**
 * Runs one job in a worker of its own and yields what it says. Whatever happens to the worker (error, death, silence,
 * too long, out of memory, the caller leaving early) it is gone when this returns, and the reason is a GeofileError.
 */
export async function* runJob(job: WorkerJob, signal?: AbortSignal): AsyncGenerator<WorkerMessage> {
  const { name } = job.dataset;
  const { limits } = job;
  await takeSlot(signal, name);
  const needsGdal = job.task === 'inspect' || job.dataset.driver !== 'shapefile' || job.reader === 'gdal';
  const module = needsGdal ? await compiledGdal() : null;
  const inbox: WorkerMessage[] = [];
  let failure: GeofileError | null = null;
  let wake = (): void => undefined;
  const fail = (error: GeofileError) => {
    failure ??= error;
    wake();
  };
  const onAbort = () => fail(new GeofileError('cancelled', { name }));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const worker = new Worker(new URL('./worker/main.ts', import.meta.url), {
    workerData: { ...job, module },
    // Inherited flags of a test runner or inspector are not for the reader.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
  });
  worker.on('message', (message: WorkerMessage) => {
    inbox.push(message);
    wake();
  });
  worker.on('error', (error) => fail(workerError(error, name)));
  worker.on('exit', (code) => fail(new GeofileError('readerDied', { name, reason: `exit ${code}` })));
  let worked = 0;
  try {
    for (;;) {
      const message = inbox.shift();
      if (message) {
        if (message.kind === 'refused')
          throw new GeofileError(message.code, { ...message.params, name: message.params['name'] ?? name });
        if (message.kind === 'crashed') throw new GeofileError('readerDied', { name, reason: message.message });
        if (message.kind === 'done') return;
        yield message;
        continue;
      }
      if (failure) throw failure;
      const since = performance.now();
      const left = limits.totalMs - worked;
      const patience = Math.min(limits.stallMs, left);
      const woken = await sleepUntil((resolve) => {
        wake = resolve;
      }, patience);
      worked += performance.now() - since;
      if (!woken && inbox.length === 0 && !failure) {
        throw left <= limits.stallMs
          ? new GeofileError('timedOut', { name, seconds: Math.round(limits.totalMs / 1000) })
          : new GeofileError('hung', { name, seconds: Math.round(limits.stallMs / 1000) });
      }
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
    freeSlot();
  }
}

/** True when woken, false when `ms` passed first. */
function sleepUntil(arm: (wake: () => void) => void, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(0, ms));
    arm(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function workerError(error: unknown, name: string): GeofileError {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new GeofileError('outOfMemory', { name }, { cause: error });
  return new GeofileError(
    'readerDied',
    { name, reason: error instanceof Error ? error.message : `${error}` },
    { cause: error },
  );
}
