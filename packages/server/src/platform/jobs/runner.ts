import type { FastifyBaseLogger } from 'fastify';
import { PgBoss } from 'pg-boss';
import { DatabaseProblem, type Db } from '../db/index.ts';
import { AppError } from '../errors.ts';
import { looseWork, systemActor } from '../http/container.ts';
import { databaseFailure } from '../http/database-failures.ts';
import type { Work } from '../request.ts';
import { actorById, beat, claimJob, endJob, insertJob, type JobRow, orphanJobs } from './store.ts';
import { JobCancelled, type JobDefinition, type JobHandle, type NewJob, type Schedule } from './types.ts';

const QUEUE = 'job';
const SCHEDULE_QUEUE = 'schedule';
const BEAT_MS = 500;

export interface RunnerOptions {
  db: Db;
  log: FastifyBaseLogger;
  definitions: readonly JobDefinition[];
  schedules: readonly Schedule[];
  /** The instant that jobs run at; the clock unless said. */
  now?: () => Date;
}

/**
 * Long work: pg-boss carries the message, the row of `job` is the truth that people see. A lost message or a dead
 * process is found by a sweep, so a job is done once its row says so and never twice at the same time.
 */
export class JobRunner {
  readonly #options: RunnerOptions;
  readonly #boss: PgBoss;
  readonly #running = new Map<string, AbortController>();
  readonly #settled = new Set<Promise<unknown>>();
  #worker: string | undefined;
  #sweep: NodeJS.Timeout | undefined;
  #stopping = false;
  #started: Promise<void> | undefined;

