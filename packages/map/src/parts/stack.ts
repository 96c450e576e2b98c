import type { GeoJSON } from 'geojson';
import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { type Slot, slotId } from '../style/slots.ts';

const EMPTY: GeoJSON = { type: 'FeatureCollection', features: [] };

/**
 * The layers of one storey, kept in step with a wanted list: what is gone is taken away, what changed is drawn anew,
 * what is the same stays untouched, so that switching one layer does not make the rest flicker.
 */
export class Stack {
  readonly #map: MapLibreMap;
  readonly #slot: Slot;
  #drawn: { id: string; text: string }[] = [];

  constructor(map: MapLibreMap, slot: Slot) {
    this.#map = map;
    this.#slot = slot;
  }

  /** Draws `wanted`, bottom first. Their sources must exist. */
  show(wanted: readonly LayerSpecification[]): void {
    const next = wanted.map((layer) => ({ id: layer.id, text: JSON.stringify(layer) }));
    const same = (a: { id: string; text: string } | undefined, b: { text: string } | undefined) => a?.text === b?.text;
    let keep = 0;
    while (keep < next.length && same(next[keep], this.#drawn[keep])) keep++;
    // From the first difference upwards everything is put back in order; below it nothing moves.
    for (const { id } of this.#drawn.slice(keep)) this.#map.removeLayer(id);
    for (const layer of wanted.slice(keep)) this.#map.addLayer(layer, slotId(this.#slot));
    this.#drawn = next;
  }
}

/** Adds an empty GeoJSON source unless it is there. */
export function ensureGeoJson(map: MapLibreMap, id: string): void {
  if (!map.getSource(id)) map.addSource(id, { type: 'geojson', data: EMPTY, maxzoom: 18, tolerance: 0.1 });
}

/** Replaces the features of a GeoJSON source; null empties it. A source that is not there is left alone. */
export function putGeoJson(map: MapLibreMap, id: string, data: GeoJSON | null): void {
  map.getSource<GeoJSONSource>(id)?.setData(data ?? EMPTY);
}
