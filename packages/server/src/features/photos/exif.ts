import { shanghaiDay } from '@shoutian/domain/deadlines';
import exifr from 'exifr';

/** What a file says of itself, apart from what the app measured. Degrees, metres, ISO instants; null where it says nothing. */
export interface ExifFacts {
  readonly takenAt: string | null;
  readonly lng: number | null;
  readonly lat: number | null;
  readonly accuracyM: number | null;
  readonly altitudeM: number | null;
  readonly bearingDeg: number | null;
  readonly device: string | null;
  readonly software: string | null;
  /** The tags that are kept: none that names a person or a camera's serial number. */
  readonly tags: Readonly<Record<string, string | number>>;
}

const kept = [
  'Make',
  'Model',
  'Software',
  'Orientation',
  'ModifyDate',
  'DateTimeOriginal',
  'CreateDate',
  'OffsetTimeOriginal',
  'OffsetTime',
  'ExifImageWidth',
  'ExifImageHeight',
  'FocalLengthIn35mmFormat',
  'GPSDateStamp',
  'GPSTimeStamp',
  'GPSImgDirection',
  'GPSImgDirectionRef',
  'GPSAltitude',
  'GPSAltitudeRef',
  'GPSHPositioningError',
  'latitude',
  'longitude',
] as const;

const none: ExifFacts = {
  takenAt: null,
  lng: null,
  lat: null,
  accuracyM: null,
  altitudeM: null,
  bearingDeg: null,
  device: null,
  software: null,
  tags: {},
};

/**
 * Reads the tags of a photo file. A file without them, or with broken ones, has none: that is not a fault of the photo.
 * @param file path of the original bytes
 */
export async function readExif(file: string): Promise<ExifFacts> {
  const raw = await exifr
    .parse(file, {
      tiff: true,
      exif: true,
      gps: true,
      xmp: false,
      icc: false,
      iptc: false,
      makerNote: false,
      userComment: false,
      // Dates stay text: revived they would take the server's own time zone.
      reviveValues: false,
      translateValues: false,
    })
    .catch(() => undefined);
  if (raw === undefined || raw === null) return none;
  const tags = keptTags(raw as Readonly<Record<string, unknown>>);
  const number = (name: string): number | null => (typeof tags[name] === 'number' ? tags[name] : null);
  const [lat, lng] = [inRange(number('latitude'), 90), inRange(number('longitude'), 180)];
  // 0, 0 in the Gulf of Guinea is what a phone writes that had no fix.
  const placed = lat !== null && lng !== null && !(lat === 0 && lng === 0);
  const altitude = number('GPSAltitude');
  const bearing = number('GPSImgDirection');
  const device = [tags['Make'], tags['Model']].filter((part) => part !== undefined).join(' ');
  return {
    takenAt: instantOf(tags),
    lng: placed ? lng : null,
    lat: placed ? lat : null,
    accuracyM: number('GPSHPositioningError'),
    altitudeM: altitude === null ? null : number('GPSAltitudeRef') === 1 ? -altitude : altitude,
    // A magnetic bearing is some degrees off true north (up to 10° in China): left as it is, the check allows for more.
    bearingDeg: bearing === null ? null : ((bearing % 360) + 360) % 360,
    device: device === '' ? null : device.slice(0, 120),
    software: typeof tags['Software'] === 'string' ? tags['Software'].slice(0, 120) : null,
    tags,
  };
}

const inRange = (value: number | null, limit: number): number | null =>
  value === null || !Number.isFinite(value) || Math.abs(value) > limit ? null : value;

function keptTags(raw: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const tags: Record<string, string | number> = {};
  for (const name of kept) {
    const value = raw[name];
    if (typeof value === 'number' && Number.isFinite(value)) tags[name] = value;
    // A zero byte cannot be stored in a json column; tags of broken cameras end with them.
    else if (typeof value === 'string') tags[name] = value.replaceAll('\u0000', '').trim().slice(0, 200);
    else if (value instanceof Uint8Array && value.length === 1) tags[name] = value[0] ?? 0;
    else if (Array.isArray(value) && value.every((part) => typeof part === 'number')) tags[name] = value.join(':');
  }
  return tags;
}

/** `2026:11:20 16:21:00` by the camera's clock; without an offset it is the time of China, where these photos are taken. */
function instantOf(tags: Readonly<Record<string, string | number>>): string | null {
  const text = tags['DateTimeOriginal'] ?? tags['CreateDate'];
  const parts = typeof text === 'string' ? /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}:\d{2}:\d{2})/.exec(text) : null;
  if (!parts) return null;
  const offset = String(tags['OffsetTimeOriginal'] ?? tags['OffsetTime'] ?? '');
  const zone = /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00';
  const ms = Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`);
  return Number.isNaN(ms) || shanghaiDay(ms) < '1990-01-01' ? null : new Date(ms).toISOString();
}
