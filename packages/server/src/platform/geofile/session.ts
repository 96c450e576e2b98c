import { GeofileError } from './errors.ts';
import { defaultReadLimits } from './limits.ts';
import { ReaderProcess } from './reader-process.ts';
import type { WorkerJob, WorkerMessage } from './worker/protocol.ts';

/** The GDAL module reserves half a gigabyte: no more than this many readers at a time. */
const MAX_READERS = 2;
let running = 0;
const waiting: (() => void)[] = [];

async function takeSlot(signal: AbortSignal | undefined, name: string): Promise<void> {
  while (running >= MAX_READERS) {
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

/** A spare reader that nobody took for so long is ended. */
const SPARE_MS = 60_000;
let spare: ReaderProcess | undefined;
let spareEnds: NodeJS.Timeout | undefined;

/** Gets a reader ready for the next job. */
export function expectJob(): void {
  clearTimeout(spareEnds);
  if (!spare?.ready) {
    spare = new ReaderProcess(defaultReadLimits, true);
    spare.idle();
  }
  spareEnds = setTimeout(() => {
    void spare?.end();
    spare = undefined;
  }, SPARE_MS).unref();
}

function takeReader(job: WorkerJob): ReaderProcess {
  const { heapMb, wasmMb } = job.limits;
  const mine = spare?.ready && spare.memory.heapMb === heapMb && spare.memory.wasmMb === wasmMb ? spare : undefined;
  if (mine) spare = undefined;
  const reader = mine ?? new ReaderProcess(job.limits);
  reader.give(job);
  // What was looked at is read next.
  if (job.task === 'inspect') expectJob();
  return reader;
}

/**
 * Runs one job in a process of its own and yields what it says. Whatever happens to it (error, death, silence, too
 * long, out of memory, the caller leaving early) it is gone when this returns, and the reason is a GeofileError.
 */
export async function* runJob(job: WorkerJob, signal?: AbortSignal): AsyncGenerator<WorkerMessage> {
  const { name } = job.dataset;
  const { limits } = job;
  await takeSlot(signal, name);
  let reader: ReaderProcess | undefined;
  const onAbort = () => reader?.cancel();
  let worked = 0;
  try {
    if (signal?.aborted) throw new GeofileError('cancelled', { name });
    reader = takeReader(job);
    signal?.addEventListener('abort', onAbort, { once: true });
    for (;;) {
      const since = performance.now();
      const left = limits.totalMs - worked;
      const message = await reader.next(Math.min(limits.stallMs, left));
      worked += performance.now() - since;
      if (message === null)
        throw left <= limits.stallMs
          ? new GeofileError('timedOut', { name, seconds: Math.round(limits.totalMs / 1000) })
          : new GeofileError('hung', { name, seconds: Math.round(limits.stallMs / 1000) });
      if (message.kind === 'refused')
        throw new GeofileError(message.code, { ...message.params, name: message.params['name'] ?? name });
      if (message.kind === 'crashed') throw new GeofileError('readerDied', { name, reason: message.message });
      if (message.kind === 'done') return;
      yield message;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await reader?.end();
    freeSlot();
    // A preview is often taken again with another setting; the load of a layer is not.
    if (job.task === 'read' && job.columns === null) expectJob();
  }
}
