import { seriesTrapezoid } from './area.ts';
import type { SquareMetres } from './brands.ts';
import { degree } from './ellipsoid.ts';
import { roundHalfUp } from './round.ts';
import type { Projected } from './transverse-mercator.ts';
import { fromGauss, type GaussZone } from './zones.ts';

/** Parts of rings of plane coordinates; the first ring of a part is the outer one. Closing points are optional. */
export type ProjectedPolygon = readonly (readonly (readonly Projected[])[])[];

type RingArea = (ring: readonly Projected[]) => number;

function sumOfParts(parts: ProjectedPolygon, ringArea: RingArea): number {
  let total = 0;
  for (const rings of parts)
    rings.forEach((ring, i) => {
      total += (i === 0 ? 1 : -1) * Math.abs(ringArea(ring));
    });
  return total;
}

const longestEdge = 70;
const arcsecond = degree / 3600;
// Tenths of a millimetre and millionths of an arc-second: Math.round is enough, ties do not matter this far down.
const to4 = (metres: number): number => Math.round(metres * 1e4) / 1e4;
const to6 = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

function ringOnEllipsoid(ring: readonly Projected[], zone: GaussZone, roundSteps: boolean): number {
  const length = ring.length;
  let last: readonly [number, number] | null = null;
  let area = 0;
  const meridian = zone.centralMeridian * 3600;
  const step = (e: number, n: number): void => {
    const [lon, lat] = fromGauss(zone, e, n);
    const l = (roundSteps ? to6(lon * 3600) : lon * 3600) - meridian;
    const b = roundSteps ? to6(lat * 3600) : lat * 3600;
    if (last !== null) area += seriesTrapezoid(last[0] * arcsecond, last[1] * arcsecond, l * arcsecond, b * arcsecond);
    last = [l, b];
  };
  for (let i = 0; i < length; i++) {
    const p = ring[i] as Projected;
    const q = ring[(i + 1) % length] as Projected;
    const [e0, n0, e1, n1] = roundSteps ? [to4(p.e), to4(p.n), to4(q.e), to4(q.n)] : [p.e, p.n, q.e, q.n];
    const edge = Math.hypot(e1 - e0, n1 - n0);
    const inserted = edge > longestEdge ? Math.floor(edge / longestEdge) : 0;
    for (let k = 0; k <= inserted; k++) {
      const t = k / (inserted + 1);
      step(e0 + (e1 - e0) * t, n0 + (n1 - n0) * t);
    }
  }
  const start = ring[0];
  if (start !== undefined) step(roundSteps ? to4(start.e) : start.e, roundSteps ? to4(start.n) : start.n);
  return area;
}

/**
 * The official ellipsoidal area in m² of a polygon given in a Gauss plane, by the routine of the third survey:
 * edges over 70 m are divided in the plane, so that straight in the plane and straight for the standard's trapezoids
 * come together. With `roundSteps` (the default) coordinates are rounded to 0.1 mm, latitudes and longitudes to 10⁻⁶″
 * and the area to 0.01 m², as the routine prescribes.
 */
export function areaOfProjectedM2(
  parts: ProjectedPolygon,
  zone: GaussZone,
  options: { roundSteps?: boolean } = {},
): SquareMetres {
  const roundSteps = options.roundSteps ?? true;
  const area = sumOfParts(parts, (ring) => ringOnEllipsoid(ring, zone, roundSteps));
  return roundSteps ? roundHalfUp(area, 2) : area;
}

/** The planar area in m² in whatever plane the coordinates are: some forms want it, and it must be called planar. */
export function planarAreaM2(parts: ProjectedPolygon): SquareMetres {
  return sumOfParts(parts, (ring) => {
    const origin = ring[0] ?? { e: 0, n: 0 };
    let twice = 0;
    ring.forEach((p, i) => {
      const q = ring[(i + 1) % ring.length] ?? origin;
      twice += (p.e - origin.e) * (q.n - origin.n) - (q.e - origin.e) * (p.n - origin.n);
    });
    return twice / 2;
  });
}
