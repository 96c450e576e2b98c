/** Brings the database to the present schema and ends: 0 when done, 1 with the reason when not. */
import path from 'node:path';
import { ConfigProblem, loadConfig } from '../platform/config.ts';
import { MigrationProblem, migrate } from '../platform/db/index.ts';
import { EngineProblem, openEngine } from '../platform/engine/index.ts';

const log = {
  info: (_fields: object, message: string) => console.log(message),
  warn: (_fields: object, message: string) => console.warn(message),
  error: (_fields: object, message: string) => console.error(message),
};

try {
  const config = loadConfig();
  const dataDir = path.join(config.dataDir, 'database');
  const engine = await openEngine({ ...(config.databaseUrl ? { databaseUrl: config.databaseUrl } : {}), dataDir, log });
  try {
    const { applied } = await migrate(engine);
    console.log(
      applied.length === 0
        ? '数据库已是最新。 The database is up to date.'
        : `已执行（applied）：\n  ${applied.join('\n  ')}`,
    );
  } finally {
    await engine.close();
  }
} catch (error) {
  const known = error instanceof MigrationProblem || error instanceof EngineProblem || error instanceof ConfigProblem;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
