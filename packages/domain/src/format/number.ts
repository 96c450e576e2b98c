import { toFixedHalfUp } from '../geo/round.ts';

/** Minus sign dropped where rounding left nothing: −0.00 would read as a difference. */
const unsigned = (text: string) => (/^-0(\.0+)?$/.test(text) ? text.slice(1) : text);

/** Fixed decimals, half-up, with thousands separators: 2280 → `2,280.0`. Rounds once. */
export function formatFixed(value: number, digits: number): string {
  const text = unsigned(toFixedHalfUp(value, digits));
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** A share as percent, half-up: 0.814 → `81%`. */
export function formatPercent(share: number, digits = 0): string {
  return `${formatFixed(share * 100, digits)}%`;
}

/** A ratio of counts; a zero denominator is 「不适用」, neither 0 % nor 100 % (specification 3.7). */
export function formatRatio(part: number, whole: number, language: 'zh' | 'en' = 'zh'): string {
  if (whole === 0) return language === 'zh' ? '不适用' : 'n/a';
  return formatPercent(part / whole);
}
