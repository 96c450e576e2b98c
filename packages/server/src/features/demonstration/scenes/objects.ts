import { between, type Random } from '../landscape/random.ts';
import { type Canvas, type Colour, HEIGHT, mix, WIDTH } from './canvas.ts';
import { concrete, earth, green, leaf, sky, type View, water } from './palette.ts';

type Tint = (colour: Colour) => Colour;

/** What stands on the ground of a view, before its horizon. */
export function things(canvas: Canvas, view: View, place: Random, horizon: number, drift: number, tinted: Tint): void {
  const x = between(place, 60, 230) + drift;
  const w = between(place, 230, 360);
  const h = between(place, 80, 140);
  const base = horizon + between(place, 50, 100);
  switch (view) {
    case 'shed':
    case 'works':
      shed(canvas, { x, w, h, base }, view === 'works', place, tinted);
      break;
    case 'house':
      house(canvas, { x, w: w * 0.8, h: h * 1.35, base }, place, tinted);
      break;
    case 'yard':
      for (let i = 0; i < 5; i++)
        pile(canvas, between(place, 20, WIDTH - 80), base + between(place, -20, 120), between(place, 40, 110), tinted);
      break;
    case 'greenhouse':
      for (let i = 0; i < 4; i++)
        canvas.ellipse(x + i * w * 0.42, base, w * 0.2, h * 0.62, tinted(mix([226, 232, 230], sky, i / 5)), 8);
      break;
    case 'pond':
      canvas.ellipse(x + w / 2, base + 50, w * 0.85, h * 0.6, tinted(mix(earth, green, 0.4)), 12);
      canvas.ellipse(x + w / 2, base + 54, w * 0.77, h * 0.5, tinted(water), 12);
      break;
    case 'saplings':
      for (let i = 0; i < 44; i++) {
        const depth = between(place, 0.08, 1);
        const at = between(place, 0, WIDTH);
        canvas.ellipse(
          at,
          horizon + depth * 190,
          6 + depth * 22,
          10 + depth * 34,
          tinted(mix(leaf, green, place())),
          30,
        );
      }
      break;
    case 'road':
      canvas.polygon(
        [
          [x + w / 2 - 12, horizon + 2],
          [x + w / 2 + 12, horizon + 2],
          [x + w + 150, HEIGHT],
          [x - 150, HEIGHT],
        ],
        tinted(concrete),
        14,
      );
      break;
    case 'crop':
      for (let i = 0; i < 150; i++) {
        const depth = between(place, 0.05, 1) ** 1.4;
        const at = between(place, 0, WIDTH);
        const y = horizon + 10 + depth * (HEIGHT - horizon);
        canvas.polygon(
          [
            [at - 16 * depth, y - 12 * depth],
            [at, y],
            [at + 15 * depth, y - 16 * depth],
            [at, y - 26 * depth],
          ],
          tinted(mix(leaf, green, place())),
          30,
        );
      }
      break;
    case 'field':
    case 'ploughed':
      break;
  }
}

interface Box {
  x: number;
  w: number;
  h: number;
  base: number;
}

function shed(canvas: Canvas, { x, w, h, base }: Box, torn: boolean, place: Random, tinted: Tint): void {
  const roof: Colour = place() < 0.6 ? [40, 92, 150] : [150, 62, 52];
  canvas.rectangle(x, base - h, w, h, tinted([222, 220, 212]), 14);
  if (!torn)
    canvas.polygon(
      [
        [x - 18, base - h],
        [x + w * 0.62, base - h - h * 0.42],
        [x + w + 18, base - h],
      ],
      tinted(roof),
      10,
    );
  for (let i = 0; i < 3; i++)
    canvas.rectangle(x + w * (0.12 + i * 0.3), base - h * 0.72, w * 0.16, h * 0.72, tinted([112, 122, 100]), 10);
  pile(canvas, x + w + 10, base + 24, between(place, 40, 90), tinted);
  if (!torn) return;
  // The wall is half down, and a digger stands before it.
  for (let i = 0; i < 40; i++)
    canvas.polygon(
      shard(place, x + between(place, 0, w), base + between(place, -h * 0.5, 60), 22),
      tinted(concrete),
      30,
    );
  const cab = x + w * 0.3;
  canvas.rectangle(cab, base + 18, 92, 40, tinted([222, 160, 36]), 8);
  canvas.rectangle(cab - 8, base + 58, 112, 18, tinted([54, 52, 50]), 8);
  canvas.polygon(
    [
      [cab + 84, base + 30],
      [cab + 150, base - 46],
      [cab + 160, base - 38],
      [cab + 96, base + 46],
    ],
    tinted([206, 146, 30]),
    8,
  );
}

function house(canvas: Canvas, { x, w, h, base }: Box, place: Random, tinted: Tint): void {
  canvas.rectangle(x, base - h, w, h, tinted(place() < 0.5 ? [214, 202, 186] : [226, 224, 220]), 12);
  canvas.polygon(
    [
      [x - 14, base - h],
      [x + 22, base - h - 44],
      [x + w - 22, base - h - 44],
      [x + w + 14, base - h],
    ],
    tinted([126, 66, 56]),
    12,
  );
  for (const row of [0.12, 0.56])
    for (const column of [0.1, 0.42, 0.74])
      canvas.rectangle(x + w * column, base - h + h * row, w * 0.16, h * 0.24, tinted([84, 104, 116]), 6);
}

function pile(canvas: Canvas, x: number, base: number, size: number, tinted: Tint): void {
  canvas.polygon(
    [
      [x, base],
      [x + size * 0.4, base - size * 0.55],
      [x + size * 0.7, base - size * 0.5],
      [x + size * 1.2, base],
    ],
    tinted([164, 140, 104]),
    34,
  );
}

/** A broken piece around a point. */
export const shard = (next: Random, x: number, y: number, size: number): [number, number][] =>
  Array.from({ length: 5 }, (_, i) => {
    const angle = (i / 5) * Math.PI * 2 + next();
    const reach = size * between(next, 0.4, 1);
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach * 0.7];
  });
