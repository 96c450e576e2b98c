import type { Engine, EngineConfig, OpeningEngine } from './engine.ts';
import { PgliteEngine } from './pglite-engine.ts';
import { PostgresEngine } from './postgres-engine.ts';

export { BulkLoadProblem, type BulkLoadRequest } from './bulk-load.ts';
export {
  type Engine,
  type EngineConfig,
  type EngineHealth,
  type EngineLog,
  EngineProblem,
  type OpeningEngine,
} from './engine.ts';
export { renameIntoPlace } from './folder-copy.ts';
export { FolderInUse } from './folder-lock.ts';
export { databaseFolder, listSnapshots, restoreSnapshot, type SnapshotInfo, SnapshotProblem } from './snapshots.ts';
export { CACHE_FOLDER, templateName } from './template.ts';

/**
 * Begins to open the database: a PostgreSQL server when `databaseUrl` is set, else the embedded one in `dataDir`.
 * What is built over the engine may be built meanwhile, and asks it nothing before `opened`.
 */
export function beginEngine(config: EngineConfig): OpeningEngine {
  const engine = config.databaseUrl === undefined ? new PgliteEngine(config) : new PostgresEngine(config.databaseUrl);
  const opened = engine.open();
  // Whoever waits for it hears of a failure, perhaps after more was built.
  opened.catch(() => undefined);
  return { engine, opened };
}

/** Opens the database. Throws EngineProblem with a sentence for the operator. */
export async function openEngine(config: EngineConfig): Promise<Engine> {
  const { engine, opened } = beginEngine(config);
  await opened;
  return engine;
}
