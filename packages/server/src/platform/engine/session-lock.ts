/**
 * Who may use the one database session. First come, first served: a client holds it from its first message until its
 * transaction has ended. The owner taking it again is let through.
 */
export class SessionLock {
  #owner: object | undefined;
  readonly #waiting: { who: object; go: () => void }[] = [];

  /** How many are waiting for the session now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  owns(who: object): boolean {
    return this.#owner === who;
  }

  async take(who: object): Promise<void> {
    if (this.#owner === who) return;
    if (this.#owner === undefined) {
      this.#owner = who;
      return;
    }
    await new Promise<void>((go) => this.#waiting.push({ who, go }));
  }

  /** Hands the session to the next in line. Does nothing for one that does not hold it. */
  release(who: object): void {
    if (this.#owner !== who) return;
    const next = this.#waiting.shift();
    this.#owner = next?.who;
    next?.go();
  }

  /** Runs `work` while no client is inside a transaction and none can begin one. */
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    const self = {};
    await this.take(self);
    try {
      return await work();
    } finally {
      this.release(self);
    }
  }
}
