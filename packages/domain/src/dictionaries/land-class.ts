import { dictionary, type Entry } from './entry.ts';
import { landClassGroups, landClassRows } from './land-class-rows.ts';

/**
 * Code systems of land classes. A code means nothing without its system: 0601 is 工业用地 in the survey and 乡村道路用地 in the
 * planning classification (specification 0.4 trap 7).
 */
export const codeSystems = dictionary([
  { code: 'GTDC3_WORK', zh: '三调工作分类', en: 'Third survey, working classes' },
  { code: 'YDYH', zh: '用地用海分类', en: 'Territorial planning classes' },
]);
export type CodeSystem = (typeof codeSystems.codes)[number];

/** 农用地, 建设用地, 未利用地. */
export const threeWayClasses = dictionary([
  { code: 'agri', zh: '农用地', en: 'Agricultural land' },
  { code: 'construction', zh: '建设用地', en: 'Construction land' },
  { code: 'unused', zh: '未利用地', en: 'Unused land' },
]);
export type ThreeWayClass = (typeof threeWayClasses.codes)[number];

/** One class of the third survey. */
export interface LandClass extends Entry {
  readonly id: string;
  readonly group: string;
  readonly threeWay: ThreeWayClass;
  /** 耕地: the code starts with 01. 可调整 (K) classes are not farmland though they can be returned (4.1). */
  readonly isFarmland: boolean;
  /** 可调整地类, listed apart. */
  readonly adjustable: boolean;
}

const english = (id: string) => {
  const words = id.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const landClasses: readonly LandClass[] = landClassRows.map(([code, zh, id, threeWay, group]) => ({
  code,
  zh,
  en: english(id),
  id,
  group,
  threeWay,
  isFarmland: code.startsWith('01'),
  adjustable: code.endsWith('K'),
}));
export { landClassGroups };

const byCode = new Map(landClasses.map((entry) => [entry.code, entry]));
const byName = new Map(landClasses.map((entry) => [entry.zh, entry]));

/**
 * The class of a code of the third survey. Lower-case suffixes and blanks are forgiven; nothing is guessed from a part
 * of a code, because 0101K would then count as farmland.
 */
export function landClass(code: string): LandClass | undefined {
  return byCode.get(code.trim().toUpperCase());
}

/** The class by its Chinese name, for tables that carry 地类名称 only. */
export function landClassByName(zh: string): LandClass | undefined {
  return byName.get(zh.trim());
}

/** Farmland by code alone, in the third survey's system. An unknown code is not farmland and not an error. */
export function isFarmland(code: string): boolean {
  return landClass(code)?.isFarmland ?? false;
}
