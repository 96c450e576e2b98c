import { newId } from './ids.ts';
import { type Item, makeItem, type NewItem, type Receipt } from './item.ts';
import { type Happening, judge, nextMoment, pickNext, step } from './machine.ts';

/** Where items and photo files lie. Each call is one transaction: all of it, or nothing. */
export interface OutboxStore {
  all(): Promise<Item[]>;
  put(items: readonly Item[], file?: { id: string; blob: Blob }): Promise<void>;
  file(id: string): Promise<Blob | null>;
  remove(ids: readonly string[], filesOnly?: boolean): Promise<void>;
}

/** What a try may tell while it runs, and what it may look up. */
export interface Trip {
  progress(share: number): void;
  uploadBegun(url: string): void;
  file(): Promise<Blob | null>;
  /** Any other item, for photos whose clue is made by a finding. */
  item(id: string): Item | null;
}
export interface OutboxParts {
  store: OutboxStore;
  send(item: Item, trip: Trip): Promise<Receipt>;
  now(): number;
  /** Runs later; returns its cancellation. */
  later(ms: number, run: () => void): () => void;
}

export type Weather = 'idle' | 'sending' | 'noAnswer' | 'signIn';
export interface OutboxView {
  items: readonly Item[];
  weather: Weather;
  loaded: boolean;
  /** The last thing could not be kept on the phone. */
  full: boolean;
}

/** Received lines stay readable for two weeks; their files go with the receipt. */
const KEEP_MS = 14 * 86_400_000;

