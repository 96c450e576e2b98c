import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { answer, type KernelAnswer, type KernelAsk } from './kernel.ts';

/** Below so many subjects the thread costs more than it saves (a single clue is 0.1 ms of kernel time). */
const SMALL = 3;

interface Waiting {
  ask: KernelAsk;
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/**
 * Threads that run the overlay kernel, so that the event loop never computes. They start with the first batch and stay:
 * a start costs about 0.15 s. A thread that dies fails its own load only; the next load gets a new one.
 */
export class KernelPool {
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #waiting: Waiting[] = [];
  #alive = 0;

  constructor(size = Math.max(1, Math.min(4, availableParallelism()))) {
    this.#size = size;
  }

  /** The outlines of the ground are handed over: the caller must not use them again. */
  async ask<A extends KernelAsk>(ask: A): Promise<KernelAnswer<A>> {
    if (ask.ground.subjects.length <= SMALL) return answer(ask);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve: resolve as (answer: unknown) => void, reject });
      this.#next();
    });
  }

  #next(): void {
    const first = this.#waiting[0];
    if (!first) return;
    const worker = this.#idle.pop() ?? (this.#alive < this.#size ? this.#start() : undefined);
    if (!worker) return;
    this.#waiting.shift();
    const settle = (error: unknown, answered?: unknown): void => {
      worker.off('message', heard).off('error', failed).off('exit', ended);
      if (answered !== undefined) {
        this.#idle.push(worker);
        // An idle thread must not keep the process alive.
        worker.unref();
        first.resolve(answered);
      } else {
        this.#alive -= 1;
        void worker.terminate();
        first.reject(error);
      }
      this.#next();
    };
    const heard = (answered: unknown): void => settle(undefined, answered);
    const failed = (error: unknown): void => settle(error);
    const ended = (code: number): void => settle(new Error(`overlay thread ended with ${code}`));
    worker.ref();
    worker.on('message', heard).on('error', failed).on('exit', ended);
    worker.postMessage(first.ask, handedOver(first.ask));
  }

  #start(): Worker {
    this.#alive += 1;
    return new Worker(new URL('./kernel-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 96 },
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}

/** Buffers large enough to have memory of their own move to the thread; small ones share a pool and are copied. */
function handedOver({ ground }: KernelAsk): ArrayBuffer[] {
  return [ground.shapes, ground.outlines, ground.grounds].flatMap(({ buffer, byteLength }) =>
    buffer instanceof ArrayBuffer && byteLength > 0 && buffer.byteLength === byteLength ? [buffer] : [],
  );
}
