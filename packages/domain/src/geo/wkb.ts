import { type FlatPolygon, flatPolygon, planeXy, ringStart } from './flat.ts';
import { GeometryError } from './geometry-error.ts';

const polygonType = 3;
const multiPolygonType = 6;
const ewkbZ = 0x80000000;
const ewkbM = 0x40000000;
const ewkbSrid = 0x20000000;

/** Where reading stands, and where the geometry being read must end. */
type Cursor = { readonly view: DataView; at: number; end: number; little: boolean };
type Header = { readonly type: number; readonly dimensions: number };

function readHeader(c: Cursor): Header {
  c.little = c.view.getUint8(c.at) === 1;
  const raw = c.view.getUint32(c.at + 1, c.little);
  c.at += 5 + (raw & ewkbSrid ? 4 : 0);
  const code = raw & 0x0fffffff;
  // ISO WKB adds 1000 for Z, 2000 for M, 3000 for both; EWKB sets flag bits instead.
  const iso = Math.floor(code / 1000);
  const z = (raw & ewkbZ) !== 0 || iso === 1 || iso === 3;
  const m = (raw & ewkbM) !== 0 || iso === 2 || iso === 3;
  return { type: code % 1000, dimensions: 2 + (z ? 1 : 0) + (m ? 1 : 0) };
}

// Vertices are read here first and copied out at the end: growing a list number by number costs three times as much.
let scratch = new Float64Array(8192);

/** All polygons read so far: values used of `scratch`, ends of rings and parts; and where the current one begins in each. */
type Reading = {
  size: number;
  readonly ringEnds: number[];
  readonly partEnds: number[];
  firstValue: number;
  firstRing: number;
  firstPart: number;
};

function reserve(needed: number): void {
  if (needed <= scratch.length) return;
  const longer = new Float64Array(Math.max(needed, 2 * scratch.length));
  longer.set(scratch);
  scratch = longer;
}

function readRing(c: Cursor, dimensions: number, into: Reading): void {
  const count = c.view.getUint32(c.at, c.little);
  c.at += 4;
  const stride = dimensions * 8;
  // A damaged count must fail before it makes a large array.
  if (c.at + count * stride > c.end) throw new RangeError(`ring of ${count} points`);
  if (count === 0) return;
  const from = into.size;
  reserve(from + 2 * count + 2);
  let at = from;
  for (let i = 0; i < count; i++, c.at += stride) {
    const lon = c.view.getFloat64(c.at, c.little);
    const lat = c.view.getFloat64(c.at + 8, c.little);
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new GeometryError('geometry.notFinite', `byte ${c.at}`);
    scratch[at++] = lon;
    scratch[at++] = lat;
  }
  if (scratch[from] !== scratch[at - 2] || scratch[from + 1] !== scratch[at - 1]) {
    scratch[at++] = scratch[from] as number;
    scratch[at++] = scratch[from + 1] as number;
  }
  into.size = at;
  into.ringEnds.push((at - into.firstValue) / 2);
}

function readPolygon(c: Cursor, dimensions: number, into: Reading): void {
  const rings = c.view.getUint32(c.at, c.little);
  c.at += 4;
  for (let r = 0; r < rings; r++) readRing(c, dimensions, into);
  const ringsSoFar = into.ringEnds.length - into.firstRing;
  const before = into.partEnds.length > into.firstPart ? (into.partEnds.at(-1) ?? 0) : 0;
  if (ringsSoFar > before) into.partEnds.push(ringsSoFar);
}

function readAll(c: Cursor, into: Reading): void {
  const outer = readHeader(c);
  if (outer.type === polygonType) {
    readPolygon(c, outer.dimensions, into);
    return;
  }
  if (outer.type !== multiPolygonType) throw new GeometryError('geometry.notPolygon', `WKB type ${outer.type}`);
  const count = c.view.getUint32(c.at, c.little);
  c.at += 4;
  for (let i = 0; i < count; i++) {
    const part = readHeader(c);
    if (part.type !== polygonType)
      throw new GeometryError('geometry.malformed', `part ${i + 1} is WKB type ${part.type}`);
    readPolygon(c, part.dimensions, into);
  }
}

