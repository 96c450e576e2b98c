import { type ChildProcess, spawn } from 'node:child_process';
import { root } from './paths.ts';

export interface Executed {
  readonly code: number;
  /** Standard output and standard error in the order they came. */
  readonly output: string;
}

export interface ExecOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the program is ended and counted as failed. */
  readonly timeout?: number;
  /** Shows the output while it comes, for runs a person waits for. */
  readonly live?: boolean;
}

function launch(args: readonly string[], options: ExecOptions, stdio: 'pipe' | 'inherit'): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', stdio, stdio],
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
  });
}

/** Runs this very Node with `args` and waits. Never throws for a failing program: look at `code` (1 when killed). */
export function execNode(args: readonly string[], options: ExecOptions = {}): Promise<Executed> {
  const child = launch(args, options, options.live ? 'inherit' : 'pipe');
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code, signal) => {
      const ended =
        signal === null ? '' : `\nended by ${signal}${options.timeout ? ` (limit ${options.timeout} ms)` : ''}`;
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') + ended });
    });
  });
}

/** Runs `jobs` with at most `limit` at a time and gives their results in the order of `jobs`. */
export async function inParallel<T>(limit: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results = new Map<number, T>();
  const waiting = [...jobs.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next[0], await next[1]());
  };
  await Promise.all(Array.from({ length: Math.max(1, limit) }, work));
  return [...results.entries()].sort(([a], [b]) => a - b).map(([, result]) => result);
}
