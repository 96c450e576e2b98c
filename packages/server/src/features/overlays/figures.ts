import { isFarmland } from '@shoutian/domain/dictionaries';
import { type FlatPolygon, flatFromWkb, type OverlayCandidate, overlaySubject } from '@shoutian/domain/geo';
import { geometryAt, type LoadedFeature, type OverlayLoad } from './load.ts';

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
  villages: { code: string; m2: number }[];
}

interface Candidate extends OverlayCandidate {
  readonly feature: LoadedFeature;
}

/** Computes a whole load; runs inside the kernel's thread and, for single shapes, wherever it is called. */
export function computeFigures(load: OverlayLoad): Figures[] {
  const geometry = (index: number): FlatPolygon => flatFromWkb(geometryAt(load, index));
  const candidates: Candidate[][] = Array.from({ length: load.subjects }, () => []);
  load.features.forEach((feature, i) => {
    const shape = geometry(load.subjects + i);
    for (const subject of feature.subjects) {
      candidates[subject]?.push({
        classKey: feature.classCode,
        netFactor: feature.netFactor,
        geometry: shape,
        feature,
      });
    }
  });
  return candidates.map((met, subject) => figuresOf(geometry(subject), met));
}

function figuresOf(subject: FlatPolygon, met: readonly Candidate[]): Figures {
  const ofKind = (kind: string): Candidate[] => met.filter(({ feature }) => feature.kind === kind);
  const land = ofKind('landClass');
  const pbf = ofKind('permanentBasicFarmland');
  const overLand = overlaySubject(subject, land);
  const layers = Object.fromEntries(
    ['permanentBasicFarmland', 'ecoRedLine', 'urbanGrowthBoundary', 'approvedLand', 'facilityAgriLand'].map((kind) => [
      kind,
      oneLayer(subject, ofKind(kind)),
    ]),
  );
  const villages = overlaySubject(subject, ofKind('division'));
  const pbfTotal = layers['permanentBasicFarmland']?.areaM2 ?? 0;
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
      pbfM2:
        pbfTotal > 0
          ? shared(subject, cls.unionM2, pbfTotal, [
              ...land.filter(({ classKey }) => classKey === cls.classKey),
              ...pbf,
            ])
          : 0,
    })),
    layers,
    villages: villages.classes
      .map(({ classKey, unionM2 }) => ({ code: classKey, m2: unionM2 }))
      .sort((a, b) => b.m2 - a.m2),
  };
}

/** Ground under any farmland parcel, once: classes only need a pass of their own where parcels of two classes overlap. */
function farmGround(subject: FlatPolygon, land: readonly Candidate[], over: ReturnType<typeof overlaySubject>): number {
  const farm = over.classes.filter(({ classKey }) => isFarmland(classKey));
  const sum = farm.reduce((total, { unionM2 }) => total + unionM2, 0);
  const overlapping = over.classes.reduce((total, { unionM2 }) => total + unionM2, 0) - over.coveredM2 > 0.001;
  return overlapping && farm.length > 1
    ? merged(
        subject,
        land.filter(({ classKey }) => isFarmland(classKey)),
      )
    : sum;
}

/** |A ∩ B| = |A| + |B| − |A ∪ B| inside the subject: no cut geometry is built. */
function shared(subject: FlatPolygon, a: number, b: number, both: readonly Candidate[]): number {
  const area = a + b - merged(subject, both);
  return area < 1e-3 ? 0 : Math.min(area, a, b);
}

function merged(subject: FlatPolygon, candidates: readonly Candidate[]): number {
  return overlaySubject(subject, candidates).coveredM2;
}

function oneLayer(
  subject: FlatPolygon,
  candidates: readonly Candidate[],
): { areaM2: number; pieces: number; labels: string[] } {
  if (candidates.length === 0) return { areaM2: 0, pieces: 0, labels: [] };
  const over = overlaySubject(subject, candidates);
  const biggest = [...over.pieces].sort((a, b) => b.areaM2 - a.areaM2);
  const labels = biggest.map(({ index }) => candidates[index]?.feature.label ?? '').filter((label) => label !== '');
  return { areaM2: over.coveredM2, pieces: over.pieceCount, labels: [...new Set(labels)].slice(0, 5) };
}
