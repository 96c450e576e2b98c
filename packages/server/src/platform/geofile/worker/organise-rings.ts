import { type GeometryBuffer, POLYGON } from './geometry.ts';

interface Ring {
  index: number;
  area: number;
  box: [number, number, number, number];
  depth: number;
  /** Position in the sorted list of the smallest ring around it, or -1. */
  parent: number;
}

/**
 * A shapefile lists rings without saying which hole is whose, and writers disagree about their direction. So the rule is
 * containment: a ring in no other is an outer one, a ring in an outer one is its hole, a ring in a hole is an island.
 * Copies from `input` (rings filled, no parts) to `out`, outer rings first, each followed by its holes.
 */
export function organiseRings(input: GeometryBuffer, out: GeometryBuffer): void {
  const rings: Ring[] = [];
  for (let index = 0; index < input.rings; index++) rings.push(measure(input, index));
  rings.sort((a, b) => b.area - a.area);
  rings.forEach((ring, i) => {
    for (let j = i - 1; j >= 0; j--) {
      const around = rings[j] as Ring;
      if (boxWithin(ring.box, around.box) && ringWithin(input, ring.index, around.index)) {
        ring.parent = j;
        ring.depth = around.depth + 1;
        break;
      }
    }
  });
  const holes = new Map<number, Ring[]>();
  for (const ring of rings) {
    if (ring.depth % 2 === 0) continue;
    const list = holes.get(ring.parent);
    if (list) list.push(ring);
    else holes.set(ring.parent, [ring]);
  }
  out.reset(POLYGON);
  rings.forEach((ring, i) => {
    if (ring.depth % 2 !== 0) return;
    copyRing(input, ring.index, out);
    for (const hole of holes.get(i) ?? []) copyRing(input, hole.index, out);
    out.endPart();
  });
}

function measure(g: GeometryBuffer, index: number): Ring {
  const { xy } = g;
  const from = g.ringStart(index);
  const to = g.ringEnds[index] as number;
  const ox = xy[2 * from] as number;
  const oy = xy[2 * from + 1] as number;
  const box: Ring['box'] = [ox, oy, ox, oy];
  let twice = 0;
  for (let i = from; i < to; i++) {
    const x = xy[2 * i] as number;
    const y = xy[2 * i + 1] as number;
    const next = i + 1 < to ? i + 1 : from;
    twice += (x - ox) * ((xy[2 * next + 1] as number) - oy) - ((xy[2 * next] as number) - ox) * (y - oy);
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return { index, area: Math.abs(twice / 2) || 0, box, depth: 0, parent: -1 };
}

function boxWithin(inner: Ring['box'], outer: Ring['box']): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** Decided by the first vertex that is not on the other ring, then by edge middles; identical rings are not inside. */
function ringWithin(g: GeometryBuffer, inner: number, outer: number): boolean {
  const from = g.ringStart(inner);
  const to = g.ringEnds[inner] as number;
  for (const half of [0, 0.5]) {
    for (let i = from; i < to; i++) {
      const next = i + 1 < to ? i + 1 : from;
      const x0 = g.xy[2 * i] as number;
      const y0 = g.xy[2 * i + 1] as number;
      const x = x0 + half * ((g.xy[2 * next] as number) - x0);
      const y = y0 + half * ((g.xy[2 * next + 1] as number) - y0);
      const where = locate(g, outer, x, y);
      if (where !== 0) return where > 0;
    }
  }
  return false;
}

/** 1 inside, -1 outside, 0 on the ring. */
function locate(g: GeometryBuffer, ring: number, x: number, y: number): -1 | 0 | 1 {
  const { xy } = g;
  const from = g.ringStart(ring);
  const to = g.ringEnds[ring] as number;
  let inside = false;
  let x0 = xy[2 * to - 2] as number;
  let y0 = xy[2 * to - 1] as number;
  for (let i = 2 * from; i < 2 * to; i += 2) {
    const x1 = xy[i] as number;
    const y1 = xy[i + 1] as number;
    if (y0 > y !== y1 > y) {
      const side = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0);
      if (side === 0) return 0;
      if (side > 0 === y1 > y0) inside = !inside;
    } else if (y0 === y && y1 === y ? x0 <= x !== x1 < x || x0 === x : x1 === x && y1 === y) return 0;
    x0 = x1;
    y0 = y1;
  }
  return inside ? 1 : -1;
}

function copyRing(input: GeometryBuffer, index: number, out: GeometryBuffer): void {
  const from = input.ringStart(index);
  const to = input.ringEnds[index] as number;
  out.reserve(to - from);
  out.xy.set(input.xy.subarray(2 * from, 2 * to), 2 * out.vertices);
  out.vertices += to - from;
  out.endRing();
}
