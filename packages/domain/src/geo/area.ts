import type { SquareMetres } from './brands.ts';
import { cgcs2000, degree } from './ellipsoid.ts';
import { type FlatPolygon, planeOf, ringStart } from './flat.ts';

/** The signed area (counter-clockwise positive) of ring `ring`. */
type RingArea = (p: FlatPolygon, ring: number) => number;

// The direction of rings is not trusted: the first ring of a part counts positive, its other rings negative.
function sumOfParts(p: FlatPolygon, ringArea: RingArea): number {
  let total = 0;
  let ring = 0;
  for (const end of p.partEnds) {
    total += Math.abs(ringArea(p, ring));
    for (ring++; ring < end; ring++) total -= Math.abs(ringArea(p, ring));
  }
  return total;
}

/** Signed area in m² of a ring in the equal-area plane, relative to its first vertex (else 10 digits cancel). */
export function planeRingArea(p: FlatPolygon, ring: number): number {
  const m = planeOf(p);
  const start = 2 * ringStart(p, ring);
  const end = 2 * (p.ringEnds[ring] as number);
  const ox = m[start] as number;
  const oy = m[start + 1] as number;
  let twice = 0;
  let x0 = 0;
  let y0 = 0;
  for (let i = start + 2; i < end; i += 2) {
    const x1 = (m[i] as number) - ox;
    const y1 = (m[i + 1] as number) - oy;
    twice += x0 * y1 - x1 * y0;
    x0 = x1;
    y0 = y1;
  }
  return twice / 2;
}

/**
 * The official ellipsoidal area in m² of a polygon in lon/lat (TD/T 1055-2019 appendix): edges run straight in the
 * equal-area plane, which is what the standard's trapezoids assume, so this is the standard's integral in closed form.
 * Holes subtract whatever their direction.
 */
export function areaM2(p: FlatPolygon): SquareMetres {
  return sumOfParts(p, planeRingArea);
}

const { b, e2 } = cgcs2000;
const e4 = e2 * e2;
const e6 = e4 * e2;
const e8 = e4 * e4;
/** Coefficients A to E of 国土调查办发〔2008〕32号. */
export const seriesCoefficients = [
  1 + (3 / 6) * e2 + (30 / 80) * e4 + (35 / 112) * e6 + (630 / 2304) * e8,
  (1 / 6) * e2 + (15 / 80) * e4 + (21 / 112) * e6 + (420 / 2304) * e8,
  (3 / 80) * e4 + (7 / 112) * e6 + (180 / 2304) * e8,
  (1 / 112) * e6 + (45 / 2304) * e8,
  (5 / 2304) * e8,
] as const;
const [A, B, C, D, E] = seriesCoefficients;

/** Area in m² between one edge and the meridian from which the longitudes (radians) are counted; signed. */
export function seriesTrapezoid(lon1: number, lat1: number, lon2: number, lat2: number): number {
  const half = (lat2 - lat1) / 2;
  const mid = (lat1 + lat2) / 2;
  const sum =
    A * Math.sin(half) * Math.cos(mid) -
    B * Math.sin(3 * half) * Math.cos(3 * mid) +
    C * Math.sin(5 * half) * Math.cos(5 * mid) -
    D * Math.sin(7 * half) * Math.cos(7 * mid) +
    E * Math.sin(9 * half) * Math.cos(9 * mid);
  return b * b * (lon1 + lon2) * sum;
}

function seriesRingArea(p: FlatPolygon, ring: number): number {
  const start = 2 * ringStart(p, ring);
  const end = 2 * (p.ringEnds[ring] as number);
  const lon0 = p.xy[start] as number;
  let area = 0;
  for (let i = start; i + 2 < end; i += 2) {
    area += seriesTrapezoid(
      ((p.xy[i] as number) - lon0) * degree,
      (p.xy[i + 1] as number) * degree,
      ((p.xy[i + 2] as number) - lon0) * degree,
      (p.xy[i + 3] as number) * degree,
    );
  }
  return area;
}

/** As `areaM2`, by the series of 国土调查办发〔2008〕32号 as printed; kept to hold the two together. m². */
export function areaSeriesM2(p: FlatPolygon): SquareMetres {
  return sumOfParts(p, seriesRingArea);
}
