/** Lists the embedded database's snapshots, or puts one back: `snapshots`, `snapshots restore <name>`. 0 when done, else 1. */
import path from 'node:path';
import { ConfigProblem, loadConfig } from '../platform/config.ts';
import {
  EngineProblem,
  FolderInUse,
  listSnapshots,
  restoreSnapshot,
  SnapshotProblem,
} from '../platform/engine/index.ts';

const USAGE = '用法（usage）：snapshots　|　snapshots restore <快照名 name>';

/** Sizes as people read them in a file manager. */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

async function run([act, name, ...rest]: readonly string[]): Promise<number> {
  const config = loadConfig();
  if (config.databaseUrl) {
    console.error(
      '数据库在 PostgreSQL 服务器上，请用该服务器的备份工具（pg_dump）。 On a server: use its own backups.',
    );
    return 1;
  }
  const dataDir = path.join(config.dataDir, 'database');
  if (act === undefined) {
    const known = await listSnapshots(dataDir);
    for (const { name: one, at, bytes } of known)
      console.log(`${one}　${new Date(at).toLocaleString('zh-CN')}　${megabytes(bytes)}`);
    if (known.length === 0) console.log(`${dataDir} 还没有快照。 No snapshots yet.`);
    return 0;
  }
  if (act !== 'restore' || name === undefined || rest.length > 0) {
    console.error(USAGE);
    return 1;
  }
  const aside = await restoreSnapshot(dataDir, name);
  console.log(`已恢复到 ${name}，原来的数据留在 ${aside}。 Restored; the replaced data is kept there.`);
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const known = [SnapshotProblem, FolderInUse, EngineProblem, ConfigProblem].some((kind) => error instanceof kind);
  console.error(known && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
