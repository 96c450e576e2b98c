import { gaussZone, gaussZones } from '@shoutian/domain/geo';
import type { Say } from '../../i18n/texts.ts';
import type { batchTexts } from './texts.ts';

type Words = Say<keyof typeof batchTexts.zh & string>;

/** A coordinate system in words: 「CGCS2000 3度带 35 带（中央经线 105°，带带号）」. */
export function crsWords(epsg: number, t: Words): string {
  const zone = gaussZone(epsg);
  if (!zone) return epsg === 4490 || epsg === 4326 ? t('degrees') : `EPSG:${epsg}`;
  return t('zone', {
    width: zone.width,
    zone: zone.zone,
    cm: zone.centralMeridian,
    prefix: zone.prefixed ? t('withPrefix') : '',
  });
}

/** Systems a person may choose by hand: degrees first, then the three-degree zones that cover the country. */
export const choosableCrs: readonly number[] = [
  4490,
  ...gaussZones.filter(({ width }) => width === 3).map(({ epsg }) => epsg),
];
