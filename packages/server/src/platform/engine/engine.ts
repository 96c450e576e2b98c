import type { BulkLoadRequest } from './bulk-load.ts';
import type { SnapshotInfo } from './snapshots.ts';

/** The part of a pino logger that the engine uses. Nothing personal is ever logged here. */
export interface EngineLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Which database to open. Without `databaseUrl` the embedded one in `dataDir` is started. */
export interface EngineConfig {
  databaseUrl?: string;
  /** The data folder; the embedded database and its snapshots live in it. */
  dataDir: string;
  log: EngineLog;
  /** Snapshots of the embedded database: one at start, one every so many minutes, so many kept. None when absent. */
  snapshots?: { everyMinutes: number; keep: number };
  /** Where prepared templates are kept; the default is node_modules/.cache/shoutian. */
  cacheDir?: string;
  /** A ready database folder to copy on first start instead of the plain template. */
  template?: string;
}

/** How the database is doing, for /health and the metrics. */
export interface EngineHealth {
  ok: boolean;
  kind: 'pglite' | 'postgres';
  /** Why it is not, in words for the operator. */
  detail?: string;
  /** Memory of the embedded database's process, bytes. */
  rssBytes?: number;
  connections?: number;
  waitingClients?: number;
  /** Milliseconds the embedded database's present statement has taken. */
  busyMs?: number;
  restarts?: number;
}

/** An open database, embedded or a server: the same to everyone above `platform/db`. */
export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  /** With the owner's rights; every request transaction drops to the application role. */
  readonly connectionString: string;
  /** For COPY, which row-level security does not allow to the application role. */
  readonly loaderConnectionString: string;
  /** More connections than this bring nothing: the embedded database has one session. */
  readonly maxConnections: number;
  health(): Promise<EngineHealth>;
  /** Throws EngineProblem on a PostgreSQL server, whose backups are its administrator's. */
  snapshot(): Promise<SnapshotInfo>;
  listSnapshots(): Promise<SnapshotInfo[]>;
  bulkLoad(request: BulkLoadRequest): Promise<{ rows: number }>;
  close(): Promise<void>;
}

/** An engine that is still being opened. */
export interface OpeningEngine {
  readonly engine: Engine;
  /** Rejects with EngineProblem: a sentence for the operator. */
  readonly opened: Promise<void>;
}

/** The database could not be opened, or has gone. The message is for the operator, Chinese then English. */
export class EngineProblem extends Error {
  override readonly name = 'EngineProblem';
  readonly sqlState: string | undefined;
  constructor(message: string, sqlState?: string) {
    super(message);
    this.sqlState = sqlState;
  }
}
