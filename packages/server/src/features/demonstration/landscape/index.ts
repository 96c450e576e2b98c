import { areaM2, type FlatPolygon, flatFromRings, toGeoJson } from '@shoutian/domain/geo';
import { centre, planArea } from './convex.ts';
import { type Ground, type LandLayers, landLayers } from './layers.ts';
import { Net } from './net.ts';
import { county, towns, villages } from './places.ts';
import { makePlan } from './plan.ts';
import { hash, randomFrom } from './random.ts';
import { toLonLat } from './warp.ts';

export type { LandFeature, LandLayers } from './layers.ts';
export { county, towns, villages } from './places.ts';

export interface LandPlace {
  readonly code: string;
  readonly name: string;
  readonly geometry: FlatPolygon;
}
/** Everything invented: places with boundaries, base layers, and the parcels they were drawn from. */
export interface Landscape {
  readonly places: readonly LandPlace[];
  readonly layers: LandLayers;
  readonly ground: readonly Ground[];
}

/** The seed of the shipped demonstration county. */
export const SEED = 20260401;

/**
 * Makes the invented county: about 6,800 survey parcels that share their edges point by point, and the layers drawn
 * from them. The same seed gives the same county to the last digit; it takes about a second.
 */
export function makeLandscape(seed = SEED): Landscape {
  const plan = makePlan(seed);
  const net = new Net();
  const taken = plan.map((parcel) => net.take(parcel.shape));
  const ground = plan.map((parcel, i) => ({ parcel, noded: net.noded(taken[i] ?? []) }));
  const outlineOf = (code: string): FlatPolygon => {
    const inside = ground.filter(({ parcel }) => parcel.village.startsWith(code)).map(({ noded }) => noded);
    return flatFromRings(net.dissolve(inside).map((rings) => rings.map((ring) => net.ring(ring))));
  };
  return {
    places: [county, ...towns, ...villages].map(({ code, name }) => ({ code, name, geometry: outlineOf(code) })),
    layers: landLayers(net, ground),
    ground,
  };
}

/**
 * An outline such as a satellite batch would bring: somebody built over fields of a village. Near `m2` (official area,
 * within a few per cent), bent like the land, overlapping the parcels it lies on. `seed` picks the place; the same
 * arguments give the same outline. @throws {RangeError} for a village without fields
 */
export function footprint(
  landscape: Landscape,
  wanted: { village: string; m2: number; seed: number },
): ReturnType<typeof toGeoJson> {
  const fields = landscape.ground.filter(
    ({ parcel }) =>
      parcel.village === wanted.village &&
      parcel.use === 'farm' &&
      parcel.classCode.startsWith('01') &&
      planArea(parcel.shape) > 1200,
  );
  const field = fields[Math.floor(hash(wanted.seed, wanted.m2) * fields.length)];
  if (!field) throw new RangeError(`no fields in ${wanted.village}`);
  const next = randomFrom(wanted.seed);
  const [x, y] = centre(field.parcel.shape);
  const angle = next() * Math.PI;
  const ratio = 1 + next() * 0.7;
  // A yard with one corner missing: what a hardened yard beside a road looks like from above.
  const bite = 0.25 + next() * 0.2;
  const depth = 0.2 + next() * 0.2;
  const full = wanted.m2 / (1 - bite * depth);
  const [w, h] = [Math.sqrt(full * ratio), Math.sqrt(full / ratio)];
  const corners: [number, number][] = [
    [0, 0],
    [0.5, -0.02],
    [1, 0],
    [1, 1 - depth],
    [1 - bite, 1 - depth],
    [1 - bite, 1],
    [0.4, 1.01],
    [0, 1],
  ];
  const outline = (scale: number): FlatPolygon => {
    const ring = corners.map(([u, v]): [number, number] => {
      const [a, b] = [(u - 0.5) * w * scale, (v - 0.5) * h * scale];
      return toLonLat(x + a * Math.cos(angle) - b * Math.sin(angle), y + a * Math.sin(angle) + b * Math.cos(angle));
    });
    return flatFromRings([[[...ring, ring[0] ?? [0, 0]]]]);
  };
  return toGeoJson(outline(Math.sqrt(wanted.m2 / areaM2(outline(1)))));
}
