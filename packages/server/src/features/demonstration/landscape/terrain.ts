import { type Convex, lineThrough } from './convex.ts';

/** A straight band of the plan; the warp makes it wind. Widths in metres; an earlier band is laid over a later one. */
export interface Band {
  readonly name: 'highway' | 'river' | 'road' | 'canal';
  readonly line: ReturnType<typeof lineThrough>;
  readonly width: number;
  readonly classCode: string;
}

const river = lineThrough(0, 130, Math.PI / 2 + 0.11);

/** Laid in this order: the highway bridges the river, roads stop at both. */
export const bands: readonly Band[] = [
  { name: 'highway', line: lineThrough(0, -230, Math.PI / 2 - 0.09), width: 12, classCode: '1003' },
  { name: 'river', line: river, width: 58, classCode: '1101' },
  { name: 'road', line: lineThrough(-380, 0, 0.16), width: 6.5, classCode: '1006' },
  { name: 'road', line: lineThrough(1010, 0, -0.19), width: 6, classCode: '1006' },
  { name: 'canal', line: lineThrough(0, -760, Math.PI / 2 + 0.05), width: 5, classCode: '1107A' },
];

/** The county's outline in the plan. */
export const outline: Convex = Array.from({ length: 18 }, (_, i) => {
  const angle = (i / 18) * 2 * Math.PI;
  const stretch = 1 + 0.07 * Math.sin(3 * angle + 1);
  return [2620 * stretch * Math.cos(angle), 2290 * stretch * Math.sin(angle)];
}).flat();

/** 0 at the river, about 1 on the ridges; farmland thins out above 0.55. */
export function height(x: number, y: number): number {
  const away = Math.abs(x * river.nx + y * river.ny - river.c);
  const hills = Math.sin(x / 520 + 1.1) * Math.sin(y / 610 - 0.4) * 0.17 + Math.sin((x + y) / 330) * 0.08;
  return Math.min(1, Math.max(0, away / 2700 + hills + 0.13));
}

/** Direction (radians) across which terraces are laid: uphill, a little unsure. */
export function uphill(x: number, y: number): number {
  const d = 20;
  const [gx, gy] = [height(x + d, y) - height(x - d, y), height(x, y + d) - height(x, y - d)];
  return gx === 0 && gy === 0 ? Math.PI / 2 : Math.atan2(gy, gx);
}

/** Slope class GDPDJB: 1 ≤2°, 2 to 6°, 3 to 15°, 4 to 25°, 5 above. */
export function slopeClass(altitude: number): 1 | 2 | 3 | 4 | 5 {
  return altitude < 0.28 ? 1 : altitude < 0.42 ? 2 : altitude < 0.62 ? 3 : altitude < 0.82 ? 4 : 5;
}
