/**
 * Colours of the map. They are the values of the design tokens `--lc-*`, `--map-*` and the state colours;
 * MapLibre cannot read CSS variables, so they stand here as literals.
 */
export const PALETTE = {
  paper: '#eef0e6',
  parcelLine: '#b8b28e',
  ink: '#1b2620',
  inkMap: '#3d4a41',
  casing: '#ffffff',
  pbf: '#2e7d4f',
  eco: '#00695c',
  urban: '#6a3d8f',
  approved: '#1b5a8a',
  suspect: '#c8321f',
  selected: '#0b57d0',
  facility: '#6f4f9b',
  red: '#b3261e',
  amberMark: '#9a5b00',
  ok: '#1e6b43',
  blue: '#1b5a8a',
  purple: '#6a3d8f',
  grey: '#55625b',
} as const;

/** One swatch of the land-class legend; `codes` are two- or four-digit prefixes of 三调 codes. */
export interface LandClassGroup {
  id: string;
  label: string;
  labelEn: string;
  colour: string;
  codes: readonly string[];
}

/** The legend's land classes. Wetland codes of 三调 (0303, 0402, 1105 …) are drawn with what they look like on the ground. */
export const LAND_CLASSES: readonly LandClassGroup[] = [
  { id: '0101', label: '水田', labelEn: 'Paddy', colour: '#f2efc4', codes: ['0101'] },
  { id: '0102', label: '水浇地', labelEn: 'Irrigated', colour: '#f6ecc0', codes: ['0102'] },
  { id: '0103', label: '旱地', labelEn: 'Dry land', colour: '#efe2b0', codes: ['0103'] },
  { id: '02', label: '园地', labelEn: 'Orchard', colour: '#e2d2a2', codes: ['02'] },
  { id: '03', label: '林地', labelEn: 'Forest', colour: '#c8dbbd', codes: ['03'] },
  { id: '04', label: '草地', labelEn: 'Grass', colour: '#dce8c8', codes: ['04'] },
  { id: '0702', label: '宅基地', labelEn: 'Homestead', colour: '#e9cdc2', codes: ['0702'] },
  { id: '05', label: '建设', labelEn: 'Built-up', colour: '#e3bfae', codes: ['05', '06', '0701', '08', '09'] },
  { id: '1202', label: '设施', labelEn: 'Facility', colour: '#d7cbe3', codes: ['1202'] },
  { id: '10', label: '交通', labelEn: 'Transport', colour: '#dcd9d2', codes: ['10'] },
  {
    id: '11',
    label: '水域',
    labelEn: 'Water',
    colour: '#bdd8e6',
    codes: ['11', '0303', '0304', '0306', '0402', '0603'],
  },
  { id: '12', label: '其他', labelEn: 'Other', colour: '#e6e3d8', codes: ['12', '00'] },
];

const byCode = new Map(LAND_CLASSES.flatMap((group) => group.codes.map((code) => [code, group] as const)));
const OTHER = '#e6e3d8';

/**
 * The legend group of a land-class code, by its first four digits, then by its first two.
 * Suffixes (0201K, 08H2A) are ignored. Undefined for a code outside the classification.
 */
export function landClassGroup(code: string): LandClassGroup | undefined {
  const four = code.slice(0, 4);
  // Plain 01 without a second level counts as dry land's neighbour: the palest farmland.
  if (four === '01') return byCode.get('0101');
  return byCode.get(four) ?? byCode.get(code.slice(0, 2));
}

/** Fill colour of a land-class code; the colour of 其他 for a code outside the classification. */
export function landClassColour(code: string): string {
  return landClassGroup(code)?.colour ?? OTHER;
}

/** `rgba()` text of a `#rrggbb` colour with an opacity of 0 to 1. */
export function withAlpha(hex: string, alpha: number): string {
  const n = Number.parseInt(hex.slice(1, 7), 16);
  return `rgba(${n >> 16}, ${(n >> 8) & 255}, ${n & 255}, ${alpha})`;
}
