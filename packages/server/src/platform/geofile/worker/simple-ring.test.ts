import { expect, test } from 'vitest';
import { GeometryBuffer, POLYGON } from './geometry.ts';
import { SimpleRingCheck } from './simple-ring.ts';

function verdict(points: readonly (readonly [number, number])[]): string {
  const g = new GeometryBuffer();
  g.reset(POLYGON);
  for (const [x, y] of points) g.addVertex(x, y);
  g.endRing();
  return new SimpleRingCheck().check(g, 0, g.vertices);
}

/** A star of n points, closed; `twist` makes two of its edges cross. */
function star(n: number, twist: boolean): [number, number][] {
  const points = Array.from({ length: n }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * i) / n;
    const radius = 1 + 0.3 * Math.sin(7 * angle) + (i % 2) * 0.01;
    return [106 + radius * Math.cos(angle), 29 + radius * Math.sin(angle)];
  });
  const [a, b] = [Math.floor(n / 4), Math.floor(n / 2)];
  if (twist) [points[a], points[b]] = [points[b] ?? [0, 0], points[a] ?? [0, 0]];
  return [...points, points[0] ?? [0, 0]];
}

test.each([4, 19, 48, 49, 500, 20_000])('a star of %i points is simple, with two points swapped it is not', (n) => {
  expect(verdict(star(n, false))).toBe('simple');
  expect(verdict(star(n, true))).toBe('crossing');
});

test('a bow tie crosses', () => {
  expect(
    verdict([
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ]),
  ).toBe('crossing');
});

test('a ring that comes back to its own vertex crosses, as OGC says', () => {
  expect(
    verdict([
      [0, 0],
      [2, 0],
      [2, 2],
      [1, 1],
      [0.5, 2],
      [0, 2],
      [1, 1],
      [0, 0.5],
      [0, 0],
    ]),
  ).toBe('crossing');
});

test.each([
  [
    'a repeated point',
    [
      [0, 0],
      [0, 1],
      [0, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ],
  ],
  [
    'a spike',
    [
      [0, 0],
      [0, 1],
      [0.5, 1],
      [0.5, 2],
      [0.5, 1],
      [1, 1],
      [1, 0],
      [0, 0],
    ],
  ],
  [
    'a vertex on another edge',
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 0],
      [0, 4],
      [0, 0],
    ],
  ],
] as [string, [number, number][]][])('%s is never called simple', (_name, points) => {
  expect(verdict(points)).not.toBe('simple');
});
