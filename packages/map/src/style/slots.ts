import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { PALETTE } from './palette.ts';

/** Storeys of the map from the bottom up; each ends with an invisible marker layer new layers go below. */
export const SLOTS = ['backdrop', 'base', 'divisions', 'ground', 'picked', 'names', 'pins', 'tools'] as const;
export type Slot = (typeof SLOTS)[number];

/** Id of the marker layer that closes a storey. */
export function slotId(slot: Slot): string {
  return `slot:${slot}`;
}

/** The empty style: paper, and the storeys. No glyphs and no sprite address, so nothing is fetched. */
export function emptyStyle(): StyleSpecification {
  const slots: LayerSpecification[] = SLOTS.map((slot) => ({
    id: slotId(slot),
    type: 'background',
    layout: { visibility: 'none' },
  }));
  return {
    version: 8,
    name: 'shoutian',
    sources: {},
    transition: { duration: 0, delay: 0 },
    layers: [{ id: 'paper', type: 'background', paint: { 'background-color': PALETTE.paper } }, ...slots],
  };
}
