import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
} from 'maplibre-gl';
import { BASE_KINDS, type BaseKind, type BaseLayer } from '../types.ts';
import { LAND_CLASSES, landClassColour, PALETTE } from './palette.ts';

/** Name of the one layer inside every vector tile of the server. */
export const TILE_LAYER = 'features';

/** Font stack without a glyph server: MapLibre draws from local fonts; the first name only carries the weight. */
export const TEXT_FONT = ['Shoutian Semibold', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC'];

/**
 * Address of a layer version's vector tiles, absolute because MapLibre fetches from a worker.
 * @param base origin without a trailing slash, such as `https://host`
 */
export function tileUrl(base: string, versionId: string): string {
  return `${base.replace(/\/+$/, '')}/api/layers/${encodeURIComponent(versionId)}/tiles/{z}/{x}/{y}.mvt`;
}

/** Id of the source behind a base layer. */
export function baseSourceId(layer: Pick<BaseLayer, 'kind' | 'versionId'>): string {
  return `base:${layer.kind}:${layer.versionId}`;
}

/** The source of a base layer: tiles, or the features it carries itself. */
export function baseSource(layer: BaseLayer, base: string): SourceSpecification {
  if (layer.data) return { type: 'geojson', data: layer.data, maxzoom: 16, tolerance: 0.2 };
  return { type: 'vector', tiles: [tileUrl(base, layer.versionId)], minzoom: 8, maxzoom: 16 };
}

/** Colour by land class: four digits first, then two, 其他 for the rest. */
export function landClassExpression(): ExpressionSpecification {
  const pairs = (digits: number): string[] =>
    LAND_CLASSES.flatMap((group) => group.codes.filter((c) => c.length === digits).flatMap((c) => [c, group.colour]));
  const code = (digits: number): ExpressionSpecification => ['slice', ['to-string', ['get', 'c']], 0, digits];
  const two = ['match', code(2), ...pairs(2), '01', landClassColour('01'), landClassColour('')];
  return ['match', code(4), ...pairs(4), two] as unknown as ExpressionSpecification;
}

type Line = { colour: string; width: DataDrivenPropertyValueSpecification<number>; dash?: number[]; opacity?: number };

/** Dash patterns in line widths; the legend draws the same ones. */
export const DASHES = {
  ecoRedLine: [5, 1.8, 0.9, 1.8],
  urbanGrowthBoundary: [6, 3],
  approvedLand: [2.4, 1.8],
} as const;

/** Width in pixels that grows from a fine line in the overview to `width` at parcel scale. */
export function growing(width: number): ExpressionSpecification {
  return ['interpolate', ['linear'], ['zoom'], 11, width * 0.5, 16, width];
}

/**
 * Style layers of one base layer, bottom first.
 * @param imagery on a picture fills are left out and only edges drawn
 */
export function baseStyle(layer: BaseLayer, imagery: boolean): LayerSpecification[] {
  const source = baseSourceId(layer);
  const at = (part: string) => ({
    id: `${source}:${part}`,
    source,
    ...(layer.data ? {} : { 'source-layer': TILE_LAYER }),
    layout: { visibility: layer.visible ? ('visible' as const) : ('none' as const) },
  });
  const line = (part: string, { colour, width, dash, opacity = 1 }: Line): LayerSpecification => {
    const place = at(part);
    return {
      ...place,
      type: 'line',
      layout: { ...place.layout, 'line-join': 'round', ...(dash ? {} : { 'line-cap': 'round' as const }) },
      paint: {
        'line-color': colour,
        'line-width': width,
        'line-opacity': opacity * layer.opacity,
        ...(dash ? { 'line-dasharray': dash } : {}),
      },
    };
  };
  const fill = (part: string, paint: Record<string, unknown>): LayerSpecification[] =>
    imagery ? [] : [{ ...at(part), type: 'fill', paint: { 'fill-opacity': layer.opacity, ...paint } }];

  switch (layer.kind) {
    case 'landClass':
      return [
        ...fill('fill', { 'fill-color': landClassExpression(), 'fill-antialias': false }),
        line('line', {
          colour: imagery ? PALETTE.casing : PALETTE.parcelLine,
          width: ['interpolate', ['linear'], ['zoom'], 12, 0.2, 14, 0.5, 16, 0.8],
          opacity: imagery ? 0.6 : 0.85,
        }),
      ];
    case 'facilityAgriLand':
      return [
        ...fill('fill', { 'fill-pattern': 'hatch:facilityAgriLand' }),
        line('line', { colour: PALETTE.facility, width: growing(1.4) }),
      ];
    case 'permanentBasicFarmland':
      return [
        ...fill('tint', { 'fill-color': PALETTE.pbf, 'fill-opacity': 0.07 * layer.opacity, 'fill-antialias': false }),
        ...fill('hatch', { 'fill-pattern': 'hatch:permanentBasicFarmland' }),
        line('line', { colour: PALETTE.pbf, width: growing(1.6), opacity: 0.8 }),
      ];
    case 'approvedLand':
      return [line('line', { colour: PALETTE.approved, width: growing(1.8), dash: [...DASHES.approvedLand] })];
    case 'urbanGrowthBoundary':
      return [line('line', { colour: PALETTE.urban, width: growing(2), dash: [...DASHES.urbanGrowthBoundary] })];
    case 'ecoRedLine':
      return [line('line', { colour: PALETTE.eco, width: growing(2), dash: [...DASHES.ecoRedLine] })];
    case 'division':
      return [
        line('casing', { colour: PALETTE.casing, width: growing(3.6), opacity: 0.85 }),
        line('line', { colour: PALETTE.inkMap, width: growing(0.9), dash: [7, 2.5, 1.2, 2.5], opacity: 0.8 }),
      ];
  }
}

/** Base layers in drawing order, whatever order the panel lists them in. */
export function drawingOrder<T extends { kind: BaseKind }>(layers: readonly T[]): T[] {
  return [...layers].sort((a, b) => BASE_KINDS.indexOf(a.kind) - BASE_KINDS.indexOf(b.kind));
}
