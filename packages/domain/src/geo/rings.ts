import { type FlatPolygon, flatPolygon, ringStart } from './flat.ts';
import { GeometryError } from './geometry-error.ts';

/** One vertex: longitude and latitude in degrees; further values (height, measure) are ignored. */
export type Position = readonly number[];

function closed(ring: readonly Position[]): boolean {
  const first = ring[0];
  const last = ring[ring.length - 1];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

/**
 * A flat polygon from parts of rings of [lon, lat]; the first ring of a part is the outer one. Unclosed rings are
 * closed, empty rings and parts left out. Throws `geometry.notFinite` for a coordinate that is not a number.
 */
export function flatFromRings(parts: readonly (readonly (readonly Position[])[])[]): FlatPolygon {
  const xy: number[] = [];
  const ringEnds: number[] = [];
  const partEnds: number[] = [];
  for (const rings of parts) {
    for (const ring of rings) {
      if (ring.length === 0) continue;
      const from = xy.length;
      for (const [lon, lat] of ring) {
        if (!Number.isFinite(lon) || !Number.isFinite(lat) || lon === undefined || lat === undefined)
          throw new GeometryError(
            'geometry.notFinite',
            `part ${partEnds.length + 1}, ring ${ringEnds.length + 1}: ${lon}, ${lat}`,
          );
        xy.push(lon, lat);
      }
      if (!closed(ring)) xy.push(xy[from] as number, xy[from + 1] as number);
      ringEnds.push(xy.length / 2);
    }
    if (ringEnds.length > (partEnds[partEnds.length - 1] ?? 0)) partEnds.push(ringEnds.length);
  }
  return flatPolygon(Float64Array.from(xy), Int32Array.from(ringEnds), Int32Array.from(partEnds));
}

/** The parts of a flat polygon as nested rings of [lon, lat], closed. */
export function toRings(p: FlatPolygon): [number, number][][][] {
  const parts: [number, number][][][] = [];
  let ring = 0;
  for (const end of p.partEnds) {
    const rings: [number, number][][] = [];
    for (; ring < end; ring++) {
      const positions: [number, number][] = [];
      for (let i = ringStart(p, ring); i < (p.ringEnds[ring] as number); i++)
        positions.push([p.xy[2 * i] as number, p.xy[2 * i + 1] as number]);
      rings.push(positions);
    }
    parts.push(rings);
  }
  return parts;
}
