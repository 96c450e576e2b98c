import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap, Point as ScreenPoint } from 'maplibre-gl';
import { PICK_SOURCES, pickedPinStyle, pickedStyle } from '../style/picked.ts';
import { groundStyle, pinSource, pinStyle, recordSources } from '../style/records.ts';
import type { Bbox, Locale, LonLat, Look, MarkedCollection } from '../types.ts';
import { RecordStore, type StoredRecord } from './record-store.ts';
import { ensureGeoJson, putGeoJson, Stack } from './stack.ts';

/** Half of the 28 px tap target around a pin's foot (ui rule: at least 24 px even when the parcel is smaller). */
const TAP_PX = 14;

/** What lies under the pointer. */
export type Hit =
  | { kind: 'record'; record: StoredRecord }
  | { kind: 'cluster'; set: string; clusterId: number; place: LonLat };

/** Record sets on the map: ground, pins, hover, ticks and the one selection. */
export class Records {
  readonly store = new RecordStore();
  readonly #map: MapLibreMap;
  readonly #locale: Locale;
  readonly #ground: Stack;
  readonly #picked: Stack;
  readonly #pins: Stack;
  readonly #looks = new Map<string, Look>();
  #imagery = false;
  #selected: string | null = null;
  #ticked: readonly string[] = [];

  constructor(map: MapLibreMap, locale: Locale) {
    this.#map = map;
    this.#locale = locale;
    this.#ground = new Stack(map, 'ground');
    this.#picked = new Stack(map, 'picked');
    this.#pins = new Stack(map, 'pins');
    for (const id of Object.values(PICK_SOURCES)) ensureGeoJson(map, id);
    this.draw(false);
  }

  get selected(): string | null {
    return this.#selected;
  }

  put(set: string, look: Look, collection: MarkedCollection | null): void {
    const { ground, pins } = recordSources(set);
    this.store.put(set, look, collection);
    if (collection) {
      ensureGeoJson(this.#map, ground);
      if (!this.#map.getSource(pins)) this.#map.addSource(pins, pinSource());
      const areas = collection.features.filter((f) => f.geometry.type !== 'Point');
      putGeoJson(this.#map, ground, { type: 'FeatureCollection', features: areas });
      putGeoJson(this.#map, pins, this.store.pins(set));
      this.#looks.set(set, look);
      this.draw(this.#imagery);
    } else if (this.#looks.delete(set)) {
      this.draw(this.#imagery);
      this.#map.removeSource(ground);
      this.#map.removeSource(pins);
    }
    this.select(this.#selected);
    this.tick(this.#ticked);
  }

  draw(imagery: boolean): void {
    this.#imagery = imagery;
    const sets = [...this.#looks];
    this.#ground.show(sets.flatMap(([set, look]) => groundStyle(set, look, imagery)));
    this.#picked.show(pickedStyle(imagery));
    this.#pins.show([...sets.flatMap(([set, look]) => pinStyle(set, look, this.#locale)), ...pickedPinStyle()]);
  }

  select(id: string | null): void {
    this.#selected = id;
    const record = id === null ? undefined : this.store.get(id);
    putGeoJson(this.#map, PICK_SOURCES.selected, record ? pickedFeature(record) : null);
    putGeoJson(this.#map, PICK_SOURCES.pin, record ? pickedPin(record) : null);
  }

  hover(id: string | null): void {
    const record = id === null || id === this.#selected ? undefined : this.store.get(id);
    putGeoJson(this.#map, PICK_SOURCES.hover, record ? record.feature : null);
  }

  tick(ids: readonly string[]): void {
    this.#ticked = ids;
    const features = ids.flatMap((id) => this.store.get(id)?.feature ?? []);
    putGeoJson(this.#map, PICK_SOURCES.ticked, { type: 'FeatureCollection', features } as FeatureCollection);
  }

  /** What a click at a screen point means: a pin or cluster, then the ground, then the nearest pin foot within reach. */
  hit(point: ScreenPoint): Hit | null {
    const layers = [...this.#looks.keys()].flatMap((set) => {
      const { pins } = recordSources(set);
      return [`${pins}:pin`, `${pins}:cluster`];
    });
    const [top] = this.#map.queryRenderedFeatures(point, { layers: [`${PICK_SOURCES.pin}:label`, ...layers] });
    if (top) {
      const { id, cluster_id: clusterId } = top.properties;
      const record = typeof id === 'string' ? this.store.get(id) : undefined;
      if (record) return { kind: 'record', record };
      if (typeof clusterId === 'number' && top.geometry.type === 'Point') {
        const [lon = 0, lat = 0] = top.geometry.coordinates;
        return { kind: 'cluster', set: top.source.replace(/^rec:|:pins$/g, ''), clusterId, place: [lon, lat] };
      }
    }
    const { lng, lat } = this.#map.unproject(point);
    const record = this.store.at([lng, lat]) ?? this.#nearestPin(point);
    return record ? { kind: 'record', record } : null;
  }

  /** The zoom at which a cluster falls apart. */
  async expansionZoom(set: string, clusterId: number): Promise<number> {
    const source = this.#map.getSource<GeoJSONSource>(recordSources(set).pins);
    return source ? source.getClusterExpansionZoom(clusterId) : this.#map.getZoom() + 2;
  }

  #nearestPin(point: ScreenPoint): StoredRecord | undefined {
    const sw = this.#map.unproject([point.x - TAP_PX, point.y + TAP_PX]);
    const ne = this.#map.unproject([point.x + TAP_PX, point.y - TAP_PX]);
    const box: Bbox = [sw.lng, sw.lat, ne.lng, ne.lat];
    const far = ({ pin: [lng, lat] }: StoredRecord) => this.#map.project({ lng, lat }).dist(point);
    return this.store
      .pinsIn(box)
      .filter((record) => far(record) <= TAP_PX)
      .sort((a, b) => far(a) - far(b))[0];
  }
}

function pickedFeature({ feature, look }: StoredRecord) {
  const { mark } = feature.properties;
  const ended = mark === 'finished' || mark === 'closed';
  const hatch = look === 'marked' ? (ended ? null : `hatch:${mark}`) : look === 'suspect' ? 'hatch:suspect' : null;
  return { ...feature, properties: { id: feature.properties.id, ...(hatch ? { hatch } : {}) } };
}

function pickedPin({ feature, look, pin }: StoredRecord) {
  const { no, mark, id } = feature.properties;
  const image = look === 'marked' ? `pick:${mark}` : 'pick:plain';
  return {
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [...pin] },
    properties: { id, no, image },
  };
}
