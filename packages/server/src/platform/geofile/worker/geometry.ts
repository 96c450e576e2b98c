/** Families of geometry; collections of mixed kinds are refused before they get here. */
export const NONE = 0;
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;
export type Family = typeof NONE | typeof POINT | typeof LINE | typeof POLYGON;

/**
 * One feature's geometry in flat arrays, used again for every feature: a county of 200,000 parcels allocates nothing.
 * Polygons: `partEnds` counts rings, `ringEnds` counts vertices. Lines: one ring per line. Points: vertices only.
 */
export class GeometryBuffer {
  family: Family = NONE;
  xy: Float64Array = new Float64Array(8192);
  vertices = 0;
  ringEnds: Int32Array = new Int32Array(64);
  rings = 0;
  partEnds: Int32Array = new Int32Array(64);
  parts = 0;

  reset(family: Family): void {
    this.family = family;
    this.vertices = 0;
    this.rings = 0;
    this.parts = 0;
  }

  /** Makes room for n more vertices. */
  reserve(n: number): void {
    const need = 2 * (this.vertices + n);
    if (need <= this.xy.length) return;
    const grown = new Float64Array(Math.max(need, 2 * this.xy.length));
    grown.set(this.xy.subarray(0, 2 * this.vertices));
    this.xy = grown;
  }

  addVertex(x: number, y: number): void {
    this.reserve(1);
    this.xy[2 * this.vertices] = x;
    this.xy[2 * this.vertices + 1] = y;
    this.vertices++;
  }

  endRing(): void {
    if (this.rings === this.ringEnds.length) this.ringEnds = grow(this.ringEnds);
    this.ringEnds[this.rings++] = this.vertices;
  }

  endPart(): void {
    if (this.parts === this.partEnds.length) this.partEnds = grow(this.partEnds);
    this.partEnds[this.parts++] = this.rings;
  }

  ringStart(ring: number): number {
    return ring === 0 ? 0 : (this.ringEnds[ring - 1] ?? 0);
  }

  partStart(part: number): number {
    return part === 0 ? 0 : (this.partEnds[part - 1] ?? 0);
  }
}

function grow(array: Int32Array): Int32Array {
  const grown = new Int32Array(2 * array.length);
  grown.set(array);
  return grown;
}
