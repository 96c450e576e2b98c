import { type FlatPolygon, flatPolygon } from '../flat.ts';

/** Invented places for tests and benchmarks: around 106°E 29.8°N, sizes in degrees. */
const origin = { lon: 106, lat: 29.8 };

/** Repeatable pseudo-random numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function single(points: readonly number[]): FlatPolygon {
  const xy = Float64Array.from([...points, points[0] ?? 0, points[1] ?? 0]);
  return flatPolygon(xy, Int32Array.of(xy.length / 2), Int32Array.of(1));
}

/** A full partition of a square into side² parcels of 18 vertices that share their crooked edges exactly. */
export function mosaic(side: number, size: number): FlatPolygon[] {
  const jitter = (i: number, j: number, k: number): number => {
    const next = random((i * 7919 + j) * 31 + k);
    return (next() - 0.5) * size * 0.25;
  };
  const corner = (i: number, j: number): [number, number] => [
    origin.lon + i * size + jitter(i, j, 1),
    origin.lat + j * size + jitter(i, j, 2),
  ];
  const along = (i: number, j: number, upwards: boolean, steps: number): number[] => {
    const [x0, y0] = corner(i, j);
    const [x1, y1] = upwards ? corner(i, j + 1) : corner(i + 1, j);
    const points = [x0, y0];
    for (let k = 1; k <= steps; k++) {
      const t = k / (steps + 1);
      const off = jitter(i, j, (upwards ? 20 : 10) + k) * 0.3;
      points.push(x0 + (x1 - x0) * t + (upwards ? off : 0), y0 + (y1 - y0) * t + (upwards ? 0 : off));
    }
    return points;
  };
  const backwards = (points: readonly number[], end: readonly [number, number]): number[] => {
    const result: number[] = [...end];
    for (let k = points.length - 2; k >= 2; k -= 2) result.push(points[k] ?? 0, points[k + 1] ?? 0);
    return result;
  };
  const parcels: FlatPolygon[] = [];
  for (let i = 0; i < side; i++) {
    for (let j = 0; j < side; j++) {
      parcels.push(
        single([
          ...along(i, j, false, 4),
          ...along(i + 1, j, true, 3),
          ...backwards(along(i, j + 1, false, 4), corner(i + 1, j + 1)),
          ...backwards(along(i, j, true, 3), corner(i, j + 1)),
        ]),
      );
    }
  }
  return parcels;
}

/** A star-shaped ring of `vertices` corners around a centre given from the origin. */
export function star(
  vertices: number,
  radius: number,
  at: number,
  atY = at,
  next: () => number = random(5),
): FlatPolygon {
  const points: number[] = [];
  for (let k = 0; k < vertices; k++) {
    const angle = (k / vertices) * 2 * Math.PI;
    const r = radius * (0.7 + 0.3 * next());
    points.push(origin.lon + at + r * Math.cos(angle), origin.lat + atY + r * Math.sin(angle));
  }
  return single(points);
}

/** `count` stars strewn over a square. */
export function blobs(count: number, vertices: number, radius: number, extent: number, seed: number): FlatPolygon[] {
  const next = random(seed);
  return Array.from({ length: count }, () => {
    const margin = radius * 1.5;
    const x = margin + next() * (extent - 2 * margin);
    const y = margin + next() * (extent - 2 * margin);
    return star(vertices, radius, x, y, next);
  });
}

/** A winding strip of `vertices` corners across the square: its boundary goes there and comes back. */
export function river(vertices: number, extent: number): FlatPolygon {
  const half = vertices / 2;
  const points: number[] = [];
  for (let k = 0; k < vertices; k++) {
    const back = k >= half;
    const t = (back ? vertices - 1 - k : k) / half;
    const swing = Math.sin(t * 40) * extent * 0.3 + (back ? extent * 0.004 : 0);
    points.push(origin.lon + t * extent, origin.lat + extent / 2 + swing);
  }
  return single(points);
}
