import { areaM2, destination, flatFromGeoJson, labelPoint, pointInPolygon } from '@shoutian/domain/geo';
import type { Point, Polygon } from 'geojson';
import type { Ground, LonLat } from '../types.ts';

/** Official ellipsoidal area in m², unrounded; 0 for a shape too poor to have one, such as two corners being drawn. */
export function groundAreaM2(geometry: Ground): number {
  try {
    return areaM2(flatFromGeoJson(geometry));
  } catch {
    return 0;
  }
}

/** Whether a place lies in the ground, holes excluded. */
export function groundHolds(geometry: Ground, place: LonLat): boolean {
  return pointInPolygon(place, flatFromGeoJson(geometry));
}

/** A place surely inside the ground, or the point itself. */
export function labelPlace(geometry: Ground | Point): LonLat {
  if (geometry.type === 'Point') return [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0];
  return labelPoint(flatFromGeoJson(geometry));
}

/**
 * Where a pin stands: straight above the label place on the northern edge, so that the plate does not cover the parcel.
 */
export function pinPlace(geometry: Ground | Point): LonLat {
  const [x, y] = labelPlace(geometry);
  if (geometry.type === 'Point') return [x, y];
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  let top = y;
  for (const ring of parts.flatMap((part) => part.slice(0, 1))) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax = 0, ay = 0] = ring[i] ?? [];
      const [bx = 0, by = 0] = ring[i + 1] ?? [];
      if (ax > x === bx > x) continue;
      top = Math.max(top, ay + ((x - ax) / (bx - ax)) * (by - ay));
    }
  }
  return [x, top];
}

/** A circle of `radiusM` metres as a polygon of 48 corners. */
export function circle(centre: LonLat, radiusM: number): Polygon {
  const ring = Array.from({ length: 49 }, (_, i) => [...destination(centre, (i % 48) * 7.5, radiusM)]);
  return { type: 'Polygon', coordinates: [ring] };
}

const WORDS = {
  zh: ['北', '东北', '东', '东南', '南', '西南', '西', '西北'],
  en: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
} as const;

/** A bearing (degrees clockwise from north, any turn) as one of eight words: 东北, north-east. */
export function bearingWord(bearing: number, locale: 'zh' | 'en' = 'zh'): string {
  const eighth = Math.round((((bearing % 360) + 360) % 360) / 45) % 8;
  return WORDS[locale][eighth] ?? WORDS[locale][0];
}
