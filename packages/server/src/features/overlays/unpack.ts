import { type FlatPolygon, flatsFromWkb } from '@shoutian/domain/geo';
import type { RawGround } from './queries/ground.ts';

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
  const shapes = flatsFromWkb(
    ground.shapes,
    ground.subjects.map(({ bytes }) => bytes),
  );
  const stacks = ground.subjects.map(
    ({ id, repaired }, i): Stack => ({ id, repaired, shape: shapes[i] as FlatPolygon, features: [], earlier: [] }),
  );
  const told = JSON.parse(ground.features) as Told[];
  const outlines = flatsFromWkb(
    ground.outlines,
    told.flatMap(([feature]) => feature?.[4] ?? []),
  );
  let read = 0;
  let last: Feature | undefined;
  for (const [feature, subject] of told) {
    if (feature) {
      const [kind, classCode, netFactor, label] = feature;
      last = { kind, classCode, netFactor, label, shape: outlines[read++] as FlatPolygon };
    }
    if (last) stacks[subject]?.features.push(last);
  }
  const problems = JSON.parse(ground.earlier) as ToldProblem[];
  const grounds = flatsFromWkb(
    ground.grounds,
    problems.map(([, , , , bytes]) => bytes),
  );
  problems.forEach(([subject, id, problemNo, state], i) => {
    const stack = stacks[subject];
    if (stack && stack.id !== id) stack.earlier.push({ id, problemNo, state, shape: grounds[i] as FlatPolygon });
  });
  return stacks;
}
