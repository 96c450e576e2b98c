import { degree } from './ellipsoid.ts';

/** A transverse Mercator projection: metres and degrees; `f` is the flattening of its ellipsoid. */
export type TransverseMercatorParams = {
  readonly a: number;
  readonly f: number;
  readonly k0: number;
  readonly centralMeridian: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
};

/** Easting and northing in metres. The Chinese X is the northing, Y the easting. */
export type Projected = { readonly e: number; readonly n: number };

export type TransverseMercator = {
  readonly forward: (lon: number, lat: number) => Projected;
  readonly inverse: (e: number, n: number) => { readonly lon: number; readonly lat: number };
};

// Krüger's series in the third flattening, to the sixth power (Karney 2011, J. Geodesy 85:475, eqs. 35 and 36):
// better than 5 nm within 3,900 km of the central meridian, so every zone of China is exact for our purpose.
function krueger(n: number): { alpha: number[]; beta: number[] } {
  const n2 = n * n;
  const n3 = n2 * n;
  const n4 = n3 * n;
  const n5 = n4 * n;
  const n6 = n5 * n;
  return {
    alpha: [
      n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4 - (127 / 288) * n5 + (7891 / 37800) * n6,
      (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4 + (281 / 630) * n5 - (1983433 / 1935360) * n6,
      (61 / 240) * n3 - (103 / 140) * n4 + (15061 / 26880) * n5 + (167603 / 181440) * n6,
      (49561 / 161280) * n4 - (179 / 168) * n5 + (6601661 / 7257600) * n6,
      (34729 / 80640) * n5 - (3418889 / 1995840) * n6,
      (212378941 / 319334400) * n6,
    ],
    beta: [
      n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - (1 / 360) * n4 - (81 / 512) * n5 + (96199 / 604800) * n6,
      (1 / 48) * n2 + (1 / 15) * n3 - (437 / 1440) * n4 + (46 / 105) * n5 - (1118711 / 3870720) * n6,
      (17 / 480) * n3 - (37 / 840) * n4 - (209 / 4480) * n5 + (5569 / 90720) * n6,
      (4397 / 161280) * n4 - (11 / 504) * n5 - (830251 / 7257600) * n6,
      (4583 / 161280) * n5 - (108847 / 3991680) * n6,
      (20648693 / 638668800) * n6,
    ],
  };
}

/** Forward and inverse of a transverse Mercator projection on any ellipsoid; longitudes and latitudes in degrees. */
export function transverseMercator(params: TransverseMercatorParams): TransverseMercator {
  const { a, f, k0, centralMeridian, falseEasting, falseNorthing } = params;
  const n = f / (2 - f);
  const e2 = f * (2 - f);
  const e = Math.sqrt(e2);
  const radius = (k0 * a * (1 + n ** 2 / 4 + n ** 4 / 64 + n ** 6 / 256)) / (1 + n);
  const { alpha, beta } = krueger(n);

  // Tangent of the conformal latitude from the tangent of the geodetic one.
  const conformal = (tau: number): number => {
    const sigma = Math.sinh(e * Math.atanh((e * tau) / Math.hypot(1, tau)));
    return tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
  };
  const geodetic = (target: number): number => {
    let tau = target / (1 - e2);
    for (let i = 0; i < 6; i++) {
      const at = conformal(tau);
      const step = ((target - at) * (1 + (1 - e2) * tau * tau)) / ((1 - e2) * Math.hypot(1, at) * Math.hypot(1, tau));
      tau += step;
      if (Math.abs(step) < 1e-14 * Math.max(1, Math.abs(tau))) break;
    }
    return tau;
  };

  return {
    forward(lon, lat) {
      const lambda = (lon - centralMeridian) * degree;
      const tau = conformal(Math.tan(lat * degree));
      const xi = Math.atan2(tau, Math.cos(lambda));
      const eta = Math.asinh(Math.sin(lambda) / Math.hypot(tau, Math.cos(lambda)));
      let x = xi;
      let y = eta;
      for (let j = 0; j < alpha.length; j++) {
        const c = alpha[j] as number;
        const k = 2 * (j + 1);
        x += c * Math.sin(k * xi) * Math.cosh(k * eta);
        y += c * Math.cos(k * xi) * Math.sinh(k * eta);
      }
      return { e: falseEasting + radius * y, n: falseNorthing + radius * x };
    },
    inverse(easting, northing) {
      const x = (northing - falseNorthing) / radius;
      const y = (easting - falseEasting) / radius;
      let xi = x;
      let eta = y;
      for (let j = 0; j < beta.length; j++) {
        const c = beta[j] as number;
        const k = 2 * (j + 1);
        xi -= c * Math.sin(k * x) * Math.cosh(k * y);
        eta -= c * Math.cos(k * x) * Math.sinh(k * y);
      }
      const sinhEta = Math.sinh(eta);
      const tau = geodetic(Math.sin(xi) / Math.hypot(sinhEta, Math.cos(xi)));
      return {
        lon: centralMeridian + Math.atan2(sinhEta, Math.cos(xi)) / degree,
        lat: Math.atan(tau) / degree,
      };
    },
  };
}
