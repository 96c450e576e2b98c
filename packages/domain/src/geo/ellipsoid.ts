/** The CGCS2000 ellipsoid (GB 22021; a and 1/f of EPSG:1024). Lengths in metres. */
const a = 6378137;
const f = 1 / 298.257222101;
const b = a * (1 - f);
const e2 = f * (2 - f);
const ep2 = e2 / (1 - e2);

export const cgcs2000 = { a, f, b, e2, ep2, c: (a * a) / b } as const;

export const degree = Math.PI / 180;

/**
 * The authalic function q of a latitude in radians: a²·q/2 per radian of longitude is the area from the equator.
 * atanh(e·sin B)/e is summed as a series: the closed form loses seven digits to cancellation, and eight terms
 * of (e²sin²B)ⁿ reach the last bit.
 */
export function authalicQ(latRadians: number): number {
  const s = Math.sin(latRadians);
  const w = e2 * s * s;
  const atanhSeries =
    1 + w * (1 / 3 + w * (1 / 5 + w * (1 / 7 + w * (1 / 9 + w * (1 / 11 + w * (1 / 13 + w * (1 / 15)))))));
  return (1 - e2) * s * (1 / (1 - w) + atanhSeries);
}

/** Abscissa in metres of a longitude in degrees in the cylindrical equal-area plane (x = a·L). */
export function planeX(lon: number): number {
  return a * (lon * degree);
}

/** Ordinate in metres of a latitude in degrees in the cylindrical equal-area plane (y = a·q(B)/2). */
export function planeY(lat: number): number {
  return (a * authalicQ(lat * degree)) / 2;
}
