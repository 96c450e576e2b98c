import { between, type Random, randomFrom } from '../landscape/random.ts';
import { Canvas, type Colour, HEIGHT, mix, WIDTH } from './canvas.ts';
import { shard, things } from './objects.ts';
import { concrete, dark, earth, green, haze, leaf, sky, type View } from './palette.ts';

/**
 * A plain picture made by code: `place` decides hills, trees and horizon, so that two views of one place look like one
 * place; `shot` decides the rest.
 */
export function takePicture(view: View, place: number, shot: number): Promise<Buffer> {
  const canvas = new Canvas(place * 131 + shot);
  const shots = randomFrom(shot * 7919 + 17);
  if (view === 'rubble') rubble(canvas, shots);
  else if (view === 'soil') soil(canvas, shots);
  else outdoors(canvas, view, randomFrom(place * 104_729 + 3), shots);
  return canvas.jpeg();
}

function outdoors(canvas: Canvas, view: Exclude<View, 'rubble' | 'soil'>, place: Random, shots: Random): void {
  const horizon = between(place, 150, 255);
  const light = between(place, 0.82, 1.08);
  const tinted = (colour: Colour): Colour => mix([0, 0, 0], colour, light);
  const cloud = between(place, 0, 6.2);
  canvas.fill(
    0,
    horizon + 30,
    tinted(sky),
    tinted(haze),
    (x, y) => Math.min(1, y / horizon + 0.18 * Math.sin(x / 97 + cloud) * Math.cos(y / 31)),
    4,
  );
  hills(canvas, place, horizon, tinted);
  ground(canvas, view, place, horizon, tinted);
  const drift = between(shots, -26, 26);
  things(canvas, view, place, horizon, drift, tinted);
  // A bush or a pole at the edge: what tells one corner of a place from another.
  const side = place() < 0.5 ? between(place, -20, 90) : between(place, WIDTH - 90, WIDTH + 20);
  const size = between(place, 34, 96);
  for (let i = 0; i < 7; i++)
    canvas.ellipse(
      side + between(place, -size, size) * 0.6,
      horizon + size * between(place, 0, 1.5),
      size * 0.6,
      size * 0.44,
      tinted(mix(leaf, green, place())),
      26,
    );
}

function hills(canvas: Canvas, place: Random, horizon: number, tinted: (colour: Colour) => Colour): void {
  for (const [height, colour] of [
    [between(place, 40, 120), [140, 164, 150]],
    [between(place, 14, 60), [104, 134, 106]],
  ] as [number, Colour][]) {
    const [wave, shift, second] = [between(place, 90, 260), between(place, 0, 7), between(place, 30, 80)];
    const top: [number, number][] = Array.from({ length: 41 }, (_, i) => {
      const x = (i / 40) * WIDTH;
      const rise = 0.55 + 0.35 * Math.sin(x / wave + shift) + 0.1 * Math.sin(x / second + shift * 3);
      return [x, horizon - height * rise];
    });
    canvas.polygon([...top, [WIDTH, horizon + 4], [0, horizon + 4]], tinted(colour), 10);
  }
  for (let x = between(place, -30, 20); x < WIDTH; x += between(place, 24, 110))
    canvas.ellipse(x, horizon - 4, between(place, 12, 34), between(place, 9, 26), tinted([72, 104, 70]), 22);
}

function ground(canvas: Canvas, view: View, place: Random, horizon: number, tinted: (colour: Colour) => Colour): void {
  const centre = between(place, 120, WIDTH - 120);
  const rows = between(place, 26, 44);
  const from = between(place, 0, 6.2);
  const paint = (a: Colour, b: Colour, grain: number, share: (x: number, y: number) => number): void =>
    canvas.fill(horizon, HEIGHT, tinted(a), tinted(b), share, grain);
  // Light and shade over the whole field: no two fields are lit alike.
  const patch = (x: number, y: number): number => 0.22 * Math.sin(x / 120 + from) * Math.cos(y / 60 + from * 2);
  const furrow = (x: number, y: number): number => {
    const depth = (y - horizon + 14) / (HEIGHT - horizon);
    return 0.5 + 0.45 * Math.sin((x - centre) / (depth * rows)) + patch(x, y);
  };
  const slab = (x: number, y: number): number => {
    const depth = (y - horizon + 20) / (HEIGHT - horizon);
    const joint = Math.abs(Math.sin((x - centre) / (depth * 150))) < 0.03 || Math.abs(Math.sin(9 / depth)) < 0.05;
    return (joint ? 0.4 : 0.06) + 0.4 * patch(x, y);
  };
  const plain = (x: number, y: number): number => 0.14 + 0.14 * Math.sin(x / 41 + y / 17) + patch(x, y);
  switch (view) {
    case 'ploughed':
      paint(earth, dark, 18, furrow);
      break;
    case 'crop':
      paint(green, earth, 22, furrow);
      break;
    case 'field':
      paint(green, leaf, 22, furrow);
      break;
    case 'saplings':
      paint(mix(green, earth, 0.4), mix(green, earth, 0.7), 20, furrow);
      break;
    case 'shed':
    case 'house':
    case 'yard':
    case 'works':
      paint(concrete, dark, 14, slab);
      break;
    case 'greenhouse':
    case 'pond':
    case 'road':
      paint(green, dark, 24, plain);
      break;
  }
}

/** Slabs broken up, seen from above. */
function rubble(canvas: Canvas, next: Random): void {
  const [bend, shift] = [between(next, 60, 200), between(next, 0, 6)];
  canvas.fill(0, HEIGHT, earth, dark, (x, y) => 0.5 + 0.5 * Math.sin(x / bend + y / 90 + shift), 30);
  const lie = between(next, 0, 1);
  for (let i = 0; i < 120; i++) {
    const x = WIDTH * (lie < 0.5 ? next() ** 1.6 : 1 - next() ** 1.6);
    canvas.polygon(
      shard(next, x, between(next, 0, HEIGHT), between(next, 16, 70)),
      mix(concrete, dark, between(next, 0, 0.5)),
      26,
    );
  }
}

/** A pit with a ruler in it: how deep the soil is. */
function soil(canvas: Canvas, next: Random): void {
  const top = between(next, 50, 150);
  const lower = between(next, 300, 400);
  const tilt = between(next, -0.12, 0.12);
  const line = (x: number, y: number): number => y + (x - WIDTH / 2) * tilt + 8 * Math.sin(x / 37);
  canvas.fill(
    0,
    HEIGHT,
    dark,
    [158, 126, 84],
    (x, y) => Math.max(0, Math.min(1, (line(x, y) - top) / (lower - top))),
    34,
  );
  canvas.polygon(
    [
      ...[0, 0.25, 0.5, 0.75, 1].map((t): [number, number] => [t * WIDTH, top - (t - 0.5) * WIDTH * tilt]),
      [WIDTH, 0],
      [0, 0],
    ],
    green,
    34,
  );
  for (let i = 0; i < 30; i++)
    canvas.ellipse(
      between(next, 0, WIDTH),
      between(next, top, HEIGHT),
      between(next, 4, 18),
      7,
      mix(dark, earth, next()),
    );
  const at = between(next, 140, WIDTH - 180);
  canvas.rectangle(at, top - 30, 40, HEIGHT - top, [232, 190, 66], 6);
  for (let i = 0; i < 16; i++) canvas.rectangle(at, top - 20 + i * 22, i % 5 === 0 ? 26 : 14, 3, [60, 46, 20], 2);
}