  constructor(options: RunnerOptions) {
    this.#options = options;
    const { pool } = options.db;
    this.#boss = new PgBoss({
      db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values) },
      schema: 'pgboss',
    });
    this.#boss.on('error', (err: unknown) => options.log.error({ err }, 'job queue'));
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date();
  }

  /** Begins to take jobs. What is sent meanwhile waits for the queue. */
  start(): Promise<void> {
    this.#started = this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    await this.#boss.start();
    for (const queue of [QUEUE, SCHEDULE_QUEUE])
      await this.#boss.createQueue(queue, { retryLimit: 0, expireInSeconds: 6 * 3600 });
    this.#worker = await this.#boss.work<{ countyCode: string; id: string }>(
      QUEUE,
      { batchSize: 1, pollingIntervalSeconds: 2 },
      async (messages) => {
        for (const { data } of messages) await this.run(data.countyCode, data.id);
      },
    );
    await this.#boss.work<{ name: string }>(
      SCHEDULE_QUEUE,
      { batchSize: 1, pollingIntervalSeconds: 10 },
      async (messages) => {
        for (const { data } of messages) await this.runSchedule(data.name);
      },
    );
    await Promise.all(
      this.#options.schedules.map(({ name, cron }) =>
        this.#boss.schedule(SCHEDULE_QUEUE, cron, { name }, { tz: 'Asia/Shanghai', key: name.replace(/[^\w-]/g, '-') }),
      ),
    );
    await this.sweep();
    this.#sweep = setInterval(
      () => void this.sweep().catch((err) => this.#options.log.error({ err }, 'job sweep')),
      30_000,
    );
    this.#sweep.unref();
  }

  /** Writes the job in the caller's transaction and sends the message after the commit. */
  async enqueue(work: Work, job: NewJob): Promise<string> {
    if (!this.#options.definitions.some(({ kind }) => kind === job.kind)) throw new Error(`no job of kind ${job.kind}`);
    const id = await insertJob(work, job);
    work.onCommit(() => this.send(work.actor.countyCode, id));
    return id;
  }

  async send(countyCode: string, id: string): Promise<void> {
    await this.#started;
    await this.#put(countyCode, id);
  }

  async #put(countyCode: string, id: string): Promise<void> {
    if (this.#stopping) return;
    await this.#boss.send(QUEUE, { countyCode, id });
    if (this.#worker) this.#boss.notifyWorker(this.#worker);
  }

  /** Tells a running job of this process to stop; the row's flag reaches one in another process. */
  abort(id: string): void {
    this.#running.get(id)?.abort(new JobCancelled());
  }

  async sweep(): Promise<void> {
    for (const { countyCode, id } of await orphanJobs(this.#options.db.pool, new Date())) {
      if (!this.#running.has(id)) await this.#put(countyCode, id);
    }
  }

  /** Runs one job to its end; never throws. Public because tests run jobs without the queue. */
  async run(countyCode: string, id: string): Promise<void> {
    const work = this.#run(countyCode, id).catch((err) => this.#options.log.error({ err, job: id }, 'job bookkeeping'));
    this.#settled.add(work);
    await work.finally(() => this.#settled.delete(work));
  }

  async #run(countyCode: string, id: string): Promise<void> {
    const { db, log, definitions } = this.#options;
    const row = await db.withSystem(countyCode, (tx) => claimJob(tx, countyCode, id, this.#now()));
    if (!row) return;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const timer = setInterval(() => void this.#pulse(countyCode, id, controller), 5_000);
    try {
      const definition = definitions.find(({ kind }) => kind === row.kind);
      if (!definition) throw new AppError('internal', `没有「${row.kind}」这种任务。`);
      const result = await definition.run(await this.#handle(row, countyCode, controller));
      await db.withSystem(countyCode, (tx) => endJob(tx, countyCode, id, this.#now(), { state: 'done', result }));
    } catch (error) {
      await this.#failed(countyCode, id, controller, error);
      if (!(error instanceof AppError) && !controller.signal.aborted)
        log.error({ err: error, job: id, kind: row.kind }, 'job failed');
    } finally {
      clearInterval(timer);
      this.#running.delete(id);
    }
  }

  async #failed(countyCode: string, id: string, controller: AbortController, error: unknown): Promise<void> {
    const known = told(error);
    const state = this.#stopping ? 'queued' : controller.signal.aborted ? 'cancelled' : 'failed';
    await this.#options.db.withSystem(countyCode, (tx) =>
      endJob(tx, countyCode, id, this.#now(), {
        state,
        ...(state === 'failed'
          ? { error: { code: known.code, message: known.message, messageEn: known.messageEn, details: known.details } }
          : {}),
      }),
    );
  }

  async #pulse(countyCode: string, id: string, controller: AbortController): Promise<void> {
    await this.#options.db
      .withSystem(countyCode, async (tx) => {
        const [row] = await tx.query<{ cancel_requested: boolean }>(
          'update job set heartbeat_at = $3 where county_code = $1 and id = $2 returning cancel_requested',
          [countyCode, id, new Date()],
        );
        if (row?.cancel_requested) controller.abort(new JobCancelled());
      })
      .catch((err) => this.#options.log.warn({ err, job: id }, 'job heartbeat'));
  }

  async #handle(row: JobRow, countyCode: string, controller: AbortController): Promise<JobHandle> {
    const { db } = this.#options;
    const now = (): Date => this.#now();
    const actor = await actorById(db.pool, countyCode, row.created_by);
    let written = 0;
    return {
      ...looseWork(db, actor, now()),
      id: row.id,
      input: row.input,
      checkpoint: row.checkpoint,
      signal: controller.signal,
      async progress(done, total, message) {
        controller.signal.throwIfAborted();
        if (Date.now() - written < BEAT_MS && done !== total) return;
        written = Date.now();
        const cancel = await db.withSystem(countyCode, (tx) =>
          beat(tx, countyCode, row.id, now(), Math.round(done), total, message),
        );
        if (cancel) controller.abort(new JobCancelled());
        controller.signal.throwIfAborted();
      },
      async saveCheckpoint(state) {
        await db.withSystem(countyCode, (tx) =>
          tx.query('update job set checkpoint = $3 where county_code = $1 and id = $2', [
            countyCode,
            row.id,
            JSON.stringify(state),
          ]),
        );
      },
    };
  }

  /** Runs a schedule for every county in use, each on its own: one county's failure is not the next one's. */
  async runSchedule(name: string): Promise<void> {
    const schedule = this.#options.schedules.find((one) => one.name === name);
    if (!schedule) return;
    const { rows } = await this.#options.db.pool.query<{ code: string }>('select code from county order by code');
    for (const { code } of rows) {
      try {
        await schedule.run(looseWork(this.#options.db, systemActor(code), this.#now()));
      } catch (err) {
        this.#options.log.error({ err, schedule: name, county: code }, 'schedule failed');
      }
    }
  }

  /** Graceful stop: running jobs are told, put back into the queue with their checkpoint, and waited for. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.allSettled([this.#started]);
    clearInterval(this.#sweep);
    for (const controller of this.#running.values()) controller.abort(new JobCancelled());
    await Promise.allSettled([...this.#settled]);
    await this.#boss.stop({ graceful: false });
  }
}

function told(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return error instanceof DatabaseProblem
    ? databaseFailure(error)
    : new AppError('internal', undefined, { cause: error });
}

/** Cancels a job: at once when it waits, by flag when it runs. */
export async function cancelJob(runner: JobRunner, work: Work, id: string): Promise<boolean> {
  const rows = await work.tx.query<{ state: string }>(
    `update job set cancel_requested = (state = 'running'), state = case when state = 'queued' then 'cancelled' else state end
     where county_code = $1 and id = $2 and state in ('queued', 'running') returning state`,
    [work.actor.countyCode, id],
  );
  work.onCommit(() => runner.abort(id));
  return rows.length > 0;
}

/** Puts a failed or cancelled job back into the queue; it goes on from its checkpoint. */
export async function resumeJob(runner: JobRunner, work: Work, id: string): Promise<boolean> {
  const rows = await work.tx.query(
    `update job set state = 'queued', cancel_requested = false, error = null, finished_at = null
     where county_code = $1 and id = $2 and state in ('failed', 'cancelled') returning id`,
    [work.actor.countyCode, id],
  );
  work.onCommit(() => runner.send(work.actor.countyCode, id));
  return rows.length > 0;
}
