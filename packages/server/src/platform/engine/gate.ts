import { createServer, type Server, type Socket } from 'node:net';
import { GateClient } from './gate-client.ts';
import { SessionLock } from './session-lock.ts';

/** The one database session behind the gate. */
export interface Session {
  /** What the server says after a successful sign-in, up to but without ReadyForQuery. */
  readonly greeting: Uint8Array;
  /**
   * Runs one batch of frontend messages. `onOutput` receives the answer in order; the session holds back while the
   * returned promises are open, so that a large result never piles up in memory.
   */
  run(batch: Uint8Array, onOutput: (chunk: Uint8Array) => Promise<void>): Promise<void>;
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

const LIMITS: GateLimits = {
  maxMessageBytes: 256 * 1024 * 1024,
  maxQueuedBytes: 8 * 1024 * 1024,
  idleInTransactionMs: 60_000,
  stalledReaderMs: 30_000,
};

/** Speaks the PostgreSQL protocol on a port and lets many clients share one session, a transaction at a time. */
export class Gate {
  readonly lock = new SessionLock();
  readonly limits: GateLimits;
  readonly session: Session;
  readonly password: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Told when the session no longer answers as a database does, and nothing behind the gate can be trusted. */
  readonly onBroken: (why: string) => void;
  #clients = 0;

  constructor(
    session: Session,
    password: string,
    limits: Partial<GateLimits> = {},
    onBroken: (why: string) => void = () => undefined,
  ) {
    this.session = session;
    this.password = password;
    this.onBroken = onBroken;
    this.limits = { ...LIMITS, ...limits };
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      this.#clients += 1;
      new GateClient(this, socket, this.#clients).start();
    });
  }

  /** Number of open connections. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Listens on loopback and resolves with the port; 0 asks the system for a free one. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Stops listening and cuts every connection. Open transactions are rolled back by the session's end. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
