import { muRounded, roundHalfUp } from '../geo/round.ts';
import { formatFixed } from './number.ts';

/** m² as 亩 with two decimals, half-up once from the unrounded m² (4.4): 2280 → `3.42`. */
export function formatMu(m2: number, digits = 2): string {
  return formatFixed(muRounded(m2, digits), digits);
}

/** m² with grouping; two decimals is the official display, tables may take fewer. */
export function formatM2(m2: number, digits = 2): string {
  return formatFixed(m2, digits);
}

/** m² as 公顷 with four decimals. */
export function formatHectares(m2: number): string {
  return formatFixed(roundHalfUp(m2, 4) / 10_000, 4);
}

/** 亩 first, m² second, as lists and cards show an area; null (not computed) is 「未套合」, never 0. */
export function formatArea(m2: number | null, language: 'zh' | 'en' = 'zh'): string {
  if (m2 === null) return language === 'zh' ? '未套合' : 'not overlaid';
  return language === 'zh' ? `${formatMu(m2)} 亩（${formatM2(m2)} m²）` : `${formatMu(m2)} mu (${formatM2(m2)} m²)`;
}

/** Σ of unrounded areas shown as 亩: sums are never made of rounded parts. */
export function formatMuSum(partsM2: readonly number[]): string {
  return formatMu(partsM2.reduce((sum, part) => sum + part, 0));
}
