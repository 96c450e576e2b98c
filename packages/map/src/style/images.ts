import type { Map as MapLibreMap } from 'maplibre-gl';
import { MARK_ORDER, MARKS, type MarkShape, markPath } from './marks.ts';
import { PALETTE } from './palette.ts';

/** Pictures are drawn at this many device pixels a map pixel: sharp on phones and in print. */
const RATIO = 3;

export interface HatchLook {
  colour: string;
  /** 0 to 1. */
  alpha: number;
  /** Side of the repeating square in px; lines are `size / √2` apart. */
  size: number;
  width: number;
  rising: boolean;
}

/** Hatches by image id; the legend draws from the same table. */
export const HATCHES: Record<string, HatchLook> = {
  'hatch:permanentBasicFarmland': { colour: PALETTE.pbf, alpha: 0.4, size: 9, width: 1.1, rising: true },
  'hatch:facilityAgriLand': { colour: PALETTE.facility, alpha: 0.4, size: 8, width: 1, rising: false },
  'hatch:suspect': { colour: PALETTE.suspect, alpha: 0.65, size: 8, width: 1.4, rising: false },
  ...Object.fromEntries(
    MARK_ORDER.map((mark) => [
      `hatch:${mark}`,
      { colour: MARKS[mark].colour, alpha: 0.6, size: 8, width: 1.3, rising: false },
    ]),
  ),
};

/**
 * Pixels of one hatch square, seamless on all four sides.
 * @param side pixels along a side
 * @returns RGBA, 4 bytes a pixel, not premultiplied
 */
export function hatchPixels(side: number, look: HatchLook): Uint8ClampedArray {
  const scale = side / look.size;
  const half = (look.width * scale) / 2;
  const n = Number.parseInt(look.colour.slice(1), 16);
  const out = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const along = (look.rising ? x + y + 1 : x - y + side) % side;
      const distance = Math.min(along, side - along) / Math.SQRT2;
      const cover = Math.min(1, Math.max(0, half - distance + 0.5));
      out.set([n >> 16, (n >> 8) & 255, n & 255, Math.round(255 * look.alpha * cover)], (y * side + x) * 4);
    }
  }
  return out;
}

function canvas(width: number, height: number): CanvasRenderingContext2D {
  const element = document.createElement('canvas');
  element.width = width * RATIO;
  element.height = height * RATIO;
  const context = element.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no 2d canvas');
  context.scale(RATIO, RATIO);
  return context;
}

const scaled = (pairs: [number, number][]): [number, number][] => pairs.map(([a, b]) => [a * RATIO, b * RATIO]);

/**
 * A label plate: coloured, white edge, the state's shape at the left, room for the number at the right.
 * What stretches lies between corner and shape, so that neither is bent by a long number.
 */
function plate(map: MapLibreMap, id: string, colour: string, shape: MarkShape | null, radius: number): void {
  const height = 20;
  const left = shape ? radius + 13 : radius;
  const width = left + 4 + radius;
  const c = canvas(width, height);
  c.beginPath();
  c.roundRect(0.8, 0.8, width - 1.6, height - 1.6, radius);
  c.fillStyle = colour;
  c.fill();
  c.strokeStyle = '#ffffff';
  c.lineWidth = 1.4;
  c.stroke();
  if (shape) {
    c.translate(radius + 1.6, 5.4);
    c.scale(0.78, 0.78);
    c.fillStyle = '#ffffff';
    c.fill(new Path2D(markPath(shape)), 'evenodd');
  }
  map.addImage(id, c.getImageData(0, 0, width * RATIO, height * RATIO), {
    pixelRatio: RATIO,
    content: [left * RATIO, 2.5 * RATIO, (width - radius) * RATIO, (height - 2.5) * RATIO],
    stretchX: scaled([[left + 1, left + 3]]),
    stretchY: scaled([
      [radius, radius + 0.7],
      [height - radius - 0.7, height - radius],
    ]),
  });
}

/** The view cone of a photo: a 60° wedge that fades away from the camera, pointing up. */
function cone(map: MapLibreMap, id: string, colour: string): void {
  const size = 64;
  const c = canvas(size, size);
  const fade = c.createRadialGradient(size / 2, size / 2, 4, size / 2, size / 2, size / 2);
  fade.addColorStop(0, `${colour}cc`);
  fade.addColorStop(1, `${colour}22`);
  c.beginPath();
  c.moveTo(size / 2, size / 2);
  c.arc(size / 2, size / 2, size / 2 - 1, (-120 * Math.PI) / 180, (-60 * Math.PI) / 180);
  c.closePath();
  c.fillStyle = fade;
  c.fill();
  map.addImage(id, c.getImageData(0, 0, size * RATIO, size * RATIO), { pixelRatio: RATIO });
}

/** Draws every picture the styles name into the map. Call once a style is loaded. */
export function addImages(map: MapLibreMap): void {
  for (const [id, look] of Object.entries(HATCHES)) {
    const side = look.size * RATIO;
    const pixels = new Uint8Array(hatchPixels(side, look));
    map.addImage(id, { width: side, height: side, data: pixels }, { pixelRatio: RATIO });
  }
  for (const mark of MARK_ORDER) {
    const { colour, shape } = MARKS[mark];
    plate(map, `pin:${mark}`, colour, shape, 3);
    plate(map, `pick:${mark}`, PALETTE.selected, shape, 3);
    plate(map, `cluster:${mark}`, colour, shape, 6);
  }
  plate(map, 'pin:suspect', PALETTE.suspect, null, 3);
  plate(map, 'pin:existing', PALETTE.purple, null, 3);
  plate(map, 'cluster:suspect', PALETTE.suspect, null, 6);
  plate(map, 'cluster:existing', PALETTE.purple, null, 6);
  plate(map, 'pick:plain', PALETTE.selected, null, 3);
  cone(map, 'cone', PALETTE.selected);
  cone(map, 'cone:warn', PALETTE.amberMark);
}
