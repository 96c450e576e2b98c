import { type BBox, expandBbox, fromGauss, gaussZone } from '../geo/index.ts';

/** How far a delivery may reach over the county's boundary before its coordinate system is doubted. */
const MARGIN_M = 20_000;

/**
 * Do coordinates of a file (x east, y north, as they stand there), read in a system, fall into the county?
 * @param epsg CGCS2000 geographic or Gauss, or WGS84
 * @returns null where it cannot be told: no boundary, no points, another system
 */
export function fallsInto(
  points: readonly (readonly [number, number])[],
  epsg: number | null,
  bounds: BBox | null,
): boolean | null {
  if (bounds === null || epsg === null || points.length === 0) return null;
  const zone = gaussZone(epsg);
  if (!zone && epsg !== 4490 && epsg !== 4326) return null;
  const [w, s, e, n] = expandBbox(bounds, MARGIN_M);
  return points.every(([x, y]) => {
    const [lon, lat] = zone ? fromGauss(zone, x, y) : [x, y];
    return lon >= w && lon <= e && lat >= s && lat <= n;
  });
}
