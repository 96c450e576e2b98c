import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { EngineProblem } from './engine.ts';
import type { DatabaseProcessStart, ProcessAnswer, ProcessRequest } from './process-messages.ts';

type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

const MAIN = new URL('../../entry/pglite.ts', import.meta.url);

/** The server's side of the embedded database's process. */
export class DatabaseChild {
  /** Resolves with how it ended. */
  readonly exited: Promise<string>;
  readonly #process: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  private constructor() {
    // `advanced` carries byte arrays as they are; JSON would spell out every byte.
    this.#process = fork(fileURLToPath(MAIN), {
      serialization: 'advanced',
      // PGlite's and PostGIS' modules, 25 MB, are checked function by function as they are called: 0.5 s less a start.
      execArgv: ['--wasm-lazy-validation', '--wasm-tiering-budget=1000000'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.exited = new Promise((resolve) => {
      this.#process.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : signal));
      this.#process.on('error', (error) => resolve(error.message));
    });
    void this.exited.then((how) => {
      for (const pending of this.#pending.values()) pending.reject(new EngineProblem(gone(how)));
      this.#pending.clear();
    });
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Starts the process and waits until it listens. Throws EngineProblem with its reason when it does not. */
  static async start(
    start: DatabaseProcessStart,
    onPreparing: () => void,
  ): Promise<{ child: DatabaseChild; port: number }> {
    const child = new DatabaseChild();
    const ready = new Promise<number>((resolve, reject) => {
      child.#process.on('message', (answer: ProcessAnswer) => {
        if (answer.kind === 'ready') resolve(answer.port);
        else if (answer.kind === 'unable') reject(new EngineProblem(answer.message));
        else if (answer.kind === 'preparing') onPreparing();
        else child.#settle(answer);
      });
      void child.exited.then((how) => reject(new EngineProblem(gone(how))));
    });
    child.#process.send({ kind: 'start', start } satisfies ProcessRequest);
    return { child, port: await ready };
  }

  /** Sends a request and waits for its answer; the caller knows the answer's type. */
  ask(request: Unnumbered<ProcessRequest>): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      if (!this.#process.connected) {
        reject(new EngineProblem(gone('disconnected')));
        return;
      }
      this.#pending.set(id, { resolve, reject });
      this.#process.send({ ...request, id });
    });
  }

  /** Asks the process to end in order and waits until it has. */
  async stop(): Promise<void> {
    if (this.#process.connected) this.#process.send({ kind: 'stop' } satisfies ProcessRequest);
    await this.exited;
  }

  #settle(answer: Extract<ProcessAnswer, { id: number }>): void {
    const pending = this.#pending.get(answer.id);
    this.#pending.delete(answer.id);
    if (answer.kind === 'answer') pending?.resolve(answer.value);
    else pending?.reject(new EngineProblem(answer.message, answer.sqlState));
  }
}

function gone(how: string): string {
  return `内置数据库进程已退出（${how}）。 The embedded database's process has ended (${how}).`;
}
