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

/** The reader that looked at a file last: to read the same file it need not be made anew. It never gets another one. */
let last: { reader: ReaderProcess; file: string; ends: NodeJS.Timeout } | undefined;

function keep(reader: ReaderProcess, file: string): void {
  forget();
  reader.idle();
  last = { reader, file, ends: setTimeout(forget, SPARE_MS).unref() };
}

function forget(): void {
  clearTimeout(last?.ends);
  void last?.reader.end();
  last = undefined;
}

function takeReader(job: WorkerJob): ReaderProcess {
  const { heapMb, wasmMb } = job.limits;
  const fits = (reader: ReaderProcess | undefined): reader is ReaderProcess =>
    reader?.ready === true && reader.memory.heapMb === heapMb && reader.memory.wasmMb === wasmMb;
  let mine: ReaderProcess | undefined;
  if (last?.file === job.dataset.file && fits(last.reader)) {
    mine = last.reader;
    clearTimeout(last.ends);
    last = undefined;
  } else if (fits(spare)) {
    mine = spare;
    spare = undefined;
  }
  const reader = mine ?? new ReaderProcess(job.limits);
  reader.give(job);
  return reader;
}

/** Lets a reader go: what was looked at is read next; who did the job need not be seen to its end, 0.3 s of unmapping. */
async function leave(reader: ReaderProcess | undefined, well: boolean, job: WorkerJob): Promise<void> {
  if (reader && well && job.task === 'inspect') keep(reader, job.dataset.file);
  else if (reader && well) {
    reader.idle();
    void reader.end().then(freeSlot);
    return;
  } else await reader?.end();
  freeSlot();
}

/**
 * Runs one job in a process that reads no other file, and yields what it says. Whatever befalls it (error, death,
 * silence, too long, out of memory, the caller leaving early) it is gone when this returns, and the reason is a
 * GeofileError. One that did its job well is on its way out; one that has looked at a file waits a minute to read it.
 */
export async function* runJob(job: WorkerJob, signal?: AbortSignal): AsyncGenerator<WorkerMessage> {
  const { name } = job.dataset;
  const { limits } = job;
  await takeSlot(signal, name);
  let reader: ReaderProcess | undefined;
  const onAbort = () => reader?.cancel();
  let worked = 0;
  let well = false;
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
      if (message.kind === 'done') {
        well = true;
        return;
      }
      // Its last word is heard before its only answer is handed on: whoever has that asks no further.
      if (message.kind === 'inspected') well = (await reader.next(limits.stallMs))?.kind === 'done';
      yield message;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    await leave(reader, well && reader?.sound === true, job);
    // A preview is often taken again with another setting; the load of a layer is not.
    if (job.task === 'read' && job.columns === null) expectJob();
  }
}
