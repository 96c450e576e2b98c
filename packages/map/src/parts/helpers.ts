import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { divisionStyle, draftStyle, nameStyle, overlayStyle, positionStyle, TOOL_SOURCES } from '../style/tools.ts';
import type { Ground, LonLat, OverlayProperties, OwnPosition, ViewCone } from '../types.ts';
import { circle, labelPlace } from '../view/ground.ts';
import { ensureGeoJson, putGeoJson, Stack } from './stack.ts';

export interface DivisionProperties {
  name: string;
  level: 'county' | 'town' | 'village';
}

/** Everything that is not a layer and not a record: own position, cones, guide, helper lines, names of places. */
export class Helpers {
  readonly #map: MapLibreMap;
  readonly #tools: Stack;
  readonly #overlays = new Set<string>();

  constructor(map: MapLibreMap) {
    this.#map = map;
    this.#tools = new Stack(map, 'tools');
    for (const id of Object.values(TOOL_SOURCES)) ensureGeoJson(map, id);
    new Stack(map, 'divisions').show(divisionStyle());
    new Stack(map, 'names').show(nameStyle());
    this.#draw();
  }

  #draw(): void {
    const overlays = [...this.#overlays].flatMap(overlayStyle);
    this.#tools.show([...draftStyle(), ...overlays, ...positionStyle()]);
  }

  divisions(collection: FeatureCollection<Ground, DivisionProperties> | null): void {
    putGeoJson(this.#map, TOOL_SOURCES.divisions, collection);
    const names = (collection?.features ?? []).map((f) => point(labelPlace(f.geometry), f.properties));
    putGeoJson(this.#map, TOOL_SOURCES.names, { type: 'FeatureCollection', features: names });
  }

  position(own: OwnPosition | null): void {
    const { accuracy, position } = TOOL_SOURCES;
    if (!own) {
      putGeoJson(this.#map, accuracy, null);
      putGeoJson(this.#map, position, null);
      return;
    }
    // A position is never drawn without its error (a bare dot promises what the phone does not know).
    putGeoJson(this.#map, accuracy, circle(own.lonLat, own.accuracyM));
    putGeoJson(this.#map, position, point(own.lonLat, own.headingDeg === undefined ? {} : { bearing: own.headingDeg }));
  }

  cones(cones: readonly ViewCone[]): void {
    const features = cones.map(({ id, lonLat, bearingDeg, warn = false }) =>
      point(lonLat, { id, warn, ...(bearingDeg === null ? {} : { bearing: bearingDeg }) }),
    );
    putGeoJson(this.#map, TOOL_SOURCES.cones, { type: 'FeatureCollection', features });
  }

  guide(from: LonLat | null, to?: LonLat): void {
    const line: Geometry | null = from && to ? { type: 'LineString', coordinates: [[...from], [...to]] } : null;
    putGeoJson(this.#map, TOOL_SOURCES.guide, line);
  }

  draft(ground: Ground | null): void {
    putGeoJson(this.#map, TOOL_SOURCES.draft, ground);
  }

  overlay(name: string, collection: FeatureCollection<Geometry, OverlayProperties> | null): void {
    const id = `overlay:${name}`;
    if (collection) {
      ensureGeoJson(this.#map, id);
      putGeoJson(this.#map, id, collection);
      this.#overlays.add(id);
      this.#draw();
    } else if (this.#overlays.delete(id)) {
      this.#draw();
      this.#map.removeSource(id);
    }
  }
}

function point(place: LonLat, properties: object): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: [...place] }, properties: { ...properties } };
}
