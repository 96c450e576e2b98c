import type { LonLat } from './brands.ts';
import { cgcs2000 } from './ellipsoid.ts';
import type { FlatPolygon } from './flat.ts';
import { flatFromRings } from './rings.ts';
import { type Projected, type TransverseMercator, transverseMercator } from './transverse-mercator.ts';

/** A Gauss–Krüger zone of CGCS2000 (EPSG 4491–4554). With `prefixed` the easting starts with the zone number. */
export type GaussZone = {
  readonly epsg: number;
  readonly width: 3 | 6;
  readonly zone: number;
  /** Degrees east. */
  readonly centralMeridian: number;
  readonly prefixed: boolean;
  /** Metres: 500 000, or zone × 10⁶ + 500 000 with prefix. */
  readonly falseEasting: number;
};

function zonesOf(width: 3 | 6, first: number, last: number, epsgPrefixed: number, epsgPlain: number): GaussZone[] {
  const zones: GaussZone[] = [];
  for (const prefixed of [true, false]) {
    for (let zone = first; zone <= last; zone++) {
      zones.push({
        epsg: (prefixed ? epsgPrefixed : epsgPlain) + zone - first,
        width,
        zone,
        centralMeridian: width === 3 ? zone * 3 : zone * 6 - 3,
        prefixed,
        falseEasting: prefixed ? zone * 1e6 + 500000 : 500000,
      });
    }
  }
  return zones;
}

/** All 64 CGCS2000 Gauss–Krüger systems of the EPSG registry: 6° zones 13–23, 3° zones 25–45. */
export const gaussZones: readonly GaussZone[] = [...zonesOf(6, 13, 23, 4491, 4502), ...zonesOf(3, 25, 45, 4513, 4534)];

const byEpsg = new Map(gaussZones.map((zone) => [zone.epsg, zone]));

/** The zone of an EPSG code, undefined for any code that is not 4491–4554. */
export function gaussZone(epsg: number): GaussZone | undefined {
  return byEpsg.get(epsg);
}

/** The zone with this width, central meridian (degrees) and style of easting, if the registry has one. */
export function gaussZoneOf(wanted: Pick<GaussZone, 'width' | 'centralMeridian' | 'prefixed'>): GaussZone | undefined {
  return gaussZones.find(
    (z) => z.width === wanted.width && z.centralMeridian === wanted.centralMeridian && z.prefixed === wanted.prefixed,
  );
}

/** Zone number of a longitude in degrees: 3° zones are round(L/3), 6° zones ⌊L/6⌋ + 1. */
export function zoneOfLongitude(lon: number, width: 3 | 6 = 3): number {
  return width === 3 ? Math.round(lon / 3) : Math.floor(lon / 6) + 1;
}

const projections = new Map<number, TransverseMercator>();

function projectionOf(zone: GaussZone): TransverseMercator {
  const known = projections.get(zone.epsg);
  if (known !== undefined) return known;
  const { a, f } = cgcs2000;
  const { centralMeridian, falseEasting } = zone;
  const made = transverseMercator({ a, f, k0: 1, centralMeridian, falseEasting, falseNorthing: 0 });
  projections.set(zone.epsg, made);
  return made;
}

/** Degrees to metres in a zone: `e` is the Chinese Y (easting, with its prefix), `n` the Chinese X (northing). */
export function toGauss(zone: GaussZone, lon: number, lat: number): Projected {
  return projectionOf(zone).forward(lon, lat);
}

/** Metres in a zone to degrees, EPSG:4490. */
export function fromGauss(zone: GaussZone, e: number, n: number): LonLat {
  const { lon, lat } = projectionOf(zone).inverse(e, n);
  return [lon, lat];
}

/** A polygon given in a zone's plane (parts of rings of metres) as lon/lat; throws as `flatFromRings`. */
export function flatFromGauss(zone: GaussZone, parts: readonly (readonly (readonly Projected[])[])[]): FlatPolygon {
  return flatFromRings(parts.map((rings) => rings.map((ring) => ring.map(({ e, n }) => fromGauss(zone, e, n)))));
}
