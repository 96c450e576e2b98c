import type { addPhoto } from '@shoutian/domain/api';
import { type LonLat, lonLat } from '@shoutian/domain/geo';
import type { z } from 'zod';
import type { ExifFacts } from './exif.ts';

export type PhotoBody = z.output<(typeof addPhoto)['body'] & z.ZodType>;

/** One position and one time are used; what the app measured goes before what the camera wrote. Both are kept. */
export interface Chosen {
  takenAt: string | null;
  takenAtSource: 'device' | 'exif' | null;
  position: { lonLat: LonLat; accuracyM: number | null } | null;
  positionSource: 'device' | 'exif' | null;
  devicePosition: LonLat | null;
  exifPosition: LonLat | null;
  bearingDeg: number | null;
}

/** What counts as the photo's time, place and direction. */
export function chosenOf(body: PhotoBody, exif: ExifFacts): Chosen {
  const devicePosition = body.lng === null || body.lat === null ? null : lonLat(body.lng, body.lat);
  const exifPosition = exif.lng === null || exif.lat === null ? null : lonLat(exif.lng, exif.lat);
  // A picture from the album was not taken where the phone is now: only what the file says counts.
  const device = body.imported && exifPosition !== null ? null : devicePosition;
  const takenAt = body.imported ? (exif.takenAt ?? body.takenAt) : (body.takenAt ?? exif.takenAt);
  return {
    takenAt,
    takenAtSource: takenAt === null ? null : takenAt === body.takenAt ? 'device' : 'exif',
    position: device
      ? { lonLat: device, accuracyM: body.accuracyM }
      : exifPosition
        ? { lonLat: exifPosition, accuracyM: exif.accuracyM }
        : null,
    positionSource: device ? 'device' : exifPosition ? 'exif' : null,
    devicePosition: body.imported ? null : devicePosition,
    exifPosition,
    bearingDeg: body.bearingDeg ?? exif.bearingDeg,
  };
}
