import { LOCK_MINUTES, MAX_FAILURES, type SignInStanding } from './lockout.ts';

/** So many names that nobody has are remembered; the oldest leaves first, so that guessing cannot fill the memory. */
const REMEMBERED = 10_000;

/**
 * Names that no account has are counted and locked like accounts, in memory: else the answer to a wrong password would
 * tell which names exist.
 */
export class UnknownNames {
  readonly #tries = new Map<string, { failures: number; lockedUntil: Date | null }>();

  standing(name: string, now: Date): SignInStanding {
    const known = this.#tries.get(name.toLowerCase());
    const locked = known?.lockedUntil && known.lockedUntil > now ? known.lockedUntil : null;
    return { left: Math.max(0, MAX_FAILURES - (known?.failures ?? 0)), lockedUntil: locked, disabled: false };
  }

  fail(name: string, now: Date): SignInStanding {
    const key = name.toLowerCase();
    const before = this.#tries.get(key);
    if (before?.lockedUntil && before.lockedUntil > now) return this.standing(name, now);
    const failures = (before?.failures ?? 0) + 1;
    const full = failures >= MAX_FAILURES;
    this.#tries.delete(key);
    this.#tries.set(key, {
      failures: full ? 0 : failures,
      lockedUntil: full ? new Date(now.getTime() + LOCK_MINUTES * 60_000) : null,
    });
    const oldest = this.#tries.keys().next();
    if (this.#tries.size > REMEMBERED && !oldest.done) this.#tries.delete(oldest.value);
    return this.standing(name, now);
  }
}
