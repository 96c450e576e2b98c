/** How the server starts its database process. */
export interface DatabaseProcessStart {
  dataDir: string;
  cacheDir: string;
  /** A ready folder to copy on first start instead of the plain template; tests bring a migrated one. */
  template: string | undefined;
  port: number;
  password: string;
  serverPid: number;
}

/** What the server asks of its database process. */
export type ProcessRequest =
  | { kind: 'start'; start: DatabaseProcessStart }
  | { kind: 'load'; id: number; sql: string; bytes: Uint8Array }
  | { kind: 'snapshot'; id: number; keep: number }
  | { kind: 'health'; id: number }
  | { kind: 'stop' };

/** How the database process is doing. */
export interface ProcessHealth {
  rssBytes: number;
  connections: number;
  waitingClients: number;
  /** Milliseconds the statement now running has taken. */
  busyMs: number;
}

/** What the database process tells the server. */
export type ProcessAnswer =
  | { kind: 'preparing' }
  | { kind: 'ready'; port: number }
  | { kind: 'unable'; message: string }
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'failed'; id: number; message: string; sqlState: string | undefined };
