import { createServer, type Server, type Socket } from 'node:net';
import { GateClient } from './gate-client.ts';
import type { GateLimits, GateShared, Session } from './gate-types.ts';
import { SessionLock } from './session-lock.ts';

export type { GateLimits, Session } from './gate-types.ts';

const LIMITS: GateLimits = {
  maxMessageBytes: 256 * 1024 * 1024,
  maxQueuedBytes: 8 * 1024 * 1024,
  idleInTransactionMs: 60_000,
  stalledReaderMs: 30_000,
};

/** Speaks the PostgreSQL protocol on a port and lets many clients share one session, a transaction at a time. */
export class Gate implements GateShared {
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
