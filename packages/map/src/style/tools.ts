import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { TEXT_FONT } from './base.ts';
import { PALETTE } from './palette.ts';

/** Sources of the helpers: guide line, accuracy circle, own position, photo cones, names of divisions. */
export const TOOL_SOURCES = {
  divisions: 'tool:divisions',
  names: 'tool:names',
  guide: 'tool:guide',
  accuracy: 'tool:accuracy',
  position: 'tool:position',
  cones: 'tool:cones',
  draft: 'tool:draft',
} as const;

const level: ExpressionSpecification = ['get', 'level'];
const round = { 'line-join': 'round' } as const;

/** Boundaries of county, town and village: the higher the level, the heavier the line. */
export function divisionStyle(): LayerSpecification[] {
  const source = TOOL_SOURCES.divisions;
  const width = (factor: number): ExpressionSpecification => [
    'match',
    level,
    'county',
    2.2 * factor,
    'town',
    1.6 * factor,
    factor,
  ];
  return [
    {
      id: `${source}:casing`,
      type: 'line',
      source,
      layout: round,
      paint: { 'line-color': PALETTE.casing, 'line-width': width(3.4), 'line-opacity': 0.8 },
    },
    {
      id: `${source}:line`,
      type: 'line',
      source,
      layout: round,
      paint: {
        'line-color': PALETTE.inkMap,
        'line-width': width(0.9),
        'line-opacity': 0.75,
        'line-dasharray': [7, 2.5, 1.2, 2.5],
      },
    },
  ];
}

/** Names of divisions; villages appear once there is room for them. */
export function nameStyle(): LayerSpecification[] {
  return [
    {
      id: `${TOOL_SOURCES.names}:label`,
      type: 'symbol',
      source: TOOL_SOURCES.names,
      layout: {
        'text-font': TEXT_FONT,
        'text-field': ['get', 'name'],
        'text-size': ['match', level, 'county', 18, 'town', 15, 13.5],
        'symbol-sort-key': ['match', level, 'county', 0, 'town', 1, 2],
        'text-padding': 6,
        'text-max-width': 8,
      },
      filter: ['any', ['!=', level, 'village'], ['>=', ['zoom'], 11.5]],
      paint: { 'text-color': PALETTE.inkMap, 'text-halo-color': '#ffffff', 'text-halo-width': 1.8 },
    },
  ];
}

/** Helper lines of one overlay set, by the `look` of each feature. */
export function overlayStyle(source: string): LayerSpecification[] {
  const is = (look: string): ExpressionSpecification => ['==', ['get', 'look'], look];
  const line = (part: string, look: string, colour: string, width: number, dash?: number[]): LayerSpecification => ({
    id: `${source}:${part}`,
    type: 'line',
    source,
    filter: is(look),
    layout: { 'line-join': 'round', ...(dash ? {} : { 'line-cap': 'round' as const }) },
    paint: { 'line-color': colour, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
  });
  const anchor: ExpressionSpecification = ['coalesce', ['get', 'anchor'], 'center'];
  // Placement cannot depend on the feature, hence one layer for points and one for lines.
  const label = (
    part: string,
    kind: ExpressionSpecification,
    placement: 'point' | 'line-center',
  ): LayerSpecification => ({
    id: `${source}:${part}`,
    type: 'symbol',
    source,
    filter: ['all', ['has', 'label'], kind],
    layout: {
      'text-font': TEXT_FONT,
      'text-field': ['get', 'label'],
      'text-size': 12.5,
      'symbol-placement': placement,
      'text-rotation-alignment': 'viewport',
      'text-anchor': anchor,
      'text-offset': [
        'match',
        anchor,
        'bottom',
        ['literal', [0, -0.4]],
        'top',
        ['literal', [0, 0.4]],
        'left',
        ['literal', [0.6, 0]],
        ['literal', [0, 0]],
      ],
      'text-allow-overlap': true,
    },
    paint: { 'text-color': PALETTE.ink, 'text-halo-color': '#ffffff', 'text-halo-width': 2 },
  });
  return [
    line('limit:casing', 'limit', PALETTE.casing, 3.6),
    line('limit', 'limit', PALETTE.inkMap, 1.6, [4, 3]),
    line('outline:casing', 'outline', '#1b2620', 5),
    line('outline', 'outline', '#ffd84d', 2.4, [3, 1.6]),
    line('track:casing', 'track', PALETTE.casing, 6),
    line('track', 'track', PALETTE.ok, 3),
    line('measure:casing', 'measure', PALETTE.casing, 5),
    line('measure', 'measure', PALETTE.red, 2, [2, 1.4]),
    label('label', ['==', ['geometry-type'], 'Point'], 'point'),
    label('lineLabel', ['!=', ['geometry-type'], 'Point'], 'line-center'),
  ];
}

/** Guide line, accuracy circle, photo cones and own position, bottom first. */
export function positionStyle(): LayerSpecification[] {
  const { guide, accuracy, cones, position } = TOOL_SOURCES;
  return [
    {
      id: `${guide}:casing`,
      type: 'line',
      source: guide,
      paint: { 'line-color': PALETTE.casing, 'line-width': 8, 'line-opacity': 0.7 },
    },
    {
      id: `${guide}:line`,
      type: 'line',
      source: guide,
      paint: { 'line-color': PALETTE.selected, 'line-width': 5, 'line-dasharray': [2.2, 1.5] },
    },
    {
      id: `${accuracy}:fill`,
      type: 'fill',
      source: accuracy,
      paint: { 'fill-color': PALETTE.selected, 'fill-opacity': 0.16 },
    },
    {
      id: `${accuracy}:line`,
      type: 'line',
      source: accuracy,
      paint: { 'line-color': PALETTE.selected, 'line-width': 1.5 },
    },
    {
      id: `${cones}:wedge`,
      type: 'symbol',
      source: cones,
      filter: ['has', 'bearing'],
      layout: {
        'icon-image': ['case', ['get', 'warn'], 'cone:warn', 'cone'],
        'icon-rotate': ['get', 'bearing'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: `${cones}:dot`,
      type: 'circle',
      source: cones,
      filter: ['has', 'id'],
      paint: {
        'circle-radius': 5,
        'circle-color': ['case', ['get', 'warn'], PALETTE.amberMark, PALETTE.selected],
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 2,
      },
    },
    {
      id: `${position}:heading`,
      type: 'symbol',
      source: position,
      filter: ['has', 'bearing'],
      layout: {
        'icon-image': 'cone',
        'icon-rotate': ['get', 'bearing'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: `${position}:dot`,
      type: 'circle',
      source: position,
      paint: {
        'circle-radius': 8,
        'circle-color': PALETTE.selected,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': 4,
      },
    },
  ];
}

/** The tint of a shape being drawn; edges and points come from the drawing tool. */
export function draftStyle(): LayerSpecification[] {
  const source = TOOL_SOURCES.draft;
  return [
    { id: `${source}:fill`, type: 'fill', source, paint: { 'fill-color': PALETTE.selected, 'fill-opacity': 0.16 } },
    {
      id: `${source}:casing`,
      type: 'line',
      source,
      layout: round,
      paint: { 'line-color': PALETTE.casing, 'line-width': 6 },
    },
  ];
}
