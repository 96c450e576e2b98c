import { type Family, type GeometryBuffer, LINE, NONE, POINT, POLYGON } from './geometry.ts';

const EWKB_Z = 0x80000000;
const EWKB_M = 0x40000000;
const EWKB_SRID = 0x20000000;

export type WkbProblem = 'damagedGeometry' | 'wrongType' | 'tooManyVertices';

/** Reads little-endian WKB, ISO WKB or EWKB into `out` as XY; Z and M are left behind. */
export class WkbReader {
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #end = 0;
  #maxVertices: number;

  constructor(maxVertices: number) {
    this.#maxVertices = maxVertices;
  }

  /** Null when it went well. `view` covers the bytes; nothing outside `start…end` is looked at. */
  read(view: DataView, start: number, end: number, out: GeometryBuffer): WkbProblem | null {
    this.#view = view;
    this.#at = start;
    this.#end = end;
    out.reset(NONE);
    return this.#geometry(out, 0);
  }

  #geometry(out: GeometryBuffer, depth: number): WkbProblem | null {
    if (depth > 4 || this.#at + 5 > this.#end || this.#view.getUint8(this.#at) !== 1) return 'damagedGeometry';
    const word = this.#view.getUint32(this.#at + 1, true);
    this.#at += 5;
    if (word & EWKB_SRID) this.#at += 4;
    const type = word & 0x0fffffff;
    const dimension = Math.trunc(type / 1000);
    const extra =
      ((word & EWKB_Z) !== 0 || dimension === 1 || dimension === 3 ? 8 : 0) +
      ((word & EWKB_M) !== 0 || dimension >= 2 ? 8 : 0);
    const stride = 16 + extra;
    const base = type % 1000;
    if (base === 1) return claim(out, POINT) ?? this.#points(out, 1, stride);
    if (base === 2) {
      const problem = claim(out, LINE) ?? this.#points(out, this.#count(), stride);
      out.endRing();
      return problem;
    }
    if (base === 3) return claim(out, POLYGON) ?? this.#polygon(out, stride);
    if (base < 4 || base > 7) return 'wrongType';
    for (let left = this.#count(); left > 0; left--) {
      const problem = this.#geometry(out, depth + 1);
      if (problem) return problem;
    }
    return null;
  }

  #polygon(out: GeometryBuffer, stride: number): WkbProblem | null {
    const rings = this.#count();
    for (let ring = 0; ring < rings; ring++) {
      const problem = this.#points(out, this.#count(), stride);
      if (problem) return problem;
      out.endRing();
    }
    if (rings > 0) out.endPart();
    return null;
  }

  /** A forged count is caught by the bytes that would have to follow, in `#points` or at the next header. */
  #count(): number {
    if (this.#at + 4 > this.#end) return 0x7fffffff;
    const n = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return n;
  }

  #points(out: GeometryBuffer, n: number, stride: number): WkbProblem | null {
    if (this.#at + n * stride > this.#end) return 'damagedGeometry';
    if (out.vertices + n > this.#maxVertices) return 'tooManyVertices';
    out.reserve(n);
    const { xy } = out;
    const view = this.#view;
    let to = 2 * out.vertices;
    let from = this.#at;
    for (let i = 0; i < n; i++, from += stride) {
      xy[to++] = view.getFloat64(from, true);
      xy[to++] = view.getFloat64(from + 8, true);
    }
    this.#at = from;
    out.vertices += n;
    return null;
  }
}

function claim(out: GeometryBuffer, family: Family): 'wrongType' | null {
  if (out.family !== NONE && out.family !== family) return 'wrongType';
  out.family = family;
  return null;
}

/** Bytes `writeEwkb` will need. */
export function ewkbSize(g: GeometryBuffer): number {
  if (g.family === POINT) return 13 + 21 * g.vertices;
  if (g.family === LINE) return 13 + 9 * g.rings + 16 * g.vertices;
  return 13 + 9 * g.parts + 4 * g.rings + 16 * g.vertices;
}

/** Writes little-endian EWKB: MultiPoint, MultiLineString or MultiPolygon, XY, with the SRID. Returns the end offset. */
export function writeEwkb(g: GeometryBuffer, view: DataView, offset: number, srid: number): number {
  let at = offset;
  const header = (type: number, count: number) => {
    view.setUint8(at, 1);
    view.setUint32(at + 1, type, true);
    view.setUint32(at + 5, count, true);
    at += 9;
  };
  const vertices = (from: number, to: number) => {
    for (let i = 2 * from; i < 2 * to; i++, at += 8) view.setFloat64(at, g.xy[i] ?? 0, true);
  };
  const members = g.family === POINT ? g.vertices : g.family === LINE ? g.rings : g.parts;
  view.setUint8(at, 1);
  view.setUint32(at + 1, (EWKB_SRID | (3 + g.family)) >>> 0, true);
  view.setUint32(at + 5, srid, true);
  view.setUint32(at + 9, members, true);
  at += 13;
  for (let member = 0; member < members; member++) {
    if (g.family === POINT) {
      view.setUint8(at, 1);
      view.setUint32(at + 1, 1, true);
      at += 5;
      vertices(member, member + 1);
    } else if (g.family === LINE) {
      const from = g.ringStart(member);
      const to = g.ringEnds[member] ?? from;
      header(2, to - from);
      vertices(from, to);
    } else {
      const first = g.partStart(member);
      const last = g.partEnds[member] ?? first;
      header(3, last - first);
      for (let ring = first; ring < last; ring++) {
        const from = g.ringStart(ring);
        const to = g.ringEnds[ring] ?? from;
        view.setUint32(at, to - from, true);
        at += 4;
        vertices(from, to);
      }
    }
  }
  return at;
}
