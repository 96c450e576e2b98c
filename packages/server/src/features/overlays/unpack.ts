import { type FlatPolygon, flatFromWkb } from '@shoutian/domain/geo';
import type { RawGround } from './ground.ts';

export interface Feature {
  kind: string;
  classCode: string;
  netFactor: number;
  label: string;
  shape: FlatPolygon;
}

export interface EarlierProblem {
  id: string;
  problemNo: string;
  state: string;
  shape: FlatPolygon;
}

/** A subject with what may lie under it. */
export interface Stack {
  id: string;
  repaired: string | null;
  shape: FlatPolygon;
  features: Feature[];
  earlier: EarlierProblem[];
}

/** A feature with its first subject; null with each further subject of the same feature. */
type Told = [[kind: string, cls: string, netFactor: number, label: string, bytes: number] | null, subject: number];

type ToldProblem = [subject: number, id: string, problemNo: string, state: string, bytes: number];

/** Makes geometry of what was read; runs where the kernel runs. A problem is not an earlier one of itself. */
export function unpack(ground: RawGround): Stack[] {
  const shapes = new Outlines(ground.shapes);
  const stacks = ground.subjects.map(
    ({ id, repaired, bytes }): Stack => ({ id, repaired, shape: shapes.take(bytes), features: [], earlier: [] }),
  );
  const outlines = new Outlines(ground.outlines);
  let last: Feature | undefined;
  for (const [told, subject] of JSON.parse(ground.features) as Told[]) {
    if (told) {
      const [kind, classCode, netFactor, label, bytes] = told;
      last = { kind, classCode, netFactor, label, shape: outlines.take(bytes) };
    }
    if (last) stacks[subject]?.features.push(last);
  }
  const grounds = new Outlines(ground.grounds);
  for (const [subject, id, problemNo, state, bytes] of JSON.parse(ground.earlier) as ToldProblem[]) {
    const shape = grounds.take(bytes);
    const stack = stacks[subject];
    if (stack && stack.id !== id) stack.earlier.push({ id, problemNo, state, shape });
  }
  return stacks;
}

/** Geometries one after the other in one value. */
class Outlines {
  readonly #bytes: Uint8Array;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  take(size: number): FlatPolygon {
    this.#at += size;
    return flatFromWkb(this.#bytes.subarray(this.#at - size, this.#at));
  }
}
