import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { computeFigures, type Figures } from './figures.ts';
import type { OverlayLoad } from './load.ts';

/** Below so many subjects the thread costs more than it saves (a single clue is 0.1 ms of kernel time). */
const SMALL = 3;

interface Ask {
  load: OverlayLoad;
  resolve(figures: Figures[]): void;
  reject(error: unknown): void;
}

/**
 * Threads that run the overlay kernel, so that the event loop never computes. They start with the first batch and stay:
 * a start costs about 0.15 s. A thread that dies fails its own load only; the next load gets a new one.
 */
export class KernelPool {
  readonly #size: number;
  readonly #idle: Worker[] = [];
  readonly #waiting: Ask[] = [];
  #alive = 0;

  constructor(size = Math.max(1, Math.min(4, availableParallelism()))) {
    this.#size = size;
  }

  async figures(load: OverlayLoad): Promise<Figures[]> {
    if (load.subjects <= SMALL) return computeFigures(load);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ load, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    const ask = this.#waiting[0];
    if (!ask) return;
    const worker = this.#idle.pop() ?? (this.#alive < this.#size ? this.#start() : undefined);
    if (!worker) return;
    this.#waiting.shift();
    const settle = (error: unknown, figures?: Figures[]): void => {
      worker.off('message', answered).off('error', failed).off('exit', ended);
      if (figures) {
        this.#idle.push(worker);
        // An idle thread must not keep the process alive.
        worker.unref();
        ask.resolve(figures);
      } else {
        this.#alive -= 1;
        void worker.terminate();
        ask.reject(error);
      }
      this.#next();
    };
    const answered = (figures: Figures[]): void => settle(undefined, figures);
    const failed = (error: unknown): void => settle(error);
    const ended = (code: number): void => settle(new Error(`overlay thread ended with ${code}`));
    worker.ref();
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(ask.load, [ask.load.bytes.buffer, ask.load.offsets.buffer as ArrayBuffer]);
  }

  #start(): Worker {
    this.#alive += 1;
    return new Worker(new URL('./kernel-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}
