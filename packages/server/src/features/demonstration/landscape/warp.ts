/** The plan's origin: degrees EPSG:4490. Everything around it is invented. */
export const origin = { lon: 106, lat: 29.8 } as const;

// Metres a degree at 29.8° on GRS80; exact enough to place invented land, areas are measured on the ellipsoid later.
const METRES_PER_LAT = 110_852;
const METRES_PER_LON = 96_660;

interface Wave {
  readonly kx: number;
  readonly ky: number;
  readonly phase: number;
  readonly dx: number;
  readonly dy: number;
}
const wave = (length: number, angle: number, phase: number, dx: number, dy: number): Wave => ({
  kx: (Math.cos(angle) * 2 * Math.PI) / length,
  ky: (Math.sin(angle) * 2 * Math.PI) / length,
  phase,
  dx,
  dy,
});

/*
 * A sum of slow waves bends the straight plan into valleys and winding banks. The steepness (2π · height / length,
 * summed) stays under 1, so the plan is never folded: shared edges stay shared, and nothing overlaps.
 */
const waves: readonly Wave[] = [
  wave(3100, 0.25, 0.6, 30, 90),
  wave(1900, 1.9, 2.1, 45, -24),
  wave(1250, -0.5, 4.0, 14, 44),
  wave(760, 0.9, 1.3, -8, 9),
  wave(430, 2.4, 0.2, 6, -6),
  wave(250, -1.1, 3.3, 3, 3),
  wave(140, 0.5, 5.1, 1.1, -1.2),
];

/** Plan metres → the bent land, metres east and north of the origin. */
export function warp(x: number, y: number): [number, number] {
  let [east, north] = [x, y];
  for (const each of waves) {
    const height = Math.sin(x * each.kx + y * each.ky + each.phase);
    east += each.dx * height;
    north += each.dy * height;
  }
  return [east, north];
}

/** Upper bound of the waves' steepness; under 1 the land cannot fold. */
export const steepness = waves.reduce((sum, w) => sum + Math.hypot(w.dx, w.dy) * Math.hypot(w.kx, w.ky), 0);

/** Rounded to 1e-9° (a tenth of a millimetre), as survey files are: equal points stay equal. */
export function toLonLat(x: number, y: number): [number, number] {
  const [east, north] = warp(x, y);
  return [
    Math.round((origin.lon + east / METRES_PER_LON) * 1e9) / 1e9,
    Math.round((origin.lat + north / METRES_PER_LAT) * 1e9) / 1e9,
  ];
}
