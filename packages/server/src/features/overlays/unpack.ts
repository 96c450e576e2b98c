import { type FlatPolygon, flatsFromWkb, type LayerPack, type Outline } from '@shoutian/domain/geo';
import type { RawGround } from './queries/ground.ts';

export interface Feature {
  kind: string;
  classCode: string;
  netFactor: number;
  label: string;
  shape: Outline;
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

/** A feature under a subject; large ones have a key, and are told in full with the first of their subjects only. */
type Told = [
  subject: number,
  key: string | null,
  kind: string,
  cls: string,
  netFactor: number,
  label: string,
  bytes: number,
];
type ToldAgain = [subject: number, key: string];

type ToldProblem = [subject: number, id: string, problemNo: string, state: string, bytes: number];

/**
 * Makes geometry of what was read; runs where the kernel runs. A problem is not an earlier one of itself.
 * @param packs the layers that were not read from the database, by kind
 */
export function unpack(ground: RawGround, packs: ReadonlyMap<string, LayerPack>): Stack[] {
  const shapes = flatsFromWkb(
    ground.shapes,
    ground.subjects.map(({ bytes }) => bytes),
  );
  const stacks = ground.subjects.map(
    ({ id, repaired }, i): Stack => ({ id, repaired, shape: shapes[i] as FlatPolygon, features: [], earlier: [] }),
  );
  for (const [subject, feature] of featuresOf(ground)) stacks[subject]?.features.push(feature);
  for (const [kind, pack] of packs)
    for (const { shape, features } of stacks)
      for (const { classKey: classCode, netFactor, label, geometry } of pack.search(shape.bbox))
        features.push({ kind, classCode, netFactor, label, shape: geometry });
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

function featuresOf(ground: RawGround): [subject: number, feature: Feature][] {
  const told = JSON.parse(ground.features) as (Told | ToldAgain)[];
  const whole = told.filter((one): one is Told => one.length > 2);
  const outlines = flatsFromWkb(
    ground.outlines,
    whole.map(([, , , , , , bytes]) => bytes),
  );
  const large = new Map<string, Feature>();
  const features = whole.map(([subject, key, kind, classCode, netFactor, label], i): [number, Feature] => {
    const feature = { kind, classCode, netFactor, label, shape: outlines[i] as FlatPolygon };
    if (key !== null) large.set(key, feature);
    return [subject, feature];
  });
  // The rows come in no order, so a later subject may stand before the first one.
  for (const [subject, key, ...rest] of told) {
    const feature = rest.length === 0 && key !== null ? large.get(key) : undefined;
    if (feature) features.push([subject, feature]);
  }
  return features;
}
