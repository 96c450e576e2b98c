import { isFarmland } from '@shoutian/domain/dictionaries';
import {
  type Outline,
  type OverlayCandidate,
  type OverlayResult,
  overlayLayers,
  overlaySubject,
} from '@shoutian/domain/geo';
import type { Feature, Stack } from './unpack.ts';

/** Areas of one subject, m² on the ellipsoid, unrounded; names and places are added where the database is. */
export interface Figures {
  subjectM2: number;
  coveredM2: number;
  uncoveredM2: number;
  farmGrossM2: number;
  farmNetM2: number;
  landClasses: {
    classCode: string;
    label: string;
    sumM2: number;
    unionM2: number;
    netM2: number;
    pbfM2: number;
    pieces: number;
  }[];
  /** Ground inside each other layer, by layer kind; `labels` name what was hit, biggest piece first. */
  layers: Record<string, { areaM2: number; pieces: number; labels: string[] }>;
  villages: { code: string; name: string; m2: number }[];
}

/** Protected ground of a class below this (m²) is the noise of boundaries drawn twice. */
const NOISE_M2 = 1e-3;

interface Candidate extends OverlayCandidate {
  readonly feature: Feature;
}

/** Layers of which only the ground and what is hit is asked. */
const grounds = ['permanentBasicFarmland', 'ecoRedLine', 'urbanGrowthBoundary', 'approvedLand', 'facilityAgriLand'];

/** Areas of one subject over all that may lie under it. */
export function figuresOf({ shape: subject, features }: Pick<Stack, 'shape' | 'features'>): Figures {
  const byKind = Map.groupBy(features, ({ kind }) => kind);
  const ofKind = (kind: string): Candidate[] =>
    (byKind.get(kind) ?? []).map((feature) => ({
      classKey: feature.classCode,
      netFactor: feature.netFactor,
      geometry: feature.shape,
      feature,
    }));
  const land = ofKind('landClass');
  const divisions = ofKind('division');
  const others = grounds.map(ofKind);
  const first = [land, divisions];
  const protectedGround = first.length + grounds.indexOf('permanentBasicFarmland');
  const [overLand, overVillages, ...overOthers] = overlayLayers(subject, [...first, ...others], protectedGround);
  if (!overLand || !overVillages) throw new Error('overlay: a pass without its layers');
  return {
    subjectM2: overLand.subjectM2,
    coveredM2: overLand.coveredM2,
    uncoveredM2: overLand.uncoveredM2,
    farmGrossM2: farmGround(subject, land, overLand),
    farmNetM2: overLand.classes
      .filter(({ classKey }) => isFarmland(classKey))
      .reduce((sum, { netM2 }) => sum + netM2, 0),
    landClasses: overLand.classes.map((cls) => ({
      classCode: cls.classKey,
      label: land.find(({ classKey }) => classKey === cls.classKey)?.feature.label ?? '',
      sumM2: cls.sumM2,
      unionM2: cls.unionM2,
      netM2: cls.netM2,
      pieces: cls.pieceCount,
      pbfM2: cls.withinM2 < NOISE_M2 ? 0 : cls.withinM2,
    })),
    layers: Object.fromEntries(grounds.map((kind, i) => [kind, hits(others[i] ?? [], overOthers[i])])),
    villages: overVillages.classes
      .map(({ classKey, unionM2 }) => ({
        code: classKey,
        name: divisions.find((one) => one.classKey === classKey)?.feature.label ?? classKey,
        m2: unionM2,
      }))
      .sort((a, b) => b.m2 - a.m2),
  };
}

/** Ground under any farmland parcel, once: classes only need a pass of their own where parcels of two classes overlap. */
function farmGround(subject: Outline, land: readonly Candidate[], over: OverlayResult): number {
  const farm = over.classes.filter(({ classKey }) => isFarmland(classKey));
  const sum = farm.reduce((total, { unionM2 }) => total + unionM2, 0);
  const overlapping = over.classes.reduce((total, { unionM2 }) => total + unionM2, 0) - over.coveredM2 > 0.001;
  if (!overlapping || farm.length < 2) return sum;
  const parcels = land.filter(({ classKey }) => isFarmland(classKey));
  return overlaySubject(subject, parcels).coveredM2;
}

function hits(
  candidates: readonly Candidate[],
  over: OverlayResult | undefined,
): { areaM2: number; pieces: number; labels: string[] } {
  if (over === undefined || over.pieceCount === 0) return { areaM2: 0, pieces: 0, labels: [] };
  const biggest = [...over.pieces].sort((a, b) => b.areaM2 - a.areaM2);
  const labels = biggest.map(({ index }) => candidates[index]?.feature.label ?? '').filter((label) => label !== '');
  return { areaM2: over.coveredM2, pieces: over.pieceCount, labels: [...new Set(labels)].slice(0, 5) };
}
