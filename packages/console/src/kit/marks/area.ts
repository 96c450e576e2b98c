const MU_PER_M2 = 3 / 2000;

/** Square metres in 亩 to two decimals, rounded once from the unrounded value, thousands separated. */
export function muText(areaM2: number): string {
  return group((areaM2 * MU_PER_M2).toFixed(2));
}

/** Square metres to one decimal, thousands separated. */
export function m2Text(areaM2: number): string {
  return group(areaM2.toFixed(1));
}

function group(fixed: string): string {
  const [whole = '', decimals] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
