import { shanghaiDay } from '../deadlines/day.ts';
import type { PhotoKind, PhotoStage } from '../dictionaries/photo.ts';
import { formatInstant } from '../format/day.ts';
import { formatFixed } from '../format/number.ts';
import type { LonLat } from '../geo/brands.ts';
import type { Rules } from '../rules/rows.ts';
import { type Check, finding } from './check.ts';
import { hammingDistance, isFlatHash } from './hash.ts';

/** What is known of a photo. Metres, degrees from true north, ISO instants; null where nobody measured. */
export interface PhotoFacts {
  readonly id: string;
  readonly sha256: string;
  /** Perceptual hash, 16 hex digits. */
  readonly phash: string | null;
  readonly kind: PhotoKind;
  readonly stage: PhotoStage;
  /** By the device's clock. */
  readonly takenAt: string | null;
  /** By the server's clock. */
  readonly receivedAt: string;
  /** Device clock minus server clock at the time of sending, seconds. */
  readonly driftSeconds: number | null;
  readonly position: { readonly lonLat: LonLat; readonly accuracyM: number | null } | null;
  readonly bearingDeg: number | null;
  /** To the parcel: 0 inside, else to its edge. */
  readonly distanceM: number | null;
  readonly inVillage: boolean | null;
  /** Whether the line of sight meets the parcel; null without a bearing. */
  readonly sees: boolean | null;
  /** Picked from an album instead of taken in the app. */
  readonly imported: boolean;
}

/** Another photo, of this or any other problem. */
export interface OtherPhoto {
  readonly id: string;
  readonly sha256: string;
  readonly phash: string | null;
  /** Number of the problem or clue that it belongs to. */
  readonly recordNo: string;
}

/** Photos are counted so far: how many more a county has tells nothing that is worth reading them all. */
export const COUNTED_TO = 10_000;

/**
 * E01: the same or nearly the same photo elsewhere. Exact equality needs no threshold and blocks.
 * @param others photos that may be alike, such as an index finds them
 * @param among how many were looked through to find these, all of them unless said; counted up to COUNTED_TO
 */
export function checkDuplicate(
  photo: PhotoFacts,
  others: readonly OtherPhoto[],
  rules: Rules,
  among: number = others.length,
): Check {
  const rest = others.filter((other) => other.id !== photo.id);
  const compared = Math.max(among, rest.length);
  const exact = rest.find((other) => other.sha256 === photo.sha256);
  if (exact)
    return finding(
      'E01',
      'block',
      photo.id,
      `和 ${exact.recordNo} 的照片是同一个文件`,
      `the same file as a photo of ${exact.recordNo}`,
      {
        values: { otherId: exact.id, distance: 0, compared },
        hint: 'F6',
      },
    );
  const limit = rules.use('photo.hashDistance');
  const own = photo.phash;
  const comparable =
    own === null || isFlatHash(own) ? [] : rest.filter((other) => other.phash !== null && !isFlatHash(other.phash));
  const nearest = comparable
    .map((other) => ({ other, distance: hammingDistance(own ?? '', other.phash ?? '') }))
    .reduce<{ other: OtherPhoto; distance: number } | null>(
      (best, each) => (best === null || each.distance < best.distance ? each : best),
      null,
    );
  const values = {
    otherId: nearest?.other.id ?? null,
    distance: nearest?.distance ?? null,
    compared,
    limit: limit.value,
  };
  if (nearest !== null && nearest.distance <= limit.value)
    return finding(
      'E01',
      limit.blocks ? 'block' : 'flag',
      photo.id,
      `和 ${nearest.other.recordNo} 的照片很像（指纹距离 ${nearest.distance}，规则 ${limit.value}）`,
      `very like a photo of ${nearest.other.recordNo} (hash distance ${nearest.distance}, rule ${limit.value})`,
      { values, hint: 'F6', rule: 'photo.hashDistance' },
    );
  const note = nearest === null ? '' : `，最近距离 ${nearest.distance}`;
  return finding(
    'E01',
    'ok',
    photo.id,
    `没有重复，与 ${formatFixed(compared, 0)} 张${compared >= COUNTED_TO ? '以上' : ''}比对${note}`,
    `no duplicate among ${compared}${compared >= COUNTED_TO ? ' or more' : ''}`,
    { values },
  );
}

/** Days that a photo's time is held against. */
export interface PhotoDates {
  /** 后时相 of the clue. */
  readonly imageAfterOn: string | null;
  readonly demolishedOn: string | null;
}

