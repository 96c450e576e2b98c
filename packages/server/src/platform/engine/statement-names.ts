import { frame, TYPE } from './wire.ts';

const endOf = (body: Buffer, from: number): number => {
  const zero = body.indexOf(0, from);
  return zero < 0 ? body.length : zero + 1;
};

/**
 * All clients share one database session, and with it one set of prepared statements: two clients that both name a
 * statement "q0" collide. Each client therefore gets its names under a prefix of its own.
 */
export class StatementNames {
  readonly #prefix: Buffer;
  readonly #statements = new Set<string>();

  constructor(clientNumber: number) {
    this.#prefix = Buffer.from(`c${clientNumber}_`);
  }

  /** Statements, as the session knows them, that the client has left behind. */
  get statements(): readonly string[] {
    return [...this.#statements];
  }

  /** Returns the message with its statement and portal names made this client's own; others come back unchanged. */
  own(message: Buffer): Buffer {
    const type = message[0];
    const body = message.subarray(5);
    if (type === TYPE.parse) {
      const end = endOf(body, 0);
      const name = this.#owned(body.subarray(0, end));
      if (end > 1) this.#statements.add(name.subarray(0, -1).toString());
      return frame(TYPE.parse, Buffer.concat([name, body.subarray(end)]));
    }
    if (type === TYPE.bind) {
      const portal = endOf(body, 0);
      const statement = endOf(body, portal);
      const names = [this.#owned(body.subarray(0, portal)), this.#owned(body.subarray(portal, statement))];
      return frame(TYPE.bind, Buffer.concat([...names, body.subarray(statement)]));
    }
    if (type === TYPE.describe || type === TYPE.close) {
      const name = this.#owned(body.subarray(1));
      if (type === TYPE.close && body[0] === 0x53) this.#statements.delete(name.subarray(0, -1).toString());
      return frame(type, Buffer.concat([body.subarray(0, 1), name]));
    }
    if (type === TYPE.execute) {
      const end = endOf(body, 0);
      return frame(TYPE.execute, Buffer.concat([this.#owned(body.subarray(0, end)), body.subarray(end)]));
    }
    return message;
  }

  #owned(name: Buffer): Buffer {
    return name.length > 1 ? Buffer.concat([this.#prefix, name]) : name;
  }
}
