import type { Engine, EngineConfig } from './engine.ts';
import { PgliteEngine } from './pglite-engine.ts';
import { PostgresEngine } from './postgres-engine.ts';

export { BulkLoadProblem, type BulkLoadRequest } from './bulk-load.ts';
export { type Engine, type EngineConfig, type EngineHealth, type EngineLog, EngineProblem } from './engine.ts';
export { renameIntoPlace } from './folder-copy.ts';
export { FolderInUse } from './folder-lock.ts';
export { databaseFolder, listSnapshots, restoreSnapshot, type SnapshotInfo, SnapshotProblem } from './snapshots.ts';
export { CACHE_FOLDER, templateName } from './template.ts';

/**
 * Opens the database: a PostgreSQL server when `databaseUrl` is set, else the embedded one in `dataDir`.
 * Throws EngineProblem with a sentence for the operator.
 */
export function openEngine(config: EngineConfig): Promise<Engine> {
  return config.databaseUrl === undefined ? PgliteEngine.open(config) : PostgresEngine.open(config.databaseUrl);
}
