import type { LayerVersionView } from '@shoutian/domain/api';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import { i18next } from '../../i18n/setup.ts';
import type { Tone } from '../../kit/index.ts';

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
