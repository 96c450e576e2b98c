import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import type { Bbox, LonLat } from '../types.ts';
import type { Camera } from './camera.ts';
import type { Records } from './records.ts';

export interface PointerActs {
  /** False while a shape is drawn: clicks then belong to the drawing tool. */
  free(): boolean;
  pick(id: string | null, lonLat: LonLat, set: string | null): void;
  hover(id: string | null): void;
}

/** Clicks pick, a moving mouse hovers, clusters open on a click. Hovering never moves the map. */
export function listenToPointer(map: MapLibreMap, records: Records, camera: Camera, acts: PointerActs): void {
  map.on('click', (event: MapMouseEvent) => {
    if (!acts.free()) return;
    const hit = records.hit(event.point);
    const place: LonLat = [event.lngLat.lng, event.lngLat.lat];
    if (!hit) {
      acts.pick(null, place, null);
    } else if (hit.kind === 'record') {
      acts.pick(hit.record.feature.properties.id, place, hit.record.set);
    } else {
      const { place: at, set, clusterId } = hit;
      records.expansionZoom(set, clusterId).then((zoom) => camera.zoomTo(at, zoom + 0.2, true));
    }
  });

  let last: string | null = null;
  let waiting: MapMouseEvent | null = null;
  const hover = (id: string | null) => {
    if (id === last) return;
    last = id;
    acts.hover(id);
  };
  map.on('mousemove', (event: MapMouseEvent) => {
    // One look a frame: a mouse reports far more often than a screen draws.
    if (!waiting) requestAnimationFrame(() => look());
    waiting = event;
  });
  const look = () => {
    const event = waiting;
    waiting = null;
    if (!event || !acts.free() || !map.loaded) return;
    const hit = records.hit(event.point);
    map.getCanvas().style.cursor = hit ? 'pointer' : '';
    hover(hit?.kind === 'record' ? hit.record.feature.properties.id : null);
  };
  map.on('mouseout', () => {
    waiting = null;
    hover(null);
  });
}

/** Bounds of a Shift-drag, from two opposite screen corners. */
export function boxOf(map: MapLibreMap, a: { x: number; y: number }, b: { x: number; y: number }): Bbox {
  const sw = map.unproject([Math.min(a.x, b.x), Math.max(a.y, b.y)]);
  const ne = map.unproject([Math.max(a.x, b.x), Math.min(a.y, b.y)]);
  return [sw.lng, sw.lat, ne.lng, ne.lat];
}
