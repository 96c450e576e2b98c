import type { PolygonGeometry } from '@shoutian/domain/api';
import {
  bearingDeg,
  distanceM,
  distanceToPolygonM,
  flatFromGeoJson,
  type LonLat,
  labelPoint,
  pointInPolygon,
} from '@shoutian/domain/geo';

export interface Target {
  geometry: PolygonGeometry | null;
  point: readonly [number, number] | null;
}
/** Way from a place to a piece of ground: metres to its edge, degrees from north to its middle. */
export interface Way {
  metres: number;
  bearing: number;
  inside: boolean;
  middle: LonLat;
}

/** Middle of the ground, surely inside it; null where nobody knows the place. */
export function middleOf({ geometry, point }: Target): LonLat | null {
  if (geometry !== null) return labelPoint(flatFromGeoJson(geometry));
  return point === null ? null : [point[0], point[1]];
}

/** The way there, or null where nobody knows the place. */
export function wayTo(from: { lon: number; lat: number }, target: Target): Way | null {
  const middle = middleOf(target);
  if (middle === null) return null;
  const here: LonLat = [from.lon, from.lat];
  const bearing = bearingDeg(here, middle);
  if (target.geometry === null) return { metres: distanceM(here, middle), bearing, inside: false, middle };
  const ground = flatFromGeoJson(target.geometry);
  const inside = pointInPolygon(here, ground);
  return { metres: inside ? 0 : distanceToPolygonM(here, ground), bearing, inside, middle };
}
