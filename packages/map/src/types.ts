import type { LayerKind } from '@shoutian/domain/layers';
import type { Feature, FeatureCollection, MultiPolygon, Point, Polygon } from 'geojson';
import type { Mark } from './style/marks.ts';

/** Longitude and latitude in degrees, EPSG:4490, GeoJSON order. */
export type LonLat = readonly [lon: number, lat: number];
/** West, south, east, north in degrees. */
export type Bbox = readonly [west: number, south: number, east: number, north: number];
export type Locale = 'zh' | 'en';
export type Ground = Polygon | MultiPolygon;
export type BaseKind = LayerKind;

/** The domain's kinds of base layer, in the order they are drawn from the bottom up. */
export const BASE_KINDS: readonly BaseKind[] = [
  'landClass',
  'facilityAgriLand',
  'permanentBasicFarmland',
  'approvedLand',
  'urbanGrowthBoundary',
  'ecoRedLine',
  'division',
];

/** Properties of a base-layer feature, the same in tiles and in an offline clip. */
export interface BaseProperties {
  /** Land-class code, such as `0103`. */
  c?: string | null;
  /** Label. */
  l?: string | null;
  /** Identifier in its layer. */
  i?: string | number | null;
}

export interface BaseLayer {
  kind: BaseKind;
  versionId: string;
  /** Name in the panel, such as 永久基本农田. */
  label: string;
  /** Short version beside the name, such as 25版. */
  version?: string;
  visible: boolean;
  /** 0 to 1. */
  opacity: number;
  /** Features instead of tiles: the clip a phone carries without a signal. */
  data?: FeatureCollection<Ground, BaseProperties>;
}

export interface MarkedProperties {
  id: string;
  /** Short number on the pin, such as 0137. */
  no: string;
  mark: Mark;
  /** Read aloud when the parcel is picked: number, village, area, state. */
  title?: string;
}
export type MarkedFeature = Feature<Ground | Point, MarkedProperties>;
export type MarkedCollection = FeatureCollection<Ground | Point, MarkedProperties>;

/** How a set of records is drawn: by state, as fresh suspects of one colour, or as what is already known. */
export type Look = 'marked' | 'suspect' | 'existing';

export interface Backdrop {
  /** Raster tile addresses, bottom first; `{x}`, `{y}`, `{z}` are filled in. */
  layers: { tiles: string[]; maxZoom: number }[];
  /** Imagery takes away every fill: on a picture only edges are drawn. */
  look: 'vector' | 'imagery';
  attribution: string;
}

export interface MapOptions {
  locale?: Locale;
  /** Phone: 48 px buttons, no box select. */
  touch?: boolean;
  controls?: boolean;
  /** Origin of the tile addresses, by default that of the page. */
  tileBase?: string;
  view?: { bounds: Bbox } | { center: LonLat; zoom: number };
  watermark?: string;
  backdrop?: Backdrop | null;
  /** Accessible name of the map. */
  label?: string;
}

export interface Trouble {
  layer: string;
  message: string;
}

/** A device position; accuracy is the radius in metres the device itself claims. */
export interface OwnPosition {
  lonLat: LonLat;
  accuracyM: number;
  /** Degrees clockwise from north, when the device knows. */
  headingDeg?: number;
}

/** Where a photo was taken and which way the camera looked. */
export interface ViewCone {
  id: string;
  lonLat: LonLat;
  /** Degrees clockwise from north; null when the photo does not say. */
  bearingDeg: number | null;
  /** The photo has a check that asks for a look. */
  warn?: boolean;
}

/** Helper lines: the 50 m limit, a measured distance, a walked track, an outline to keep in mind. */
export type OverlayLook = 'limit' | 'measure' | 'track' | 'outline';
export interface OverlayProperties {
  look: OverlayLook;
  /** On a line it stands once per map tile: give it to a point where it must stand once. */
  label?: string;
  /** Which side of its point the label leaves to the place itself; without it the label is centred. */
  anchor?: 'bottom' | 'top' | 'left';
}
