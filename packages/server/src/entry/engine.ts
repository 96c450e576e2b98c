import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../platform/config.ts';
import { databaseFolder, type Engine, type EngineLog, openEngine } from '../platform/engine/index.ts';

/** Opens the configured database; the caller closes it. */
export async function startEngine(config: Config, log: EngineLog): Promise<Engine> {
  mkdirSync(config.dataDir, { recursive: true });
  const dataDir = path.join(config.dataDir, 'database');
  const template = config.databaseUrl || existsSync(databaseFolder(dataDir)) ? undefined : await preparedTemplate();
  return openEngine({
    ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}),
    dataDir,
    log,
    ...(template === undefined ? {} : { template }),
    ...(config.snapshotMinutes > 0
      ? { snapshots: { everyMinutes: config.snapshotMinutes, keep: config.snapshotsKept } }
      : {}),
  });
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
