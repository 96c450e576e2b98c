import { areaM2, flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';

export interface Square {
  type: 'Polygon';
  coordinates: [number, number][][];
}

/** A square of `size` degrees with its south-west corner at a place. */
export const square = (lon: number, lat: number, size: number): Square => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});

/** EWKB in hexadecimal, as a statement takes it. */
export const hexOf = (shape: Square): string => Buffer.from(toEwkb(flatFromGeoJson(shape))).toString('hex');

/** Official ellipsoidal area, m². */
export const squareM2 = (shape: Square): number => areaM2(flatFromGeoJson(shape));
