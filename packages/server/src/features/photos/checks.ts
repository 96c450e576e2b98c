import {
  byWeight,
  type Check,
  checkPhoto,
  finding,
  type OtherPhoto,
  type PhotoDates,
  type PhotoFacts,
} from '@shoutian/domain/evidence';
import {
  distanceM,
  distanceToPolygonM,
  type FlatPolygon,
  flatFromWkb,
  type LonLat,
  rayHitsPolygon,
} from '@shoutian/domain/geo';
import type { Rules } from '@shoutian/domain/rules';
import type { StoredCheck, SubjectRow } from './queries.ts';

/** How far a camera is taken to look, metres. */
const SIGHT_M = 300;
/** Phone compasses err by 10–20° (specification 3.6): the line of sight is a fan, not a ray. */
const COMPASS_DEG = 15;
/** Two positions of one photo that lie further apart than this do not fit (no phone is that wrong in the open). */
const APART_M = 200;

/** Where a photo was taken against the ground it is about. */
export function sightOf(
  subject: Pick<SubjectRow, 'geom' | 'lng' | 'lat'>,
  at: LonLat | null,
  bearingDeg: number | null,
): { distanceM: number | null; sees: boolean | null } {
  if (at === null) return { distanceM: null, sees: null };
  if (subject.geom !== null) {
    const ground = flatFromWkb(subject.geom);
    return {
      distanceM: distanceToPolygonM(at, ground),
      sees: bearingDeg === null ? null : meets(at, bearingDeg, ground),
    };
  }
  if (subject.lng === null || subject.lat === null) return { distanceM: null, sees: null };
  return { distanceM: distanceM(at, [subject.lng, subject.lat]), sees: null };
}

const meets = (at: LonLat, bearingDeg: number, ground: FlatPolygon): boolean =>
  [0, -COMPASS_DEG, COMPASS_DEG, -COMPASS_DEG / 2, COMPASS_DEG / 2].some(
    (turn) => rayHitsPolygon(at, bearingDeg + turn, ground, SIGHT_M) !== null,
  );

/** Every automatic reason about one photo, what wants a look first. None of them decides anything. */
export function checksOf(
  photo: PhotoFacts,
  found: {
    others: readonly OtherPhoto[];
    /** Photos of the county that were looked through. */
    compared: number;
    dates: PhotoDates;
    exifPosition: LonLat | null;
    devicePosition: LonLat | null;
  },
  rules: Rules,
): Check[] {
  const checks = checkPhoto(photo, found.others, found.dates, rules, found.compared);
  return byWeight([...checks, ...twoPositions(photo.id, found.exifPosition, found.devicePosition)]);
}

/** E04: the app's position against the one that the camera wrote into the file. */
function twoPositions(id: string, exif: LonLat | null, device: LonLat | null): Check[] {
  if (exif === null || device === null) return [];
  const apart = distanceM(exif, device);
  if (apart <= APART_M) return [];
  const metres = Math.round(apart);
  return [
    finding(
      'E04',
      'flag',
      id,
      `应用记的位置和照片里的位置相差 ${metres} 米`,
      `app and file positions are ${metres} m apart`,
      {
        values: { apartM: apart, limitM: APART_M },
        hint: 'F7',
      },
    ),
  ];
}

/** A check as it is stored and travels: a reason with its figures. */
export const wireCheck = (check: Check): StoredCheck => ({
  id: check.id,
  level: check.level,
  reason: check.reason.zh,
  reasonEn: check.reason.en,
  values: { ...check.values },
});
