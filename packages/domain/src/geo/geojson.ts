import type { FlatPolygon } from './flat.ts';
import { GeometryError } from './geometry-error.ts';
import { flatFromRings, type Position, toRings } from './rings.ts';

/** A GeoJSON polygon in EPSG:4490 longitude/latitude, as it goes over the wire. */
export type PolygonGeoJson =
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Position[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly Position[])[])[] };

/** Anything with a `type`: what a caller may hand in before it is known to be a polygon. */
type MaybePolygon = { readonly type: string; readonly coordinates?: unknown };

function isNested(value: unknown, depth: number): boolean {
  if (depth === 0) return typeof value === 'number';
  return Array.isArray(value) && value.every((item) => isNested(item, depth - 1));
}

function isPolygonGeoJson(geometry: MaybePolygon): geometry is PolygonGeoJson {
  if (geometry.type === 'Polygon') return isNested(geometry.coordinates, 3);
  return geometry.type === 'MultiPolygon' && isNested(geometry.coordinates, 4);
}

/**
 * Reads a GeoJSON Polygon or MultiPolygon. Heights are ignored, unclosed rings closed.
 * Throws `geometry.notPolygon` for another type, `geometry.malformed` for coordinates of the wrong depth,
 * `geometry.notFinite` for a coordinate that is no number.
 */
export function flatFromGeoJson(geometry: MaybePolygon): FlatPolygon {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')
    throw new GeometryError('geometry.notPolygon', `GeoJSON type ${geometry.type}`);
  if (!isPolygonGeoJson(geometry)) throw new GeometryError('geometry.malformed', `coordinates of a ${geometry.type}`);
  return flatFromRings(geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);
}

/** Writes GeoJSON: a Polygon for one part, else a MultiPolygon. */
export function toGeoJson(
  p: FlatPolygon,
):
  | { type: 'Polygon'; coordinates: [number, number][][] }
  | { type: 'MultiPolygon'; coordinates: [number, number][][][] } {
  const parts = toRings(p);
  const only = parts[0];
  return parts.length === 1 && only !== undefined
    ? { type: 'Polygon', coordinates: only }
    : { type: 'MultiPolygon', coordinates: parts };
}