/**
 * Reads WKB or EWKB, either byte order, Polygon or MultiPolygon in lon/lat degrees; Z and M are skipped, an SRID is
 * not looked at. Throws `geometry.notPolygon`, `geometry.malformed` (cut short, damaged) or `geometry.notFinite`.
 */
export function flatFromWkb(bytes: Uint8Array): FlatPolygon {
  return flatsFromWkb(bytes, [bytes.length])[0] as FlatPolygon;
}

/**
 * As `flatFromWkb`, for many geometries one after the other, of `sizes` bytes each. They share their arrays, the ones in
 * the equal-area plane too: 10,000 parcels with arrays of their own cost the collector more than the reading.
 */
export function flatsFromWkb(bytes: Uint8Array, sizes: readonly number[]): FlatPolygon[] {
  const into: Reading = { size: 0, ringEnds: [], partEnds: [], firstValue: 0, firstRing: 0, firstPart: 0 };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const c: Cursor = { view, at: 0, end: 0, little: true };
  const firsts: (readonly [value: number, ring: number, part: number])[] = [];
  for (const size of sizes) {
    into.firstValue = into.size;
    into.firstRing = into.ringEnds.length;
    into.firstPart = into.partEnds.length;
    firsts.push([into.firstValue, into.firstRing, into.firstPart]);
    const from = c.end;
    c.at = from;
    c.end = from + size;
    try {
      readAll(c, into);
    } catch (error) {
      if (error instanceof RangeError) throw new GeometryError('geometry.malformed', `${size} bytes: ${error.message}`);
      throw error;
    }
  }
  return sharing(scratch.slice(0, into.size), into, firsts);
}

/** Polygons as views of common arrays. */
function sharing(
  xy: Float64Array,
  { ringEnds, partEnds }: Reading,
  firsts: readonly (readonly [value: number, ring: number, part: number])[],
): FlatPolygon[] {
  if (firsts.length === 1) return [flatPolygon(xy, Int32Array.from(ringEnds), Int32Array.from(partEnds))];
  const plane = planeXy(xy);
  const rings = Int32Array.from(ringEnds);
  const parts = Int32Array.from(partEnds);
  return firsts.map(([value, ring, part], i) => {
    const [nextValue, nextRing, nextPart] = firsts[i + 1] ?? [xy.length, rings.length, parts.length];
    const polygon = flatPolygon(
      xy.subarray(value, nextValue),
      rings.subarray(ring, nextRing),
      parts.subarray(part, nextPart),
    );
    polygon.plane = plane.subarray(value, nextValue);
    return polygon;
  });
}

function nibble(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** As `flatFromWkb`, from the hexadecimal text a database driver gives for a geometry column. */
export function flatFromWkbHex(hex: string): FlatPolygon {
  const bytes = new Uint8Array(hex.length >> 1);
  for (let i = 0; i < bytes.length; i++) {
    const high = nibble(hex.charCodeAt(2 * i));
    const low = nibble(hex.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) throw new GeometryError('geometry.malformed', `not hexadecimal at character ${2 * i}`);
    bytes[i] = (high << 4) | low;
  }
  if (hex.length % 2 !== 0) throw new GeometryError('geometry.malformed', 'an odd number of hexadecimal digits');
  return flatFromWkb(bytes);
}

/** Writes little-endian EWKB, always a MultiPolygon (the type of the geometry columns), with the SRID. */
export function toEwkb(p: FlatPolygon, srid = 4490): Uint8Array {
  const view = new DataView(new ArrayBuffer(13 + p.partEnds.length * 9 + p.ringEnds.length * 4 + p.xy.length * 8));
  let at = 0;
  const u8 = (value: number): void => {
    view.setUint8(at, value);
    at += 1;
  };
  const u32 = (value: number): void => {
    view.setUint32(at, value, true);
    at += 4;
  };
  u8(1);
  u32(multiPolygonType | ewkbSrid);
  u32(srid);
  u32(p.partEnds.length);
  let ring = 0;
  for (const end of p.partEnds) {
    u8(1);
    u32(polygonType);
    u32(end - ring);
    for (; ring < end; ring++) {
      const from = ringStart(p, ring);
      const to = p.ringEnds[ring] as number;
      u32(to - from);
      for (let i = 2 * from; i < 2 * to; i++, at += 8) view.setFloat64(at, p.xy[i] as number, true);
    }
  }
  return new Uint8Array(view.buffer);
}
