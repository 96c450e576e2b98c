import { existsSync } from 'node:fs';
import { lockFolder } from './folder-lock.ts';
import { Gate } from './gate.ts';
import { slimPostgisBundle } from './postgis-bundle.ts';
import type { DatabaseProcessStart, ProcessAnswer, ProcessHealth, ProcessRequest } from './process-messages.ts';
import { SessionThread, StatementProblem } from './session-thread.ts';
import { databaseFolder, removePartialSnapshots, type SnapshotSource, takeSnapshot } from './snapshots.ts';
import { bundleName, copyTemplate, prepareTemplate } from './template.ts';

/** Time for the last statement and the closing checkpoint once the server is gone, milliseconds. */
const CLOSE_WITHIN_MS = 10_000;

interface Running {
  gate: Gate;
  session: SessionThread;
  start: DatabaseProcessStart;
  unlock: () => void;
}

const tell = (answer: ProcessAnswer): void => {
  if (process.connected) process.send?.(answer, undefined, {}, () => undefined);
};

async function open(main: URL, start: DatabaseProcessStart, onBroken: (why: string) => void): Promise<Running> {
  const unlock = await lockFolder(start.dataDir, start.serverPid);
  try {
    const folder = databaseFolder(start.dataDir);
    // On the very first start both are made, side by side: one in a thread, one by zlib's.
    const bundle = slimPostgisBundle(start.cacheDir, await bundleName());
    if (!existsSync(folder)) {
      const template =
        start.template ?? (await prepareTemplate(main, start.cacheDir, () => tell({ kind: 'preparing' })));
      await copyTemplate(template, folder);
    }
    await removePartialSnapshots(start.dataDir);
    const session = await SessionThread.open(main, folder, await bundle);
    const gate = new Gate(session, start.password, {}, onBroken);
    tell({ kind: 'ready', port: await gate.listen(start.port) });
    return { gate, session, start, unlock };
  } catch (error) {
    unlock();
    throw error;
  }
}

function snapshot({ gate, session, start }: Running, keep: number): Promise<unknown> {
  const source: SnapshotSource = {
    exclusive: (work) => gate.lock.exclusive(work),
    walPosition: () => session.value('select pg_catalog.pg_current_wal_insert_lsn()::text'),
    checkpoint: () => session.exec('checkpoint'),
  };
  return takeSnapshot(start.dataDir, source, keep);
}

function health({ gate, session }: Running): ProcessHealth {
  const { rss } = process.memoryUsage();
  return { rssBytes: rss, connections: gate.connections, waitingClients: gate.lock.waiting, busyMs: session.busyMs };
}

async function answer(running: Running, request: ProcessRequest): Promise<unknown> {
  switch (request.kind) {
    case 'load':
      return running.gate.lock.exclusive(() => running.session.copy(request.sql, request.bytes));
    case 'snapshot':
      return snapshot(running, request.keep);
    case 'health':
      return health(running);
    case 'start':
    case 'stop':
      return undefined;
  }
}

async function close({ gate, session, unlock }: Running): Promise<void> {
  // Waiting for the session first lets an acknowledged commit's answer go out; then no one gets in any more.
  const late = setTimeout(() => process.exit(1), CLOSE_WITHIN_MS);
  await gate.close();
  await gate.lock.exclusive(() => session.close());
  unlock();
  clearTimeout(late);
}

/**
 * The embedded database as a process: takes the data folder, opens PGlite in a thread and the gate on a port, serves
 * the server's requests, and ends in order when the server does. `main` is the file that thread and process start from.
 */
export function runDatabaseProcess(main: URL): void {
  let opening: Promise<Running> | undefined;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void Promise.resolve(opening)
      .then((running) => running && close(running))
      .catch(() => undefined)
      .finally(() => process.exit(0));
  };
  // The server hears of the exit and starts a new process; what was acknowledged is in the write-ahead log.
  const broken = (why: string): void => {
    if (stopping) return;
    console.error(`embedded database: ${why}`);
    process.exit(70);
  };
  // Ctrl-C reaches the whole process group: only the server decides when the database ends.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  process.on('disconnect', stop);
  process.on('message', (request: ProcessRequest) => {
    if (request.kind === 'stop') {
      stop();
    } else if (request.kind === 'start') {
      opening = open(main, request.start, broken);
      opening.then(
        ({ session }) => void session.ended.then(broken),
        (error: unknown) => {
          tell({ kind: 'unable', message: error instanceof Error ? error.message : String(error) });
          stop();
        },
      );
    } else if (opening !== undefined) {
      opening
        .then((running) => answer(running, request))
        .then(
          (value) => tell({ kind: 'answer', id: request.id, value }),
          (error: unknown) => {
            const sqlState = error instanceof StatementProblem ? error.sqlState : undefined;
            tell({
              kind: 'failed',
              id: request.id,
              message: error instanceof Error ? error.message : String(error),
              sqlState,
            });
          },
        );
    }
  });
}
