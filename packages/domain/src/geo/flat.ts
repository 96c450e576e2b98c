import { planeX, planeY } from './ellipsoid.ts';

/** [minLon, minLat, maxLon, maxLat] in degrees. */
export type BBox = readonly [minLon: number, minLat: number, maxLon: number, maxLat: number];

/** Boxes of runs of consecutive edges, so that a long boundary is only read where a question touches it. */
export type EdgeRuns = {
  /** minX, minY, maxX, maxY of each run, in the equal-area plane. */
  readonly boxes: Float64Array;
  /** First vertex of each run. */
  readonly from: Int32Array;
  /** Last vertex of each run (the edge before it is the run's last). */
  readonly to: Int32Array;
  /** Boxes of `runsPerGroup` consecutive runs. */
  readonly groupBoxes: Float64Array;
};

/**
 * A polygon or multipolygon as plain arrays: quick to read, to clone into a worker and to store.
 * Every ring repeats its first vertex at its end. Inside is by even-odd over all rings.
 */
export type FlatPolygon = {
  /** lon, lat, lon, lat … in degrees, EPSG:4490. */
  readonly xy: Float64Array;
  /** For each ring the vertex index after its last vertex. */
  readonly ringEnds: Int32Array;
  /** For each part (outer ring and its holes) the ring index after its last ring. */
  readonly partEnds: Int32Array;
  readonly bbox: BBox;
  /** Cache: x, y in metres in the equal-area plane. */
  plane: Float64Array | null;
  /** Cache: only for boundaries long enough to be worth it. */
  runs: EdgeRuns | null;
};

/** What the overlay needs of a polygon. One whose boundary is in the plane already needs no degrees. */
export type Outline = Pick<FlatPolygon, 'ringEnds' | 'bbox' | 'plane' | 'runs'> & { readonly xy?: Float64Array };

/** Box of lon/lat pairs; for no vertex at all it is the empty box (∞, ∞, −∞, −∞), which meets nothing. */
export function bboxOfXy(xy: Float64Array): BBox {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] as number;
    const y = xy[i + 1] as number;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** A flat polygon from arrays whose rings are closed already; nothing is copied. */
export function flatPolygon(xy: Float64Array, ringEnds: Int32Array, partEnds: Int32Array): FlatPolygon {
  return { xy, ringEnds, partEnds, bbox: bboxOfXy(xy), plane: null, runs: null };
}

/** Vertices in metres in the equal-area plane, computed once per polygon. */
export function planeOf(p: Outline): Float64Array {
  p.plane ??= planeXy(p.xy ?? new Float64Array(0));
  return p.plane;
}

/** Lon/lat pairs in the equal-area plane, metres. */
export function planeXy(xy: Float64Array): Float64Array {
  const plane = new Float64Array(xy.length);
  for (let i = 0; i + 1 < xy.length; i += 2) {
    plane[i] = planeX(xy[i] as number);
    plane[i + 1] = planeY(xy[i + 1] as number);
  }
  return plane;
}

/** First vertex of a ring. */
export function ringStart(p: Pick<FlatPolygon, 'ringEnds'>, ring: number): number {
  return ring === 0 ? 0 : (p.ringEnds[ring - 1] as number);
}
