import { type ChildProcess, spawn } from 'node:child_process';
import { lstatSync, mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { GeofileError } from './errors.ts';
import type { ReadLimits } from './limits.ts';
import { FrameReader, frameOf } from './worker/frames.ts';
import { ANSWERS_FD, joinBatch, MAX_AHEAD, type WorkerJob, type WorkerMessage } from './worker/protocol.ts';

const MAIN = fileURLToPath(new URL('./worker/main.ts', import.meta.url));
/** The last words of a dying process; V8 writes the reason first and a stack behind it. */
const LAST_WORDS = 8192;
const OUT_OF_MEMORY = /heap out of memory|Reached heap limit|out of memory|Array buffer allocation failed/i;

/** Every process, and those among them that have a job. */
const living = new Set<ChildProcess>();
const working = new Set<ChildProcess>();
let watched = false;

/** Process ids of the readers that have a job now. */
export const readerPids = (): number[] => [...working].flatMap(({ pid }) => pid ?? []);

/** However the server ends, its readers do; where it is killed outright they notice by themselves. */
function endWithServer(child: ChildProcess): void {
  living.add(child);
  child.once('exit', () => {
    living.delete(child);
    working.delete(child);
  });
  if (watched) return;
  watched = true;
  process.once('exit', () => {
    for (const one of living) one.kill('SIGKILL');
  });
}

/**
 * Where the readers' sources are kept compiled: the second one starts with 65 ms of work against 270 ms. In a folder for
 * all another user might have been there first, and what lies there is run: then without.
 */
function cacheFolder(): string | undefined {
  const own = process.getuid?.();
  const folder = path.join(os.tmpdir(), `shoutian-reader-${own ?? 'cache'}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    return own === undefined || (uid === own && (mode & 0o077) === 0) ? folder : undefined;
  } catch {
    return undefined;
  }
}

export type ReaderMemory = Pick<ReadLimits, 'heapMb' | 'wasmMb'>;

/** What a reader may know of this machine: where its own sources lie compiled, and what Windows needs to start a process. */
function bareEnvironment(): Record<string, string> {
  const wanted = { NODE_COMPILE_CACHE: cacheFolder(), SystemRoot: process.env['SystemRoot'] };
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * One reader: a process of its own, so that neither a file that breaks GDAL nor the end of a WebAssembly thread in the
 * midst of compiling (V8 then ends the whole process) can take the server along. It is told its jobs on standard input,
 * all of them about one file, and answers on a pipe.
 */
export class ReaderProcess {
  readonly memory: ReaderMemory;
  #name = '';
  readonly #child: ChildProcess;
  readonly #answers: Readable | undefined;
  readonly #inbox: WorkerMessage[] = [];
  readonly #exited: Promise<void>;
  #words = '';
  #failure: GeofileError | null = null;
  #wake = (): void => undefined;

  /** @param ahead it loads GDAL before it has a job: 0.5 to 1 s that nobody has to wait for */
  constructor(memory: ReaderMemory, ahead = false) {
    this.memory = memory;
    const preload = ahead ? [String(memory.wasmMb)] : [];
    this.#child = spawn(
      process.execPath,
      [`--max-old-space-size=${memory.heapMb}`, '--max-semi-space-size=16', MAIN, String(process.pid), ...preload],
      {
        stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
        env: bareEnvironment(),
        windowsHide: true,
      },
    );
    endWithServer(this.#child);
    this.#exited = new Promise((resolve) => {
      this.#child.once('exit', () => resolve());
      this.#child.once('error', () => resolve());
    });
    // None where the process could not even be made (no more files may be opened).
    this.#answers = this.#child.stdio?.[ANSWERS_FD] as Readable | undefined;
    this.#listen();
    // Whoever dies before it has read its job is told of by its exit.
    this.#child.stdin?.on('error', () => undefined);
  }

  /** Still there and without a job. */
  get ready(): boolean {
    return this.sound && !working.has(this.#child);
  }

  /** Nothing has gone wrong with it. */
  get sound(): boolean {
    return this.#failure === null && living.has(this.#child);
  }

  /** Its job; another may follow when it is done. */
  give(job: WorkerJob): void {
    this.#name = job.dataset.name;
    working.add(this.#child);
    this.#hold('ref');
    for (const piece of frameOf(job)) this.#child.stdin?.write(piece);
  }

  /** Waits for a job, or for another one, without keeping the server alive. */
  idle(): void {
    working.delete(this.#child);
    this.#hold('unref');
  }

  #hold(how: 'ref' | 'unref'): void {
    this.#child[how]();
    for (const pipe of [this.#child.stdin, this.#child.stderr, this.#answers] as (Socket | undefined)[]) pipe?.[how]();
  }

  #listen(): void {
    const frames = new FrameReader((message, bytes) => this.#receive(message as WorkerMessage, bytes));
    this.#answers?.on('data', (piece: Buffer) => {
      try {
        frames.push(piece);
      } catch (error) {
        this.#fail(this.#died('broken answer', error));
      }
    });
    this.#answers?.on('error', (error) => this.#fail(this.#died(error.message, error)));
    this.#child.stderr?.on('data', (piece: Buffer) => {
      this.#words = `${this.#words}${piece}`.slice(0, LAST_WORDS);
    });
    this.#child.once('error', (error) => this.#fail(this.#died(error.message, error)));
    // Not `exit`: what it said before it ended may still be in the pipe.
    this.#child.once('close', (code, signal) => {
      if (OUT_OF_MEMORY.test(this.#words)) this.#fail(new GeofileError('outOfMemory', { name: this.#name }));
      else this.#fail(this.#died(signal ?? `exit ${code}`));
    });
  }

  #receive(message: WorkerMessage, bytes: Uint8Array<ArrayBuffer>): void {
    this.#inbox.push(message.kind === 'batch' ? { ...message, body: joinBatch(message.body, bytes) } : message);
    if (this.#inbox.length > MAX_AHEAD) this.#answers?.pause();
    this.#wake();
  }

  #died(reason: string, cause?: unknown): GeofileError {
    const words = this.#words.trim();
    return new GeofileError(
      'readerDied',
      { name: this.#name, reason },
      { cause: cause ?? (words === '' ? undefined : new Error(words)) },
    );
  }

  /** Nobody wants its answers any more, not even those that are here. */
  cancel(): void {
    this.#inbox.length = 0;
    this.#fail(new GeofileError('cancelled', { name: this.#name }));
  }

  /** Ends the waiting for the next message with this reason; the first one counts. */
  #fail(error: GeofileError): void {
    this.#failure ??= error;
    this.#wake();
  }

  /** The next message; null when `ms` passed without one. Throws the GeofileError that ended it. */
  async next(ms: number): Promise<WorkerMessage | null> {
    if (this.#inbox.length === 0 && !this.#failure) {
      await sleepUntil((wake) => {
        this.#wake = wake;
      }, ms);
    }
    const message = this.#inbox.shift();
    if (message === undefined && this.#failure) throw this.#failure;
    if (this.#inbox.length <= MAX_AHEAD) this.#answers?.resume();
    return message ?? null;
  }

  /** Kills it, whatever it does, and waits until it is gone. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
    this.#answers?.destroy();
    this.#child.stderr?.destroy();
  }
}

function sleepUntil(arm: (wake: () => void) => void, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, Math.max(0, ms));
    arm(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
