import type { OverlayResult } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { within } from '@shoutian/domain/people';
import type { RuleRow } from '@shoutian/domain/rules';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { countyRules } from '../settings/index.ts';
import type { Snapshots } from './kernel.ts';
import type { KernelPool } from './kernel-pool.ts';
import { type RawGround, readGround, type SubjectKind } from './queries/ground.ts';
import { storeSnapshots } from './queries/snapshots.ts';
import { resultOf } from './results.ts';
import { unpack } from './unpack.ts';

/** Name of the method in every snapshot; a change of the arithmetic changes the name. */
export const METHOD = 'ellipsoidal-equal-area-slabs/2';

/** Subjects a transaction: long enough to be efficient, short enough that others get the one embedded session. */
const CHUNK = 500;

/** Chunks read before their turn: one being computed, one being read. More would only hold memory. */
const AHEAD = 2;

interface Chunk {
  ground: RawGround;
  snapshots: Promise<Snapshots>;
}

/**
 * Runs the overlay of many subjects and stores the snapshots: read a chunk, compute outside any transaction, store it.
 * The next chunk is read while this one computes. Chunks already stored stay when it is stopped.
 * @param onChunk called after each stored chunk with the count so far and the last id, for progress and checkpoints
 */
export async function overlayAll(
  work: LooseWork,
  pool: KernelPool,
  kind: SubjectKind,
  ids: readonly string[],
  onChunk: (done: number, lastId: string) => Promise<void> = async () => undefined,
): Promise<number> {
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, i) => ids.slice(i * CHUNK, (i + 1) * CHUNK));
  const reads: Promise<Chunk>[] = [];
  // Reads follow one another; each is computed as soon as it is there, while the chunk before it is being stored.
  const prepare = (i: number): void => {
    const chunk = chunks[i];
    if (!chunk) return;
    const before = reads[i - 1] ?? Promise.resolve();
    const read = before.then(() => readChunk(work, pool, kind, chunk));
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

async function readChunk(work: LooseWork, pool: KernelPool, kind: SubjectKind, ids: readonly string[]): Promise<Chunk> {
  const { ground, rules } = await work.transaction((inner) => readOne(inner, kind, ids));
  const snapshots = pool.ask(snapshotsOf(ground, rules, work.now));
  snapshots.catch(() => undefined);
  return { ground, snapshots };
}

async function readOne({ tx, actor }: Work, kind: SubjectKind, ids: readonly string[]) {
  return {
    ground: await readGround(tx, actor.countyCode, kind, ids),
    rules: await countyRules(tx, actor.countyCode),
  };
}

const snapshotsOf = (ground: RawGround, rules: readonly RuleRow[], now: Date) =>
  ({ want: 'snapshots', ground, rules, day: shanghaiDay(now) }) as const;

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

/** One subject, at once: stores a new snapshot beside the old ones. False where it has no outline. */
export async function overlayOne(work: LooseWork, pool: KernelPool, kind: SubjectKind, id: string): Promise<boolean> {
  return work.transaction(async (inner) => {
    const { ground, rules } = await readOne(inner, kind, [id]);
    if (ground.subjects.length === 0) return false;
    await storeChunk(inner, kind, ground, await pool.ask(snapshotsOf(ground, rules, work.now)));
    return true;
  });
}

/** A shape that is nobody's: figures with names, nothing stored. */
export async function overlayShape(work: LooseWork, geom: Uint8Array): Promise<OverlayResult> {
  const ground = await work.transaction(({ tx, actor }) =>
    readGround(tx, actor.countyCode, 'shape', Buffer.from(geom).toString('hex')),
  );
  const [stack] = unpack(ground);
  if (!stack) throw new Error('overlay: a shape was not read back');
  return resultOf(stack, new Set(ground.layers.map(({ kind }) => kind)));
}
