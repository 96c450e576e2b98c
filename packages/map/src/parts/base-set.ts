import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import { baseSource, baseSourceId, baseStyle, drawingOrder } from '../style/base.ts';
import type { Backdrop, BaseLayer } from '../types.ts';
import { Stack } from './stack.ts';

/** Base layers and the optional raster backdrop below them. */
export class BaseSet {
  readonly #map: MapLibreMap;
  readonly #tileBase: string;
  readonly #rasters: Stack;
  readonly #layers: Stack;
  #sources = new Map<string, BaseLayer['data']>();
  #wanted: readonly BaseLayer[] = [];
  #backdrop: Backdrop | null = null;
  #rasterIds: string[] = [];

  constructor(map: MapLibreMap, tileBase: string) {
    this.#map = map;
    this.#tileBase = tileBase;
    this.#rasters = new Stack(map, 'backdrop');
    this.#layers = new Stack(map, 'base');
  }

  get layers(): readonly BaseLayer[] {
    return this.#wanted;
  }
  get backdrop(): Backdrop | null {
    return this.#backdrop;
  }
  get imagery(): boolean {
    return this.#backdrop?.look === 'imagery';
  }
  /** The panel's name of the layer behind a source id; undefined for a source that is no base layer. */
  labelOf(sourceId: string): string | undefined {
    return this.#wanted.find((layer) => baseSourceId(layer) === sourceId)?.label;
  }

  setLayers(layers: readonly BaseLayer[]): void {
    this.#wanted = layers;
    this.#draw();
  }

  setBackdrop(backdrop: Backdrop | null): void {
    this.#rasters.show([]);
    for (const id of this.#rasterIds) this.#map.removeSource(id);
    this.#backdrop = backdrop;
    const rasters = backdrop?.layers ?? [];
    this.#rasterIds = rasters.map((_, n) => `backdrop:${n}`);
    for (const [n, { tiles, maxZoom }] of rasters.entries()) {
      this.#map.addSource(`backdrop:${n}`, { type: 'raster', tiles, tileSize: 256, maxzoom: maxZoom });
    }
    this.#rasters.show(
      this.#rasterIds.map((id) => ({ id, type: 'raster', source: id, paint: { 'raster-fade-duration': 0 } })),
    );
    this.#draw();
  }

  #draw(): void {
    const ordered = drawingOrder(this.#wanted);
    const live = new Set(ordered.map(baseSourceId));
    const stale = [...this.#sources].filter(([id, data]) => {
      const layer = ordered.find((l) => baseSourceId(l) === id);
      return !live.has(id) || layer?.data !== data;
    });
    if (stale.length > 0) this.#layers.show([]);
    for (const [id] of stale) {
      this.#map.removeSource(id);
      this.#sources.delete(id);
    }
    const style: LayerSpecification[] = [];
    for (const layer of ordered) {
      const id = baseSourceId(layer);
      if (!this.#sources.has(id)) {
        // A layer that is switched off costs no request until it is switched on.
        if (!layer.visible) continue;
        this.#map.addSource(id, baseSource(layer, this.#tileBase));
        this.#sources.set(id, layer.data);
      }
      style.push(...baseStyle(layer, this.imagery));
    }
    this.#layers.show(style);
  }
}
