import type { Bbox } from '../types.ts';
import { bboxCentre } from './bounds.ts';

const EQUATOR_M = 40_075_016.686;
const TILE_PX = 512;
/** One CSS pixel on paper: a 96th of an inch, which is what browsers print. */
const PIXEL_M = 0.0254 / 96;

/** Scales a map is printed at (ui rule: round scales only), as denominators. */
export const PRINT_SCALES = [500, 1000, 2000, 5000, 10_000, 25_000, 50_000, 100_000, 250_000] as const;

/** Ground metres of one CSS pixel at a latitude (degrees) and a MapLibre zoom. */
export function metresPerPixel(lat: number, zoom: number): number {
  return (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * 2 ** zoom);
}

/** Scale denominator at a latitude and zoom. */
export function denominatorAt(lat: number, zoom: number): number {
  return metresPerPixel(lat, zoom) / PIXEL_M;
}

/** Zoom that shows a latitude at 1:`denominator`. */
export function zoomForScale(lat: number, denominator: number): number {
  return Math.log2((EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / (TILE_PX * denominator * PIXEL_M));
}

/** The largest round print scale at which bounds fit into `width` × `height` CSS pixels; the smallest one if none does. */
export function printScaleFor(box: Bbox, width: number, height: number): number {
  const [, lat] = bboxCentre(box);
  const mercator = (deg: number) => Math.log(Math.tan(Math.PI / 4 + (deg * Math.PI) / 360));
  for (const denominator of PRINT_SCALES) {
    const worldPx = TILE_PX * 2 ** zoomForScale(lat, denominator);
    const w = ((box[2] - box[0]) / 360) * worldPx;
    const h = ((mercator(box[3]) - mercator(box[1])) / (2 * Math.PI)) * worldPx;
    if (w <= width && h <= height) return denominator;
  }
  return PRINT_SCALES[PRINT_SCALES.length - 1] ?? 250_000;
}

/** `1:3,400`: two significant digits on screen, the exact number where it is a round one. */
export function scaleText(denominator: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(denominator)) - 1);
  return `1:${(Math.round(denominator / step) * step).toLocaleString('en-US')}`;
}

/** A scale bar of at most `maxPx`: a length of 1, 2 or 5 × 10ⁿ metres and its pixels. */
export function scaleBar(mPerPx: number, maxPx: number): { px: number; text: string } {
  const most = mPerPx * maxPx;
  const ten = 10 ** Math.floor(Math.log10(most));
  const metres = ([5, 2, 1].find((m) => m * ten <= most) ?? 1) * ten;
  return { px: metres / mPerPx, text: metres >= 1000 ? `${metres / 1000} km` : `${metres} m` };
}
