import type { OverlayResult } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { within } from '@shoutian/domain/people';
import type { RuleRow } from '@shoutian/domain/rules';
import type { Platform } from '../../platform/feature.ts';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { countyRules } from '../settings/index.ts';
import type { Figures } from './figures.ts';
import type { PackBytes, Snapshots } from './kernel.ts';
import { KernelPool } from './kernel-pool.ts';
import { PackStore } from './packs/store.ts';
import { type LayerInUse, type RawGround, readGround, type SubjectKind } from './queries/ground.ts';
import { versionsInUse } from './queries/packing.ts';
import { storeSnapshots } from './queries/snapshots.ts';

/** Name of the method in every snapshot; a change of the arithmetic changes the name. */
export const METHOD = 'ellipsoidal-equal-area-slabs/2';

/** Subjects a transaction: long enough to be efficient, short enough that others get the one embedded session. */
const CHUNK = 250;

/** Chunks read before their turn: those being computed, and one being read. More would only hold memory. */
const AHEAD = 3;

/** From so many subjects on, packs are brought into memory first; fewer are read from the database as soon. */
const WORTH_LOADING = 50;

interface Laid {
  ground: RawGround;
  rules: readonly RuleRow[];
  packs: PackBytes;
}

interface Chunk extends Laid {
  snapshots: Promise<Snapshots>;
}

/** Lays subjects over the layers of their county: reads what lies under them, computes in threads, stores snapshots. */
export class Overlayer {
  readonly pool: KernelPool;
  readonly packs: PackStore;

  constructor(dataDir: string, layerMemoryMb: number) {
    this.pool = new KernelPool();
    this.packs = new PackStore(dataDir, layerMemoryMb * 1024 * 1024);
  }

  /**
   * Runs the overlay of many subjects and stores the snapshots: read a chunk, compute outside any transaction, store it.
   * The next chunks are read while one computes. Chunks already stored stay when it is stopped.
   * @param onChunk called after each stored chunk with the count so far and the last id, for progress and checkpoints
   */
  async all(
    work: LooseWork,
    kind: SubjectKind,
    ids: readonly string[],
    onChunk: (done: number, lastId: string) => Promise<void> = async () => undefined,
  ): Promise<number> {
    if (ids.length >= WORTH_LOADING) await this.#load(work);
    const chunks = chunksOf(ids, CHUNK);
    const reads: Promise<Chunk>[] = [];
    // Reads follow one another; each is computed as soon as it is there, while the chunk before it is being stored.
    const prepare = (i: number): void => {
      const chunk = chunks[i];
      if (!chunk) return;
      const before = reads[i - 1] ?? Promise.resolve();
      const read = before.then(() => this.#readChunk(work, kind, chunk));
      // A failure is met where the chunk's turn comes; until then it must not end the process as an unhandled one.
      read.catch(() => undefined);
      reads[i] = read;
    };
    for (let i = 0; i < AHEAD; i++) prepare(i);
    let done = 0;
    for (const [i, chunk] of chunks.entries()) {
      prepare(i + AHEAD);
      const { ground, snapshots } = await (reads[i] as Promise<Chunk>);
      delete reads[i - 1];
      const computed = await snapshots;
      await work.transaction((inner) => storeChunk(inner, kind, ground, computed));
      done += chunk.length;
      await onChunk(done, chunk.at(-1) ?? '');
    }
    return done;
  }

  /** One subject, at once: stores a new snapshot beside the old ones. False where it has no outline. */
  async one(work: LooseWork, kind: SubjectKind, id: string): Promise<boolean> {
    return work.transaction(async (inner) => {
      const laid = await this.#lay(inner, kind, [id]);
      if (laid.ground.subjects.length === 0) return false;
      await storeChunk(inner, kind, laid.ground, await this.#snapshots(laid, work.now));
      return true;
    });
  }

  /** A shape that is nobody's: figures with names and what they were computed with; nothing stored. */
  async shape(
    work: LooseWork,
    geom: Uint8Array,
  ): Promise<{ result: OverlayResult; layers: readonly LayerInUse[]; method: string }> {
    const laid = await work.transaction((inner) => this.#lay(inner, 'shape', Buffer.from(geom).toString('hex')));
    const [result] = await this.pool.ask({ want: 'results', ground: laid.ground, packs: laid.packs });
    if (!result) throw new Error('overlay: a shape was not read back');
    return { result, layers: laid.ground.layers, method: METHOD };
  }

  /** Areas under draft rows in layers of the given kinds; nothing stored. */
  async drafts(
    work: LooseWork,
    ids: readonly string[],
    kinds: readonly string[],
  ): Promise<{ ground: RawGround; figures: Figures[] }> {
    const { ground, packs } = await work.transaction((inner) => this.#lay(inner, 'draft', ids, kinds));
    return { ground, figures: await this.pool.ask({ want: 'figures', ground, packs }) };
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  async #load(work: LooseWork): Promise<void> {
    await this.packs.load(await work.transaction(({ tx, actor }) => versionsInUse(tx, actor.countyCode)));
  }

  async #lay(
    { tx, actor }: Work,
    source: Parameters<typeof readGround>[2],
    of: readonly string[] | string,
    kinds: readonly string[] | null = null,
  ): Promise<Laid> {
    // As it is now: what is not read because it is held must still be there when it is computed.
    const held = new Map(this.packs.held());
    const [ground, rules] = await Promise.all([
      readGround(tx, actor.countyCode, source, of, { kinds, packed: [...held.keys()] }),
      countyRules(tx, actor.countyCode),
    ]);
    const packs = new Map([...held].filter(([id]) => ground.layers.some((layer) => layer.id === id)));
    return { ground, packs, rules };
  }

  async #readChunk(work: LooseWork, kind: SubjectKind, ids: readonly string[]): Promise<Chunk> {
    const laid = await work.transaction((inner) => this.#lay(inner, kind, ids));
    const snapshots = this.#snapshots(laid, work.now);
    snapshots.catch(() => undefined);
    return { ...laid, snapshots };
  }

  #snapshots({ ground, packs, rules }: Laid, now: Date): Promise<Snapshots> {
    return this.pool.ask({ want: 'snapshots', ground, packs, rules, day: shanghaiDay(now) });
  }
}

const ofPlatform = new WeakMap<object, Overlayer>();

/** The one overlayer of a running server: its threads and packs are shared by all jobs and requests. */
export function overlayer({ config }: Pick<Platform, 'config'>): Overlayer {
  const known = ofPlatform.get(config) ?? new Overlayer(config.dataDir, config.layerMemoryMb);
  ofPlatform.set(config, known);
  return known;
}

function chunksOf<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/** A clue that nobody has taken up moves to the village most of it lies in, inside the area of who lays it over. */
async function storeChunk(work: Work, kind: SubjectKind, ground: RawGround, snapshots: Snapshots): Promise<void> {
  const places = ground.subjects.map(({ state, divisionCode }, i) => {
    const place = snapshots.villages[i] ?? null;
    const mayMove = kind === 'clue' && state === 'registered' && place !== null && place !== divisionCode;
    return mayMove && within(place, work.actor.scopeCode) ? place : null;
  });
  const run = { kind, method: METHOD, layers: ground.layers, by: work.actor.id, at: work.now };
  await storeSnapshots(work.tx, work.actor.countyCode, run, {
    ids: ground.subjects.map(() => newId()),
    subjects: ground.subjects,
    places,
    snapshots,
  });
}
