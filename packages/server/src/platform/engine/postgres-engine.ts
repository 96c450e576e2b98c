import pg from 'pg';
import { type BulkLoadRequest, loadIntoServer } from './bulk-load.ts';
import { type Engine, type EngineHealth, EngineProblem } from './engine.ts';
import type { SnapshotInfo } from './snapshots.ts';

/** A PostgreSQL server that someone else runs and backs up. */
export class PostgresEngine implements Engine {
  readonly kind = 'postgres';
  readonly maxConnections = 20;
  readonly connectionString: string;
  readonly loaderConnectionString: string;

  constructor(databaseUrl: string) {
    this.connectionString = databaseUrl;
    this.loaderConnectionString = databaseUrl;
  }

  /** Tries the connection once. Throws EngineProblem that names host and reason, never the password. */
  async open(): Promise<void> {
    const health = await this.health();
    if (health.ok) return;
    const host = URL.canParse(this.connectionString) ? new URL(this.connectionString).host : '?';
    throw new EngineProblem(
      `无法连接数据库服务器 ${host}：${health.detail}。请检查 DATABASE_URL。 Cannot reach the database server: check DATABASE_URL.`,
    );
  }

  async health(): Promise<EngineHealth> {
    const client = new pg.Client({ connectionString: this.connectionString, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return { ok: true, kind: this.kind };
    } catch (error) {
      return { ok: false, kind: this.kind, detail: error instanceof Error ? error.message : String(error) };
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  snapshot(): Promise<SnapshotInfo> {
    return Promise.reject(
      new EngineProblem(
        '使用 PostgreSQL 服务器时由其管理员备份，本系统不做快照。 On a PostgreSQL server backups are its administrator’s (pg_dump, base backups).',
      ),
    );
  }

  listSnapshots(): Promise<SnapshotInfo[]> {
    return Promise.resolve([]);
  }

  bulkLoad(request: BulkLoadRequest): Promise<{ rows: number }> {
    return loadIntoServer(this.loaderConnectionString, request);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
