import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Look } from '../types.ts';
import { growing, TEXT_FONT } from './base.ts';
import { MARK_ORDER, MARKS, type Mark } from './marks.ts';
import { PALETTE } from './palette.ts';

/** Below this zoom (about 1:36,000 at 30°) records gather into clusters. */
export const CLUSTER_MAX_ZOOM = 12;

/** Ids of the two sources of a record set: ground, and pins. */
export function recordSources(name: string): { ground: string; pins: string } {
  return { ground: `rec:${name}`, pins: `rec:${name}:pins` };
}

const markColours = MARK_ORDER.flatMap((mark) => [mark, MARKS[mark].colour]);
const markColour = ['match', ['get', 'mark'], ...markColours, PALETTE.grey] as unknown as ExpressionSpecification;
const dashedMarks = MARK_ORDER.filter((mark) => MARKS[mark].dashed);
const isDashed: ExpressionSpecification = ['in', ['get', 'mark'], ['literal', dashedMarks]];
const worstRank: ExpressionSpecification = ['max', ['get', 'rank']];

/** The mark with a given rank; the mildest for an unknown one. */
export function markOfRank(rank: number): Mark {
  return MARK_ORDER.find((mark) => MARKS[mark].rank === rank) ?? 'closed';
}

/** Pins cluster and remember their worst state, so that no cluster hides an overdue parcel. */
export function pinSource(): SourceSpecification {
  return {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
    cluster: true,
    clusterMaxZoom: CLUSTER_MAX_ZOOM,
    clusterRadius: 46,
    clusterProperties: { worst: worstRank },
  };
}

interface LookStyle {
  edge: ExpressionSpecification | string;
  dash: readonly number[] | null;
  fill: number;
}
function lookStyle(look: Look): LookStyle {
  switch (look) {
    case 'marked':
      return { edge: markColour, dash: null, fill: 0.26 };
    case 'suspect':
      return { edge: PALETTE.suspect, dash: null, fill: 0.2 };
    case 'existing':
      return { edge: PALETTE.purple, dash: [3, 2], fill: 0.1 };
  }
}

const edgeWidth = growing(2.4);
const casingWidth = growing(5.6);
const round = { 'line-join': 'round' } as const;

/**
 * Ground of a record set: tint, white casing, edge; ended records with dashes.
 * @param imagery on a picture the tint is left out
 */
export function groundStyle(name: string, look: Look, imagery: boolean): LayerSpecification[] {
  const { ground: source } = recordSources(name);
  // Where pins gather into clusters, parcels are specks that only make noise.
  const minzoom = CLUSTER_MAX_ZOOM;
  const { edge, dash, fill } = lookStyle(look);
  const line = (part: string, filter: ExpressionSpecification | null, dashes: readonly number[] | null) =>
    ({
      id: `${source}:${part}`,
      type: 'line',
      source,
      minzoom,
      ...(filter ? { filter } : {}),
      layout: round,
      paint: {
        'line-color': edge,
        'line-width': edgeWidth,
        ...(dashes ? { 'line-dasharray': [...dashes] } : {}),
      },
    }) satisfies LayerSpecification;
  const edges =
    look === 'marked'
      ? [line('edge', ['!', isDashed], null), line('dashed', isDashed, [2.6, 1.5])]
      : [line('edge', null, dash)];
  return [
    ...(imagery
      ? []
      : [
          {
            id: `${source}:fill`,
            type: 'fill',
            source,
            minzoom,
            paint: { 'fill-color': edge, 'fill-opacity': fill },
          } satisfies LayerSpecification,
        ]),
    {
      id: `${source}:casing`,
      type: 'line',
      source,
      minzoom,
      layout: round,
      paint: { 'line-color': PALETTE.casing, 'line-width': casingWidth, 'line-opacity': 0.95 },
    },
    ...edges,
  ];
}

/** Image id of a pin; `selected` is the blue one every pick wears. */
export function pinImage(mark: Mark | 'selected' | 'suspect' | 'existing'): string {
  return `pin:${mark}`;
}

const textOffset: [number, number] = [0, -0.55];
const pinText = {
  'text-font': TEXT_FONT,
  'text-size': 12.5,
  'icon-text-fit': 'both',
  'icon-anchor': 'bottom',
  'text-anchor': 'bottom',
  'text-offset': textOffset,
} as const;
/** Padding of the text inside the pin: top, right, bottom, left in px; the plate itself keeps room for the shape. */
const pinPadding: [number, number, number, number] = [0, 1.5, 0, 1.5];

/** Pins, small dots for pins that found no room, and clusters. */
export function pinStyle(name: string, look: Look, locale: 'zh' | 'en'): LayerSpecification[] {
  const { pins: source } = recordSources(name);
  const { edge } = lookStyle(look);
  const single: ExpressionSpecification = ['!', ['has', 'point_count']];
  const image: ExpressionSpecification | string =
    look === 'marked' ? ['concat', 'pin:', ['get', 'mark']] : pinImage(look);
  const clusterImage = [
    'match',
    ['get', 'worst'],
    ...MARK_ORDER.flatMap((mark) => [MARKS[mark].rank, `cluster:${mark}`]),
    'cluster:closed',
  ] as unknown as ExpressionSpecification;
  return [
    {
      id: `${source}:dot`,
      type: 'circle',
      source,
      filter: single,
      maxzoom: 15,
      paint: {
        'circle-radius': 4,
        'circle-color': edge,
        'circle-stroke-color': PALETTE.casing,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: `${source}:pin`,
      type: 'symbol',
      source,
      filter: single,
      layout: {
        ...pinText,
        'icon-image': image,
        'icon-text-fit-padding': pinPadding,
        'text-field': ['get', 'no'],
        // The worst state is placed first, so a crowded map drops the mild ones.
        'symbol-sort-key': ['-', 0, ['get', 'rank']],
        'icon-padding': 1,
      },
      paint: { 'text-color': '#ffffff' },
    },
    {
      id: `${source}:cluster`,
      type: 'symbol',
      source,
      filter: ['has', 'point_count'],
      layout: {
        'text-font': TEXT_FONT,
        'text-size': 13,
        'icon-image': look === 'marked' ? clusterImage : `cluster:${look}`,
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [0, 2, 0, 3],
        'text-field':
          locale === 'zh' ? ['concat', ['get', 'point_count'], ' 宗'] : ['to-string', ['get', 'point_count']],
        'icon-allow-overlap': true,
        'text-allow-overlap': true,
        'symbol-sort-key': ['get', 'worst'],
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}
