import type { PolygonGeometry } from '@shoutian/domain/api';

export type Ground = { kind: 'polygon'; geometry: PolygonGeometry } | { kind: 'point'; point: [number, number] };
export type ParsedGround = Ground | { kind: 'bad'; why: 'unreadable' | 'twoCorners' | 'notDegrees' };

const bad = (why: 'unreadable' | 'twoCorners' | 'notDegrees'): ParsedGround => ({ kind: 'bad', why });

/** Degrees of longitude and latitude inside the country: a pasted 35678234.1 is metres and must be asked about. */
function inCountry([lon, lat]: readonly number[]): boolean {
  return lon !== undefined && lat !== undefined && lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
}

function fromJson(value: unknown): ParsedGround {
  if (typeof value !== 'object' || value === null || !('type' in value)) return bad('unreadable');
  if (value.type === 'FeatureCollection' && 'features' in value && Array.isArray(value.features))
    return value.features.length === 1 ? fromJson(value.features[0]) : bad('unreadable');
  if (value.type === 'Feature' && 'geometry' in value) return fromJson(value.geometry);
  if (!('coordinates' in value) || !Array.isArray(value.coordinates)) return bad('unreadable');
  const flat = value.coordinates.flat(3);
  if (flat.some((one) => typeof one !== 'number')) return bad('unreadable');
  const [lon, lat]: number[] = flat;
  if (lon === undefined || lat === undefined || !inCountry([lon, lat])) return bad('notDegrees');
  if (value.type === 'Point') return { kind: 'point', point: [lon, lat] };
  if (value.type === 'Polygon' || value.type === 'MultiPolygon')
    return { kind: 'polygon', geometry: { type: value.type, coordinates: value.coordinates } as PolygonGeometry };
  return bad('unreadable');
}

/**
 * Reads pasted ground: GeoJSON of one polygon or point, or corners as 「经度 纬度」, one a line (comma, tab or blank
 * between; a leading corner number is skipped). Degrees in CGCS2000; one corner is a point, three and more a polygon.
 */
export function parseGround(text: string): ParsedGround {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    try {
      return fromJson(JSON.parse(trimmed));
    } catch {
      return bad('unreadable');
    }
  }
  const corners: [number, number][] = [];
  for (const line of trimmed.split(/[\n;；]+/)) {
    const numbers = (line.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);
    if (numbers.length === 0) continue;
    const [lon, lat] = numbers.slice(-2);
    if (lon === undefined || lat === undefined) return bad('unreadable');
    if (!inCountry([lon, lat])) return bad('notDegrees');
    corners.push([lon, lat]);
  }
  const [first] = corners;
  const last = corners.at(-1);
  if (first === undefined || last === undefined) return bad('unreadable');
  if (corners.length === 1) return { kind: 'point', point: first };
  const closed = first[0] === last[0] && first[1] === last[1];
  if (corners.length - (closed ? 1 : 0) < 3) return bad('twoCorners');
  return { kind: 'polygon', geometry: { type: 'Polygon', coordinates: [closed ? corners : [...corners, first]] } };
}
