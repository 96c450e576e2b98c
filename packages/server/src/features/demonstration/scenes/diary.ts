import type { Stage } from './stage.ts';

type Act = (stage: Stage) => Promise<void>;

/**
 * What happened when: scenes write down acts by day and hour, and the story is told in the order of time, so that
 * numbers, states and pictures of the board come out as they would have.
 */
export class Diary {
  readonly #acts: { at: number; act: Act }[] = [];
  readonly #today: string;
  readonly #now: Date;
  #last = 0;
  constructor(today: string, now: Date) {
    this.#today = today;
    this.#now = now;
  }

  /** An act `offset` days from today at an hour of Shanghai. Hours of days that are not over yet are not used. */
  on(offset: number, hour: string, act: Act): void {
    const start = Date.parse(`${this.#today}T${hour}:00+08:00`);
    this.#write(start + offset * 86_400_000, act);
  }

  /** An act some minutes ago. */
  ago(minutes: number, act: Act): void {
    this.#write(this.#now.getTime() - minutes * 60_000, act);
  }

  #write(at: number, act: Act): void {
    // Written down while the story is being told, an act may still lie ahead, never behind.
    this.#acts.push({ at: Math.min(Math.max(at, this.#last), this.#now.getTime()), act });
  }

  async tell(stage: Stage): Promise<void> {
    for (;;) {
      let next = 0;
      for (const [i, { at }] of this.#acts.entries()) if (at < (this.#acts[next]?.at ?? 0)) next = i;
      const [entry] = this.#acts.splice(next, 1);
      if (!entry) return;
      this.#last = entry.at;
      stage.now = new Date(entry.at);
      await entry.act(stage);
    }
  }
}
