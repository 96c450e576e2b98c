import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../platform/config.ts';
import { beginEngine, databaseFolder, type EngineLog, type OpeningEngine } from '../platform/engine/index.ts';

export interface Starting extends OpeningEngine {
  /** There is no database in the data folder yet. */
  readonly isNew: boolean;
}

/** Begins to open the configured database; the caller closes it. */
export async function startEngine(config: Config, log: EngineLog): Promise<Starting> {
  mkdirSync(config.dataDir, { recursive: true });
  const dataDir = path.join(config.dataDir, 'database');
  const isNew = !config.databaseUrl && !existsSync(databaseFolder(dataDir));
  const template = isNew ? await preparedTemplate() : undefined;
  const opening = beginEngine({
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    dataDir,
    log,
    ...(template === undefined ? {} : { template }),
    ...(config.snapshotMinutes > 0
      ? { snapshots: { everyMinutes: config.snapshotMinutes, keep: config.snapshotsKept } }
      : {}),
  });
  return { ...opening, isNew };
}

/** Looked for on a first start alone: what it takes to know it need not be loaded for the others. */
async function preparedTemplate(): Promise<string | undefined> {
  const { migratedTemplate } = await import('../platform/db/migrated-template.ts');
  return migratedTemplate();
}

/** Log lines of the first second, before the application and its logger exist; same shape, one JSON a line. */
export function bootLog(config: Config): EngineLog {
  const write = (level: number) => (fields: object, msg: string) => {
    if (config.logLevel !== 'silent' && (level >= 40 || config.logLevel !== 'error')) {
      process.stdout.write(`${JSON.stringify({ level, time: Date.now(), ...fields, msg })}\n`);
    }
  };
  return { info: write(30), warn: write(40), error: write(50) };
}
