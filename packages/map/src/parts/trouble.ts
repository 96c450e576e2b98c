import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Locale, Trouble } from '../types.ts';
import type { BaseSet } from './base-set.ts';
import { words } from './words.ts';

/** A layer that fails on every tile is reported once in this time, in ms. */
const QUIET_MS = 10_000;

/** Turns MapLibre's errors into sentences that name the layer; the same layer speaks up once in ten seconds. */
export function watchTrouble(map: MapLibreMap, base: BaseSet, locale: Locale, tell: (trouble: Trouble) => void): void {
  const last = new Map<string, number>();
  map.on('error', (event) => {
    const sourceId = 'sourceId' in event && typeof event.sourceId === 'string' ? event.sourceId : '';
    const label = base.labelOf(sourceId) ?? (sourceId.startsWith('backdrop:') ? words(locale).backdrop : null);
    if (label === null) {
      // Not a layer that failed to load: a fault of ours, which must stay visible to whoever develops.
      console.error(event.error);
      return;
    }
    const now = Date.now();
    if (now - (last.get(label) ?? 0) < QUIET_MS) return;
    last.set(label, now);
    tell({ layer: label, message: words(locale).layerFailed(label) });
  });
}