/** E02: the time of taking against the image, the demolition and the receipt. */
export function checkTime(photo: PhotoFacts, dates: PhotoDates): Check {
  if (photo.takenAt === null) return finding('E02', 'warn', photo.id, '照片没有拍摄时间', 'the photo has no time');
  const taken = shanghaiDay(photo.takenAt);
  const values = {
    takenAt: photo.takenAt,
    receivedAt: photo.receivedAt,
    imageAfterOn: dates.imageAfterOn,
    demolishedOn: dates.demolishedOn,
  };
  const flag = (zh: string, en: string) => finding('E02', 'flag', photo.id, zh, en, { values, hint: 'F11' });
  const { stage } = photo;
  if (Date.parse(photo.takenAt) - (photo.driftSeconds ?? 0) * 1000 > Date.parse(photo.receivedAt) + 60_000)
    return flag(`拍摄时间 ${formatInstant(photo.takenAt)} 晚于收到时间`, `taken after it was received`);
  if ((stage === 'after' || stage === 'lookBack') && dates.demolishedOn !== null && taken < dates.demolishedOn)
    return flag(
      `整改后照片拍于 ${taken}，早于拆除日 ${dates.demolishedOn}`,
      `an after-photo of ${taken}, before the demolition on ${dates.demolishedOn}`,
    );
  if (stage === 'before' && dates.demolishedOn !== null && taken > dates.demolishedOn)
    return flag(
      `整改前照片拍于 ${taken}，晚于拆除日 ${dates.demolishedOn}`,
      `a before-photo of ${taken}, after the demolition on ${dates.demolishedOn}`,
    );
  if (stage !== 'before' && dates.imageAfterOn !== null && taken < dates.imageAfterOn)
    return flag(
      `拍于 ${taken}，早于影像 ${dates.imageAfterOn}`,
      `taken ${taken}, before the image of ${dates.imageAfterOn}`,
    );
  return finding(
    'E02',
    'ok',
    photo.id,
    `拍于 ${formatInstant(photo.takenAt)}`,
    `taken ${formatInstant(photo.takenAt)}`,
    { values },
  );
}

/** E03: a key photo from an album. */
export function checkSource(photo: PhotoFacts): Check {
  return photo.imported
    ? finding('E03', 'warn', photo.id, '从相册选入，不是应用内拍摄', 'picked from an album, not taken in the app')
    : finding('E03', 'ok', photo.id, '应用内拍摄，原图与指纹一致', 'taken in the app, original matches its hash');
}

/** E04: place of taking against the parcel and the village. A poor position is told apart from a wrong place. */
export function checkPlace(photo: PhotoFacts, rules: Rules): Check {
  const limit = rules.use('photo.distanceM');
  const accuracy = photo.position?.accuracyM ?? null;
  const values = { distanceM: photo.distanceM, accuracyM: accuracy, limitM: limit.value };
  if (photo.position === null || photo.distanceM === null)
    return finding('E04', 'warn', photo.id, '照片没有位置', 'the photo has no position', { values });
  const metres = Math.round(photo.distanceM);
  if (photo.distanceM > limit.value)
    return finding(
      'E04',
      'flag',
      photo.id,
      `在图斑外 ${metres} 米（规则 ${limit.value} 米）`,
      `${metres} m outside the parcel (rule ${limit.value} m)`,
      {
        values,
        hint: 'F7',
        rule: 'photo.distanceM',
      },
    );
  if (photo.inVillage === false)
    return finding('E04', 'flag', photo.id, '拍摄点不在这个村', 'taken outside the village', { values, hint: 'F7' });
  const accuracyLimit = rules.value('photo.accuracyM');
  if (accuracy !== null && accuracy > accuracyLimit)
    return finding(
      'E04',
      'warn',
      photo.id,
      `定位误差 ${Math.round(accuracy)} 米（规则 ${accuracyLimit} 米）`,
      `position uncertain by ${Math.round(accuracy)} m (rule ${accuracyLimit} m)`,
      {
        values,
        rule: 'photo.accuracyM',
      },
    );
  const zh = photo.distanceM === 0 ? '在图斑内' : `在图斑外 ${metres} 米，规则 ${limit.value} 米内`;
  return finding(
    'E04',
    'ok',
    photo.id,
    zh,
    photo.distanceM === 0 ? 'inside the parcel' : `${metres} m outside, within the rule`,
    { values, rule: 'photo.distanceM' },
  );
}

/** E06: does the line of sight meet the parcel? Compasses err by 10–20°, so this only wants a look. */
export function checkView(photo: PhotoFacts): Check {
  const values = { bearingDeg: photo.bearingDeg };
  if (photo.sees === null)
    return finding('E06', 'info', photo.id, '照片没有朝向', 'the photo has no bearing', { values });
  return photo.sees
    ? finding('E06', 'ok', photo.id, '视线穿过图斑', 'the line of sight meets the parcel', { values })
    : finding(
        'E06',
        'warn',
        photo.id,
        '视线没有穿过图斑（指南针误差约 ±15°）',
        'the line of sight misses the parcel (compass ±15°)',
        { values },
      );
}

/** E08: the phone's clock against the server's at sending. */
export function checkClock(photo: PhotoFacts, rules: Rules): Check {
  const limit = rules.value('photo.clockDriftSeconds');
  const drift = photo.driftSeconds;
  if (drift === null) return finding('E08', 'info', photo.id, '没有对过手机时间', 'the phone clock was not compared');
  const minutes = Math.round(Math.abs(drift) / 60);
  const values = { driftSeconds: drift, limitSeconds: limit };
  return Math.abs(drift) > limit
    ? finding(
        'E08',
        'warn',
        photo.id,
        `手机比服务器${drift < 0 ? '慢' : '快'} ${minutes} 分钟`,
        `the phone is ${minutes} min ${drift < 0 ? 'slow' : 'fast'}`,
        { values, rule: 'photo.clockDriftSeconds' },
      )
    : finding('E08', 'ok', photo.id, '手机时间正常', 'the phone clock is right', { values });
}

/** All checks of one photo, in the order of their ids. `among` as in `checkDuplicate`. */
export function checkPhoto(
  photo: PhotoFacts,
  others: readonly OtherPhoto[],
  dates: PhotoDates,
  rules: Rules,
  among?: number,
): Check[] {
  return [
    checkDuplicate(photo, others, rules, among),
    checkTime(photo, dates),
    checkSource(photo),
    checkPlace(photo, rules),
    checkView(photo),
    checkClock(photo, rules),
  ];
}
