import type { GaussZone } from '@shoutian/domain/geo';

const A = 6378137;
const F = 1 / 298.257222101;
const DEGREES = 180 / Math.PI;

// Krüger's series in the third flattening n, coefficients of n¹…n⁶ (Karney 2011, J. Geodesy 85:475, eq. 36, and the
// series from conformal to geodetic latitude, eq. 22 of the same family as PROJ's tmerc).
const n = F / (2 - F);
const powers = (coefficients: readonly number[], first: number) =>
  coefficients.reduce((sum, c, i) => sum + c * n ** (first + i), 0);
const RADIUS = (A / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256);
const B1 = powers([1 / 2, -2 / 3, 37 / 96, -1 / 360, -81 / 512, 96199 / 604800], 1);
const B2 = powers([1 / 48, 1 / 15, -437 / 1440, 46 / 105, -1118711 / 3870720], 2);
const B3 = powers([17 / 480, -37 / 840, -209 / 4480, 5569 / 90720], 3);
const B4 = powers([4397 / 161280, -11 / 504, -830251 / 7257600], 4);
const B5 = powers([4583 / 161280, -108847 / 3991680], 5);
const B6 = powers([20648693 / 638668800], 6);
const D1 = powers([2, -2 / 3, -2, 116 / 45, 26 / 45, -2854 / 675], 1);
const D2 = powers([7 / 3, -8 / 5, -227 / 45, 2704 / 315, 2323 / 945], 2);
const D3 = powers([56 / 15, -136 / 35, -1262 / 105, 73814 / 2835], 3);
const D4 = powers([4279 / 630, -332 / 35, -399572 / 14175], 4);
const D5 = powers([4174 / 315, -144838 / 6237], 5);
const D6 = powers([601676 / 22275], 6);

/**
 * Turns easting, northing (m) of a CGCS2000 zone into lon, lat (degrees) in place, `vertices` pairs of `xy`.
 * Returns the first vertex that cannot belong to the zone, or -1. Summed by Clenshaw in one sine and one exponential:
 * six times as fast as the readable form in the domain, from which it differs by less than 1e-8 m (tested).
 */
export function gaussInverseInPlace(zone: GaussZone, xy: Float64Array, vertices: number): number {
  const { centralMeridian, falseEasting } = zone;
  for (let i = 0; i < 2 * vertices; i += 2) {
    const xi = (xy[i + 1] as number) / RADIUS;
    const eta = ((xy[i] as number) - falseEasting) / RADIUS;
    // Past 17° from the meridian (0.3) or the pole no Chinese zone reaches: the wrong system was chosen.
    if (!(eta > -0.3 && eta < 0.3 && xi > -1.57 && xi < 1.57)) return i / 2;
    const sin2 = Math.sin(2 * xi);
    const cos2 = Math.cos(2 * xi);
    const exp = Math.exp(2 * eta);
    const sinh2 = (exp - 1 / exp) / 2;
    const cosh2 = (exp + 1 / exp) / 2;
    const ar = 2 * cos2 * cosh2;
    const ai = -2 * sin2 * sinh2;
    let r1 = B6;
    let i1 = 0;
    let r0 = ar * B6 + B5;
    let i0 = ai * B6;
    let r = ar * r0 - ai * i0 - r1 + B4;
    let m = ar * i0 + ai * r0 - i1;
    r1 = ar * r - ai * m - r0 + B3;
    i1 = ar * m + ai * r - i0;
    r0 = ar * r1 - ai * i1 - r + B2;
    i0 = ar * i1 + ai * r1 - m;
    r = ar * r0 - ai * i0 - r1 + B1;
    m = ar * i0 + ai * r0 - i1;
    const sr = sin2 * cosh2;
    const si = cos2 * sinh2;
    const xip = xi - (sr * r - si * m);
    const etap = eta - (sr * m + si * r);
    const cosXi = Math.cos(xip);
    const e = Math.exp(etap);
    const sinhEta = (e - 1 / e) / 2;
    const chi = Math.atan2(Math.sin(xip), Math.sqrt(sinhEta * sinhEta + cosXi * cosXi));
    const s = Math.sin(2 * chi);
    const c = 2 * Math.cos(2 * chi);
    const d5 = c * D6 + D5;
    const d4 = c * d5 - D6 + D4;
    const d3 = c * d4 - d5 + D3;
    const d2 = c * d3 - d4 + D2;
    const d1 = c * d2 - d3 + D1;
    xy[i] = centralMeridian + Math.atan2(sinhEta, cosXi) * DEGREES;
    xy[i + 1] = (chi + s * d1) * DEGREES;
  }
  return -1;
}
