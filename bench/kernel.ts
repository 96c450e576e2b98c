/**
 * The overlay kernel on an invented mosaic: 2,000 clues × 202,500 parcels of 19 vertices and × 12,222 protection
 * polygons of 55, then the cases that would hurt a quadratic kernel. One thread. `node bench/kernel.ts`.
 */
import {
  areaM2,
  type FlatPolygon,
  intersectionArea,
  overlaySubject,
  packedIndex,
} from '../packages/domain/src/geo/index.ts';
import { blobs, mosaic, random, river, star } from '../packages/domain/src/geo/testing/mosaic.ts';

const metre = 1 / 96500;

function timed<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  console.log(`${name.padEnd(64)} ${(performance.now() - start).toFixed(0).padStart(7)} ms`);
  return result;
}

function clone(polygons: readonly FlatPolygon[]): FlatPolygon[] {
  return polygons.map((p) => ({ ...p, plane: null, runs: null }));
}

function overlayAll(
  clues: readonly FlatPolygon[],
  layer: readonly FlatPolygon[],
  candidates: readonly number[][],
): string {
  let area = 0;
  let pieces = 0;
  clues.forEach((clue, i) => {
    const near = (candidates[i] ?? []).flatMap((k) => {
      const geometry = layer[k];
      return geometry === undefined ? [] : [{ classKey: String(k % 12), netFactor: 1, geometry }];
    });
    const result = overlaySubject(clue, near);
    area += result.sumM2;
    pieces += result.pieceCount;
  });
  return `${pieces} pieces, ${area.toFixed(3)} m²`;
}

const land = timed('make 202,500 parcels', () => mosaic(450, 48 * metre));
const protection = blobs(12222, 55, 150 * metre, 450 * 48 * metre, 7);
const clues = blobs(2000, 24, 36 * metre, 450 * 48 * metre, 3);

for (const [name, layer] of [
  ['land', land],
  ['protection', protection],
] as const) {
  const index = timed(`index ${name}`, () => packedIndex(layer.map((p) => p.bbox)));
  const candidates = timed(`search ${name}`, () => clues.map((clue) => index.search(clue.bbox)));
  for (const round of ['cold', 'warm', 'warm']) {
    const fresh = round === 'cold' ? clone(layer) : layer;
    console.log(timed(`overlay ${name}, ${round}`, () => overlayAll(clues, fresh, candidates)));
  }
}

const long = river(1_000_000, 450 * 48 * metre);
for (const round of ['cold', 'warm'])
  console.log(
    timed(`2,000 clues × a river of 1,000,000 vertices, ${round}`, () =>
      clues.reduce((sum, clue) => sum + intersectionArea(clue, long), 0),
    ).toFixed(3),
  );

// A smooth outline: one of 100,000 long spikes would have six million crossings, which nothing makes quick.
const next = random(1);
const middle = 225 * 48 * metre;
const county = star(100_000, 200 * 48 * metre, middle, middle, () => 0.9 + 1e-5 * next());
console.log(
  timed('one subject of 100,000 vertices × all 202,500 parcels', () => {
    const all = land.map((geometry, i) => ({ classKey: String(i % 12), netFactor: 1, geometry }));
    const { coveredM2, sumM2, subjectM2, pieceCount } = overlaySubject(county, all);
    return { coveredM2, sumM2, subjectM2, pieceCount, official: areaM2(county) };
  }),
);
