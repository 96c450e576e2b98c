import type { LayerVersionView } from '@shoutian/domain/api';
import { gaussZone } from '@shoutian/domain/geo';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import { i18next } from '../../i18n/setup.ts';
import type { useTexts } from '../../i18n/texts.ts';
import type { Tone } from '../../kit/index.ts';
import type { layerTexts } from './texts.ts';
import type { InspectedLayer } from './wizard/draft.ts';

type Say = ReturnType<typeof useTexts<keyof (typeof layerTexts)['zh']>>;

export const stateTones: Record<LayerVersionView['state'], Tone> = {
  loading: 'blue',
  active: 'ok',
  retired: 'grey',
  failed: 'red',
};

/** A two-language text in the language of the screen. */
export const inWords = (words: { zh: string; en: string }): string => (i18next.language === 'en' ? words.en : words.zh);

/** Name of a layer kind on screen. */
export const kindName = (kind: LayerKind): string => layerKinds.label(kind, i18next.language === 'en' ? 'en' : 'zh');

/** 202500 → 202,500 */
export const figure = (n: number): string => n.toLocaleString('en-US');

/** A system by its EPSG code, as surveyors call it; `name` for systems that are not ours. */
export function systemName(t: Say, epsg: number, name = ''): string {
  const zone = gaussZone(epsg);
  if (zone)
    return t(zone.prefixed ? 'crsZone' : 'crsMeridian', {
      width: zone.width,
      zone: zone.zone,
      meridian: zone.centralMeridian,
      epsg: `EPSG:${epsg}`,
    });
  if (epsg === 4490) return t('crsDegrees');
  return name === '' ? `EPSG:${epsg}` : `${name} EPSG:${epsg}`;
}

/** The chosen system in words: null is the file's own; undefined while nothing is chosen. */
export function crsInWords(t: Say, epsg: number | null | undefined, layer: InspectedLayer): string | undefined {
  if (epsg === undefined) return undefined;
  if (epsg !== null) return systemName(t, epsg);
  const { crs } = layer;
  if (crs === null) return t('crsNone');
  return crs.epsg === null ? crs.name : systemName(t, crs.epsg, crs.name);
}
