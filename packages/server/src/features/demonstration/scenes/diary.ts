import type { Stage } from './stage.ts';

type Act = (stage: Stage) => Promise<void>;

interface Entry {
  at: number;
  act: Act;
  /** The thing it is about alone: it needs no act about another thing to be over, nor does anybody wait for it. */
  besideOthers: string | null;
}

/** Acts told side by side: while one waits for the database another unfolds its pictures. */
const LANES = 4;

/**
 * What happened when: scenes write down acts by day and hour, and the story is told in the order of time, so that
 * numbers, states and pictures of the board come out as they would have.
 */
export class Diary {
  readonly #acts: Entry[] = [];
  readonly #today: string;
  readonly #now: Date;
  #last = 0;
  constructor(today: string, now: Date) {
    this.#today = today;
    this.#now = now;
  }

  /** An act `offset` days from today at an hour of Shanghai. Hours of days that are not over yet are not used. */
  on(offset: number, hour: string, act: Act, besideOthers: string | null = null): void {
    const start = Date.parse(`${this.#today}T${hour}:00+08:00`);
    this.#write(start + offset * 86_400_000, act, besideOthers);
  }

  /** An act some minutes ago. */
  ago(minutes: number, act: Act): void {
    this.#write(this.#now.getTime() - minutes * 60_000, act, null);
  }

  #write(at: number, act: Act, besideOthers: string | null): void {
    // Written down while the story is being told, an act may still lie ahead, never behind.
    this.#acts.push({ at: Math.min(Math.max(at, this.#last), this.#now.getTime()), act, besideOthers });
  }

  async tell(stage: Stage): Promise<void> {
    const underWay = new Map<string, Promise<unknown>>();
    for (;;) {
      const entry = this.#next();
      const key = entry?.besideOthers ?? null;
      if (key === null) await Promise.all(underWay.values());
      else if (underWay.has(key)) await underWay.get(key);
      else if (underWay.size >= LANES) await Promise.race(underWay.values());
      if (entry === undefined) return;
      this.#take(entry);
      const told = entry.act(stage.at(new Date(entry.at)));
      if (key === null) await told;
      else {
        const over = told.then(() => underWay.delete(key));
        // Whoever waits for it hears of a failure.
        over.catch(() => undefined);
        underWay.set(key, over);
      }
    }
  }

  /** The earliest act that was not told. */
  #next(): Entry | undefined {
    return this.#acts.reduce<Entry | undefined>((first, act) => (first && first.at <= act.at ? first : act), undefined);
  }

  #take(entry: Entry): void {
    this.#acts.splice(this.#acts.indexOf(entry), 1);
    this.#last = entry.at;
  }
}
