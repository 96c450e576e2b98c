import type { MilestoneView } from '@shoutian/domain/api';
import type { PhotoKind, PhotoStage } from '@shoutian/domain/dictionaries';
import {
  bearingDeg,
  type FlatPolygon,
  flatFromGeoJson,
  type LonLat,
  labelPoint,
  pointInPolygon,
} from '@shoutian/domain/geo';
import { footprint, type Landscape, villages } from '../landscape/index.ts';
import type { View } from './palette.ts';
import { type Parcel, parcels } from './parcels.ts';

type Shape = { type: 'Polygon'; coordinates: [number, number][][] };

/** A parcel of the story with its ground, and what it has become so far. */
export interface Entry {
  readonly parcel: Parcel;
  readonly index: number;
  readonly villageName: string;
  readonly villageCode: string;
  readonly shape: Shape;
  readonly centre: LonLat;
  readonly monitorNo: string;
  /** As the store measured it. */
  areaM2: number;
  clueId: string;
  /** Of the clue, as its last answer gave it. */
  clueVersion: number;
  problemId: string;
  /** Steps of the plan, from the day its list is frozen. */
  milestones: readonly MilestoneView[];
}

const standpoints = ['西南角', '东北角', '东侧'] as const;
type StandpointLabel = (typeof standpoints)[number];

/** A photo that somebody takes of a parcel. */
export interface Shot {
  readonly view: View;
  readonly kind: PhotoKind;
  readonly stage?: PhotoStage;
  readonly from: StandpointLabel;
  /** Close to the ground: it pairs with nothing. */
  readonly close?: true;
  /** The picture is another parcel's: what the check for used photos is there for. */
  readonly copiedFrom?: Entry;
  /** Metres that the photographer stands too far away. */
  readonly straysM?: number;
}

/** Somebody who reports and looks after a village. */
export const clerks: Readonly<Record<string, string>> = {
  '201': 'liyi',
  '202': 'wushen',
  '203': 'guoyou',
  '204': 'maxu',
  '205': 'zhuhai',
  '206': 'huwu',
  '207': 'linwei',
  '209': 'hechou',
};

export class Book {
  readonly entries: readonly Entry[];
  /** Photos that the diary will ask for, as they were written into it: they are drawn ahead. */
  readonly shots: { readonly entry: Entry; readonly shot: Shot }[] = [];
  readonly #byKey: ReadonlyMap<string, Entry>;
  constructor(landscape: Landscape) {
    const taken: Entry[] = [];
    for (const [index, parcel] of parcels.entries()) taken.push(placed(landscape, parcel, index, taken));
    this.entries = taken;
    this.#byKey = new Map(taken.map((entry) => [entry.parcel.key, entry]));
  }

  willTake(entry: Entry, shots: readonly Shot[]): readonly Shot[] {
    this.shots.push(...shots.map((shot) => ({ entry, shot })));
    return shots;
  }

  of(key: string): Entry {
    const entry = this.#byKey.get(key);
    if (!entry) throw new Error(`no parcel ${key}`);
    return entry;
  }
}

/** Roughly 40 m: parcels that are not to be taken for one another keep so far apart. */
const APART_DEG = 0.0004;

function placed(landscape: Landscape, parcel: Parcel, index: number, taken: readonly Entry[]): Entry {
  const village = villages.find(({ code }) => code.startsWith('999901101') && code.endsWith(parcel.village));
  if (!village) throw new Error(`no village ${parcel.village}`);
  const entry = (shape: Shape): Entry => ({
    parcel,
    index,
    villageName: village.name,
    villageCode: village.code,
    shape,
    centre: labelPoint(flat(shape)),
    monitorNo: `9999${String(26_000 + index * 37).padStart(6, '0')}`,
    areaM2: 0,
    clueId: '',
    clueVersion: 0,
    problemId: '',
    milestones: [],
  });
  const under = parcel.ending.as === 'merged' ? parcel.ending.into : parcel.ending.as === 'rebound' && parcel.ending.of;
  if (under) {
    const target = taken.find((each) => each.parcel.key === under);
    if (!target) throw new Error(`${parcel.key} comes before ${under}`);
    return entry(aside(target.shape));
  }
  const ground = landscape.places.find(({ code }) => code === village.code)?.geometry;
  if (!ground) throw new Error(`no ground of ${village.name}`);
  for (let seed = 7100 + index; ; seed += 1000) {
    const shape = outline(landscape, village.code, parcel.m2, seed);
    const [x1, y1, x2, y2] = flat(shape).bbox;
    const free = taken.every(({ shape: other }) => {
      const [a1, b1, a2, b2] = flat(other).bbox;
      return x1 > a2 + APART_DEG || a1 > x2 + APART_DEG || y1 > b2 + APART_DEG || b1 > y2 + APART_DEG;
    });
    const there = entry(shape);
    // Who photographs it stands in the village too.
    const inVillage = standpoints.every((label) => pointInPolygon(standpoint(there, label).at, ground));
    if (free && inVillage) return there;
  }
}

function outline(landscape: Landscape, village: string, m2: number, seed: number): Shape {
  const { type, coordinates } = footprint(landscape, { village, m2, seed });
  if (type !== 'Polygon') throw new Error('a footprint in parts');
  return {
    type,
    coordinates: coordinates.map((ring) => ring.map(([lon = 0, lat = 0]): [number, number] => [lon, lat])),
  };
}

const flat = (shape: Shape): FlatPolygon => flatFromGeoJson(shape);

/** The same ground as another source would draw it: smaller, and a little to the side. */
function aside(shape: Shape): Shape {
  const ring = shape.coordinates[0] ?? [];
  const [x, y] = labelPoint(flat(shape));
  return {
    type: 'Polygon',
    coordinates: [ring.map(([lon, lat]) => [x + (lon - x) * 0.82 + 0.00003, y + (lat - y) * 0.82 + 0.00002])],
  };
}

export interface Standpoint {
  readonly label: string;
  readonly at: LonLat;
  readonly bearingDeg: number;
}

/** Where a photographer stands: just outside a corner, looking at the middle. */
export function standpoint(entry: Entry, label: StandpointLabel): Standpoint {
  const sum = label === '西南角' ? -1 : 1;
  const weight = ([lon, lat]: readonly [number, number]) => (label === '东侧' ? lon : (lon + lat) * sum);
  const ring = entry.shape.coordinates[0] ?? [];
  const corner = ring.reduce((best, each) => (weight(each) > weight(best) ? each : best), ring[0] ?? [0, 0]);
  const at: [number, number] = [
    corner[0] + (corner[0] - entry.centre[0]) * 0.15,
    corner[1] + (corner[1] - entry.centre[1]) * 0.15,
  ];
  return { label, at, bearingDeg: (bearingDeg(at, entry.centre) + 360) % 360 };
}
