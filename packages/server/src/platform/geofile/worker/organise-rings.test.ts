import { expect, test } from 'vitest';
import { square } from '../testing/shapefile-writer.ts';
import { GeometryBuffer, POLYGON } from './geometry.ts';
import { organiseRings } from './organise-rings.ts';

/** Side lengths of the rings of each part. */
function organise(...rings: [number, number][][]): number[][] {
  const input = new GeometryBuffer();
  input.reset(POLYGON);
  for (const ring of rings) {
    for (const [x, y] of ring) input.addVertex(x, y);
    input.endRing();
  }
  const out = new GeometryBuffer();
  organiseRings(input, out);
  return Array.from({ length: out.parts }, (_, part) =>
    Array.from({ length: (out.partEnds[part] ?? 0) - out.partStart(part) }, (_unused, k) => {
      const start = 2 * out.ringStart(out.partStart(part) + k);
      return Math.round(
        Math.abs((out.xy[start + 3] ?? 0) - (out.xy[start + 1] ?? 0)) +
          Math.abs((out.xy[start + 2] ?? 0) - (out.xy[start] ?? 0)),
      );
    }),
  );
}

const reversed = (ring: [number, number][]) => [...ring].reverse();

test('a hole goes to the part around it, whatever came first', () => {
  expect(organise(square(1, 1, 2), square(0, 0, 10), square(20, 0, 5), square(21, 1, 1))).toEqual([
    [10, 2],
    [5, 1],
  ]);
});

test('ring direction does not matter', () => {
  expect(organise(reversed(square(0, 0, 10)), square(1, 1, 2))).toEqual([[10, 2]]);
  expect(organise(square(0, 0, 10), reversed(square(1, 1, 2)))).toEqual([[10, 2]]);
});

test('an island in a hole is a part of its own', () => {
  expect(organise(square(0, 0, 10), square(1, 1, 8), square(2, 2, 3))).toEqual([[10, 8], [3]]);
});

test('a hole that touches its shell at a corner or along an edge stays a hole', () => {
  expect(organise(square(0, 0, 10), square(0, 0, 4))).toEqual([[10, 4]]);
  expect(organise(square(0, 0, 10), square(3, 0, 4))).toEqual([[10, 4]]);
});

test('neighbours that share an edge stay two parts', () => {
  expect(organise(square(0, 0, 10), square(10, 0, 5))).toEqual([[10], [5]]);
});
