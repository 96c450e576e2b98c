/** What the database process asks of the thread that holds PGlite. */
export type SessionRequest =
  | { kind: 'run'; id: number; bytes: Uint8Array }
  | { kind: 'exec'; id: number; sql: string }
  | { kind: 'copy'; id: number; sql: string; bytes: Uint8Array }
  | { kind: 'close'; id: number };

/** What that thread answers. `chunk` may come any number of times before `done` or `failed`. */
export type SessionAnswer =
  | { kind: 'open'; greeting: Uint8Array }
  | { kind: 'chunk'; id: number; bytes: Uint8Array }
  /** `rest` is what of the answer had not filled a chunk. */
  | { kind: 'done'; id: number; value: string; rest: Uint8Array | undefined }
  | { kind: 'failed'; id: number; message: string; sqlState: string | undefined };

/** Handed to the thread at its start. */
export interface SessionData {
  role: 'session';
  /** PGlite's own folder. */
  folder: string;
  /** A smaller PostGIS bundle for a database that has the extension already. */
  postgisBundle: string | undefined;
  /** One Int32: bytes of answers sent and not yet written to a socket. */
  inFlight: SharedArrayBuffer;
}