/**
 * The one way out of the phone: acts and photos are stored first and sent one by one, retried until the server
 * answers, and leave only with a receipt. A repeated try is harmless because every act carries its own id.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(item: Item) => void>();
  #items = new Map<string, Item>();
  #view: OutboxView = { items: [], weather: 'idle', loaded: false, full: false };
  #personId: string | null = null;
  #running: Promise<void> | null = null;
  #cancelTimer: (() => void) | null = null;
  /** After a try without an answer nothing else is tried before this moment: it would not get through either. */
  #restUntil = 0;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  /** Reads what the phone kept. Tries that the last page left unfinished are queued again. */
  async load(): Promise<void> {
    const now = this.#parts.now();
    const stored = await this.#parts.store.all().catch((error: unknown) => {
      this.#tell({ loaded: true, full: true });
      throw error;
    });
    const old = stored.filter(
      (item) => item.state === 'received' && Date.parse(item.receipt?.at ?? '') < now - KEEP_MS,
    );
    if (old.length > 0) await this.#parts.store.remove(old.map((item) => item.id));
    const gone = new Set(old.map((item) => item.id));
    const kept = stored
      .filter((item) => !gone.has(item.id))
      .map((item) => (item.state === 'sending' ? step(item, { kind: 'interrupted' }) : item));
    this.#items = new Map(kept.map((item) => [item.id, item]));
    this.#tell({ loaded: true });
  }

  /** Whose items are sent; null at sign-out: everything stays and waits. */
  setPerson(personId: string | null): void {
    this.#personId = personId;
    this.#restUntil = 0;
    if (personId === null) this.#tell({ weather: 'idle' });
    else this.wake();
  }

  /**
   * Stores new items, with the file where there is one, and only then shows them.
   * @throws DOMException when the phone keeps nothing: the form stays as it is, and the view says so
   */
  async add(parts: readonly NewItem[], blob?: Blob): Promise<Item[]> {
    const now = this.#parts.now();
    // One millisecond apart, so that their ids keep the order they were handed in.
    const items = parts.map((part, index) => makeItem({ notBefore: now, ...part }, newId(now + index), now + index));
    const [first] = items;
    await this.#parts.store.put(items, blob && first ? { id: first.id, blob } : undefined).catch((error: unknown) => {
      this.#tell({ full: true });
      throw error;
    });
    for (const item of items) this.#items.set(item.id, item);
    this.#tell({ full: false });
    this.wake();
    return items;
  }

  /** Hands in drafts (photos of a form). */
  async submit(ids: readonly string[], notBefore: number, after: readonly string[]): Promise<void> {
    await this.#happen(ids, { kind: 'submit', notBefore, after });
    this.wake();
  }

  /** Tries an item again at once. */
  async again(id: string): Promise<void> {
    await this.#happen([id], { kind: 'again', now: this.#parts.now() });
    this.wake();
  }

  /** Takes items back that were not begun; false when one of them is already on its way or there. */
  async takeBack(ids: readonly string[]): Promise<boolean> {
    const free = (id: string) => {
      const state = this.#items.get(id)?.state;
      return state !== undefined && state !== 'sending' && state !== 'received';
    };
    if (!ids.every(free)) return false;
    for (const id of ids) this.#items.delete(id);
    this.#tell();
    await this.#parts.store.remove(ids);
    return true;
  }

  /** 撤回 of an act: it goes, and the photos that waited for it are drafts of the form again. */
  async undo(id: string): Promise<boolean> {
    const waiting = [...this.#items.values()].filter((item) => item.after.includes(id) && item.act.kind === 'photo');
    if (!(await this.takeBack([id]))) return false;
    await this.#keep(waiting.map((item) => ({ ...item, state: 'draft' as const, after: [] })));
    return true;
  }

  /** There may be a signal: tries now, whatever the waiting times say when `impatient`. */
  wake(impatient = false): void {
    if (impatient) {
      const now = this.#parts.now();
      this.#restUntil = 0;
      for (const item of this.#items.values())
        if (item.state === 'queued' && item.attempts > 0) this.#items.set(item.id, { ...item, notBefore: now });
    }
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      this.#schedule();
    });
  }

  /** 现在就发: what still waits for its 撤回 goes too, because a person says so. */
  sendNow(): void {
    const now = this.#parts.now();
    for (const item of this.#items.values())
      if (item.state === 'queued') this.#items.set(item.id, { ...item, notBefore: Math.min(now, item.notBefore) });
    this.#tell();
    this.wake(true);
  }

  /** Resolves when the present run is over: for tests and for the moment before the page closes. */
  settled(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  file(id: string): Promise<Blob | null> {
    return this.#parts.store.file(id);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly view = (): OutboxView => this.#view;

  /** Tells of every receipt, so that screens ask the server again. */
  onArrival(listener: (item: Item) => void): () => void {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  }

  async #run(): Promise<void> {
    for (;;) {
      const person = this.#personId;
      if (this.#restUntil > this.#parts.now()) return;
      const item = person === null ? null : pickNext([...this.#items.values()], person, this.#parts.now());
      if (!item) {
        if (this.#view.weather === 'sending') this.#tell({ weather: 'idle' });
        return;
      }
      const stop = await this.#try(item);
      if (stop === null) continue;
      this.#restUntil = stop === 'signIn' ? Number.POSITIVE_INFINITY : (this.#items.get(item.id)?.notBefore ?? 0);
      return this.#tell({ weather: stop });
    }
  }

  async #try(item: Item): Promise<'noAnswer' | 'signIn' | null> {
    const { id } = item;
    await this.#happen([id], { kind: 'start' });
    this.#tell({ weather: 'sending' });
    try {
      const receipt = await this.#parts.send(this.#items.get(id) ?? item, this.#trip(id));
      await this.#happen([id], { kind: 'received', receipt });
      await this.#parts.store.remove([id], true);
      const arrived = this.#items.get(id);
      if (arrived) for (const listener of this.#arrivals) listener(arrived);
      return null;
    } catch (error) {
      const verdict = judge(error);
      if (verdict.kind === 'refused') await this.#happen([id], { ...verdict, kind: 'refused' });
      else await this.#happen([id], { kind: 'lost', now: this.#parts.now(), unsure: verdict.unsure });
      return verdict.kind === 'later' ? verdict.stop : null;
    }
  }

  #trip(id: string): Trip {
    return {
      progress: (share) => {
        const item = this.#items.get(id);
        // Progress is for the eye only: it is not stored, so that a slow flash memory is not written a hundred times.
        if (item?.state === 'sending') this.#items.set(id, step(item, { kind: 'progress', share }));
        this.#tell();
      },
      uploadBegun: (url) => {
        // Not remembered then: the photo starts from its beginning next time.
        this.#happen([id], { kind: 'uploadBegun', url }).catch(() => undefined);
      },
      file: () => this.#parts.store.file(id),
      item: (other) => this.#items.get(other) ?? null,
    };
  }

  async #happen(ids: readonly string[], happening: Happening): Promise<void> {
    await this.#keep(ids.flatMap((id) => this.#items.get(id) ?? []).map((item) => step(item, happening)));
  }

  async #keep(items: readonly Item[]): Promise<void> {
    for (const item of items) this.#items.set(item.id, item);
    this.#tell();
    await this.#parts.store.put(items);
  }

  #schedule(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const person = this.#personId;
    const moment = person === null ? null : nextMoment([...this.#items.values()], person);
    if (moment === null) return;
    const due = Math.max(moment, this.#restUntil);
    if (!Number.isFinite(due)) return;
    this.#cancelTimer = this.#parts.later(Math.max(250, due - this.#parts.now()), () => this.wake());
  }

  #tell(change: Partial<OutboxView> = {}): void {
    this.#view = { ...this.#view, ...change, items: [...this.#items.values()] };
    for (const listener of this.#listeners) listener();
  }
}
