import type { OverlayResult } from '@shoutian/domain/api';
import { proposeVerdicts } from '@shoutian/domain/clue';
import { landClass } from '@shoutian/domain/dictionaries';
import { type FlatPolygon, intersectionArea } from '@shoutian/domain/geo';
import type { Rules } from '@shoutian/domain/rules';
import { figuresOf } from './figures.ts';
import type { EarlierProblem, Stack } from './unpack.ts';

/** Ground shared with an earlier problem below this (m²) is a common boundary. */
const TOUCHING_M2 = 0.01;

/** Figures with names: what was not loaded is null, never zero. `loaded` are the kinds of the layers in use. */
export function resultOf(stack: Stack, loaded: ReadonlySet<string>): OverlayResult {
  const figures = figuresOf(stack);
  const layer = (kind: string) =>
    loaded.has(kind) ? (figures.layers[kind] ?? { areaM2: 0, pieces: 0, labels: [] }) : null;
  const villages = figures.villages.map(({ code, name, m2 }) => ({
    code,
    name,
    share: figures.subjectM2 > 0 ? Math.min(1, m2 / figures.subjectM2) : 0,
  }));
  const land = loaded.has('landClass');
  return {
    subjectM2: figures.subjectM2,
    landClasses: land
      ? figures.landClasses.map((cls) => ({ ...cls, label: landClass(cls.classCode)?.zh ?? cls.label }))
      : null,
    coveredM2: figures.coveredM2,
    uncoveredM2: figures.uncoveredM2,
    farmGrossM2: land ? figures.farmGrossM2 : null,
    farmNetM2: land ? figures.farmNetM2 : null,
    pbfM2: layer('permanentBasicFarmland')?.areaM2 ?? null,
    eco: layer('ecoRedLine'),
    urban: layer('urbanGrowthBoundary'),
    approved: layer('approvedLand'),
    facility: layer('facilityAgriLand'),
    village: villages[0] ?? null,
    villages,
    earlierProblems: earlierOf(stack.shape, figures.subjectM2, stack.earlier),
    repaired: stack.repaired,
  };
}

function earlierOf(
  shape: FlatPolygon,
  subjectM2: number,
  earlier: readonly EarlierProblem[],
): OverlayResult['earlierProblems'] {
  return earlier
    .map(({ id, problemNo, state, shape: other }) => ({
      id,
      problemNo,
      state,
      overlapM2: intersectionArea(shape, other),
    }))
    .filter(({ overlapM2 }) => overlapM2 > TOUCHING_M2)
    .map((row) => ({ ...row, ratio: subjectM2 > 0 ? Math.min(1, row.overlapM2 / subjectM2) : 0 }))
    .sort((a, b) => b.overlapM2 - a.overlapM2);
}

/** The verdict that the figures propose (specification 3.4), with its reasons; null where none fits. */
export function proposalOf(result: OverlayResult, rules: Rules) {
  const classM2 = (wanted: (code: string) => boolean): number | null =>
    result.landClasses?.filter(({ classCode }) => wanted(classCode)).reduce((sum, { unionM2 }) => sum + unionM2, 0) ??
    null;
  const figures = {
    areaM2: result.subjectM2,
    farmM2: result.farmGrossM2,
    pbfM2: result.pbfM2,
    constructionM2: classM2((code) => landClass(code)?.threeWay === 'construction'),
    ruralRoadM2: classM2((code) => code === '1006'),
    approvedM2: result.approved?.areaM2 ?? null,
    facilityM2: result.facility?.areaM2 ?? null,
  };
  return proposeVerdicts(figures, null, rules)[0] ?? null;
}
