import type { SessionLock } from './session-lock.ts';

/** The one database session behind the gate. */
export interface Session {
  /** What the server says after a successful sign-in, up to but without ReadyForQuery. */
  readonly greeting: Uint8Array;
  /**
   * Runs one batch of frontend messages. `onOutput` receives the answer in order but for its end, which comes back; the
   * session holds back while the returned promises are open, so that a large result never piles up in memory.
   */
  run(batch: Uint8Array, onOutput: (chunk: Uint8Array) => Promise<void>): Promise<Uint8Array>;
  /** Runs one statement and throws when it fails. */
  exec(sql: string): Promise<void>;
}

/** Limits of the gate; the defaults suit one server on the same machine. */
export interface GateLimits {
  /** Largest single message and largest batch between two Syncs, bytes. */
  maxMessageBytes: number;
  /** Complete batches a client may have waiting before the gate stops reading from it, bytes. */
  maxQueuedBytes: number;
  /** A client that holds a transaction open and says nothing for this long is thrown out, milliseconds. */
  idleInTransactionMs: number;
  /** A client that does not read its answer for this long is thrown out, milliseconds. */
  stalledReaderMs: number;
}

/** What the gate's clients share: one session, one lock, one set of limits. */
export interface GateShared {
  readonly lock: SessionLock;
  readonly limits: GateLimits;
  readonly session: Session;
  readonly password: string;
  /** Told when the session no longer answers as a database does, and nothing behind the gate can be trusted. */
  readonly onBroken: (why: string) => void;
}
