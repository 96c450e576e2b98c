import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { growing, TEXT_FONT } from './base.ts';
import { PALETTE } from './palette.ts';

/** Sources of what is pointed at: hover outline, ticked set, the one selected parcel and its pin. */
export const PICK_SOURCES = {
  hover: 'pick:hover',
  ticked: 'pick:ticked',
  selected: 'pick:selected',
  pin: 'pick:pin',
} as const;

const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
const isLine: ExpressionSpecification = ['!=', ['geometry-type'], 'Point'];

/**
 * Ticked set, hover outline and selection, bottom first. Selection keeps the state's hatch under the blue edge.
 * @param imagery on a picture neither tint nor hatch is drawn
 */
export function pickedStyle(imagery: boolean): LayerSpecification[] {
  const { hover, ticked, selected } = PICK_SOURCES;
  const fills: LayerSpecification[] = [
    {
      id: `${selected}:tint`,
      type: 'fill',
      source: selected,
      paint: { 'fill-color': PALETTE.selected, 'fill-opacity': 0.14 },
    },
    {
      id: `${selected}:hatch`,
      type: 'fill',
      source: selected,
      filter: ['has', 'hatch'],
      paint: { 'fill-pattern': ['get', 'hatch'] as ExpressionSpecification },
    },
  ];
  const line = (id: string, source: string, colour: string, width: ExpressionSpecification | number, more = {}) =>
    ({
      id,
      type: 'line',
      source,
      filter: isLine,
      layout: round,
      paint: { 'line-color': colour, 'line-width': width, ...more },
    }) satisfies LayerSpecification;
  return [
    ...(imagery ? [] : fills),
    line(`${ticked}:glow`, ticked, PALETTE.selected, growing(11), { 'line-opacity': 0.2, 'line-blur': 3 }),
    line(`${ticked}:casing`, ticked, PALETTE.casing, growing(5)),
    line(`${ticked}:edge`, ticked, PALETTE.selected, growing(2.4)),
    line(`${hover}:casing`, hover, PALETTE.casing, growing(6)),
    line(`${hover}:edge`, hover, PALETTE.ink, growing(2.4)),
    line(`${selected}:glow`, selected, PALETTE.selected, growing(14), { 'line-opacity': 0.22, 'line-blur': 4 }),
    line(`${selected}:casing`, selected, PALETTE.casing, growing(8), { 'line-opacity': 0.95 }),
    line(`${selected}:edge`, selected, PALETTE.selected, growing(3.6)),
  ];
}

/** The pin of the selected parcel, always drawn, above every other. */
export function pickedPinStyle(): LayerSpecification[] {
  return [
    {
      id: `${PICK_SOURCES.pin}:label`,
      type: 'symbol',
      source: PICK_SOURCES.pin,
      layout: {
        'text-font': TEXT_FONT,
        'text-size': 13.5,
        'text-field': ['get', 'no'],
        'text-anchor': 'bottom',
        'text-offset': [0, -0.55],
        'icon-image': ['get', 'image'],
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [0, 1.5, 0, 1.5],
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}
