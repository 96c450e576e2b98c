/** The embedded database: started by the server as a process, and by that process as a thread. */
import { isMainThread } from 'node:worker_threads';
import { runDatabaseProcess } from '../platform/engine/database-process.ts';

if (isMainThread) {
  runDatabaseProcess(new URL(import.meta.url));
} else {
  // PGlite and PostGIS are loaded in the thread alone.
  const { runSessionWorker } = await import('../platform/engine/session-worker.ts');
  await runSessionWorker();
}
