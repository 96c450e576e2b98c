import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { type BulkLoadRequest, copyStatement, loadEachBatch } from './bulk-load.ts';
import { DatabaseChild } from './database-child.ts';
import { type Engine, type EngineConfig, type EngineHealth, EngineProblem } from './engine.ts';
import type { DatabaseProcessStart, ProcessHealth } from './process-messages.ts';
import { listSnapshots, type SnapshotInfo } from './snapshots.ts';
import { CACHE_FOLDER } from './template.ts';

/** A process that died is started again once in this time; dying again means that starting it does not help. */
const RESTART_WINDOW_MS = 10 * 60_000;
const DEFAULT_KEEP = 7;

const FIRST_SNAPSHOT_MS = 5_000;

/** The embedded database: PGlite in a process of its own, watched, started again once, and snapshotted. */
export class PgliteEngine implements Engine {
  readonly kind = 'pglite';
  readonly maxConnections = 8;
  readonly #config: EngineConfig;
  readonly #password = randomBytes(24).toString('hex');
  #port = 0;
  #child: DatabaseChild | undefined;
  #closing = false;
  #restarts = 0;
  #lastDeath = Number.NEGATIVE_INFINITY;
  #down: string | undefined;
  #first: NodeJS.Timeout | undefined;
  #timer: NodeJS.Timeout | undefined;
  #snapshotting: Promise<unknown> = Promise.resolve();

  constructor(config: EngineConfig) {
    this.#config = config;
  }

  /** Starts the process. Throws EngineProblem when it cannot open the folder. */
  async open(): Promise<void> {
    await this.#start();
    this.#scheduleSnapshots();
  }

  get connectionString(): string {
    return `postgres://postgres:${this.#password}@127.0.0.1:${this.#port}/postgres`;
  }

  get loaderConnectionString(): string {
    return this.connectionString;
  }

  async health(): Promise<EngineHealth> {
    if (this.#child === undefined)
      return { ok: false, kind: this.kind, restarts: this.#restarts, detail: this.#down ?? 'starting' };
    const health = (await this.#child.ask({ kind: 'health' })) as ProcessHealth;
    return { ok: true, kind: this.kind, restarts: this.#restarts, ...health };
  }

  snapshot(): Promise<SnapshotInfo> {
    const keep = this.#config.snapshots?.keep ?? DEFAULT_KEEP;
    const next = this.#snapshotting.then(
      async () => (await this.#alive().ask({ kind: 'snapshot', keep })) as SnapshotInfo,
    );
    this.#snapshotting = next.catch(() => undefined);
    return next;
  }

  listSnapshots(): Promise<SnapshotInfo[]> {
    return listSnapshots(this.#config.dataDir);
  }

  bulkLoad(request: BulkLoadRequest): Promise<{ rows: number }> {
    const sql = copyStatement(request, "'/dev/blob'");
    return loadEachBatch(request, async (bytes) => (await this.#alive().ask({ kind: 'load', sql, bytes })) as number);
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    clearTimeout(this.#first);
    clearInterval(this.#timer);
    await this.#child?.stop();
  }

  /** Process number of the database, for tests that kill it. */
  get childPid(): number | undefined {
    return this.#child?.pid;
  }

  #alive(): DatabaseChild {
    if (this.#child === undefined)
      throw new EngineProblem(this.#down ?? '内置数据库正在启动。 The embedded database is starting.');
    return this.#child;
  }

  async #start(): Promise<void> {
    const { dataDir, cacheDir, template, log } = this.#config;
    const start: DatabaseProcessStart = {
      dataDir: path.resolve(dataDir),
      cacheDir: cacheDir ?? CACHE_FOLDER,
      template,
      port: this.#port,
      password: this.#password,
      serverPid: process.pid,
    };
    const began = performance.now();
    const { child, port } = await DatabaseChild.start(start, () =>
      log.info(
        {},
        '首次启动，正在准备内置数据库，约需 15 秒。 First start: preparing the embedded database, about 15 s.',
      ),
    );
    this.#port = port;
    this.#child = child;
    log.info({ pid: child.pid, port, ms: Math.round(performance.now() - began) }, 'embedded database is ready');
    void child.exited.then((how) => this.#died(how));
  }

  #died(how: string): void {
    this.#child = undefined;
    if (this.#closing) return;
    const { log } = this.#config;
    const again = performance.now() - this.#lastDeath < RESTART_WINDOW_MS;
    this.#lastDeath = performance.now();
    if (again) {
      this.#down = `内置数据库反复退出（${how}），已停止重启；请检查内存与磁盘，或恢复快照后重新启动。 The embedded database keeps ending (${how}); not started again: check memory and disk, or restore a snapshot, then restart.`;
      log.error({ how }, this.#down);
      return;
    }
    this.#restarts += 1;
    log.error(
      { how },
      `内置数据库意外退出（${how}），正在重新启动一次。 The embedded database ended unexpectedly (${how}); starting it again once.`,
    );
    this.#start().then(
      // Closed while it was starting: nobody is left to stop this one.
      () => (this.#closing ? this.#child?.stop() : undefined),
      (error: unknown) => {
        this.#down = error instanceof Error ? error.message : String(error);
        log.error({ err: error }, '内置数据库未能重新启动。 The embedded database could not be started again.');
      },
    );
  }

  #scheduleSnapshots(): void {
    const { snapshots, log } = this.#config;
    if (snapshots === undefined) return;
    const take = (): void => {
      const began = performance.now();
      this.snapshot().then(
        ({ name, bytes }) =>
          log.info({ name, bytes, ms: Math.round(performance.now() - began) }, 'snapshot of the embedded database'),
        (error: unknown) => {
          if (!this.#closing)
            log.error({ err: error }, '快照失败，将在下次再试。 The snapshot failed and will be tried again.');
        },
      );
    };
    // Not at once: copying the folder holds up whoever waits for the server to come up.
    this.#first = setTimeout(take, FIRST_SNAPSHOT_MS).unref();
    this.#timer = setInterval(take, snapshots.everyMinutes * 60_000).unref();
  }
}
