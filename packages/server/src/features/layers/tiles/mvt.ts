/** Side of a tile in its own units, and how far geometry reaches over the edge so that lines have no seams. */
export const EXTENT = 4096;
export const BUFFER = 64;

/** One polygon feature in tile units: parts of rings of x, y pairs, not closed; the first ring is the outer one. */
export interface TileFeature {
  id: string;
  classCode: string;
  label: string;
  parts: readonly (readonly Int32Array[])[];
}

const LAYER_NAME = 'features';
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** Bytes of the protobuf wire format, as much of it as vector tiles use. */
class Writer {
  #bytes = new Uint8Array(1024);
  #at = 0;

  #need(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#at + more, this.#bytes.length * 2));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
  varint(value: number): void {
    this.#need(5);
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.#bytes[this.#at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.#at++] = rest;
  }
  field(number: number, value: number): void {
    this.varint(number << 3);
    this.varint(value);
  }
  bytes(number: number, value: Uint8Array): void {
    this.varint((number << 3) | 2);
    this.varint(value.length);
    this.#need(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }
  text(number: number, value: string): void {
    this.bytes(number, Buffer.from(value, 'utf8'));
  }
  get length(): number {
    return this.#at;
  }
  done(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);

/** Twice the signed area by the surveyor's formula; positive is what the standard asks of an outer ring. */
export function signedArea2(ring: Int32Array): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2)
    sum += (ring[j] as number) * (ring[i + 1] as number) - (ring[i] as number) * (ring[j + 1] as number);
  return sum;
}

function writeRing(out: Writer, ring: Int32Array, backwards: boolean, cursor: { x: number; y: number }): void {
  const count = ring.length / 2;
  for (let k = 0; k < count; k++) {
    const at = 2 * (backwards ? count - 1 - k : k);
    if (k === 0) out.varint(MOVE_TO | (1 << 3));
    if (k === 1) out.varint(LINE_TO | ((count - 1) << 3));
    const x = ring[at] as number;
    const y = ring[at + 1] as number;
    out.varint(zigzag(x - cursor.x));
    out.varint(zigzag(y - cursor.y));
    cursor.x = x;
    cursor.y = y;
  }
  out.varint(CLOSE_PATH | (1 << 3));
}

/**
 * Encodes one tile with one layer (Mapbox Vector Tile 2.1): properties c (class code), l (label), i (id). Outer rings
 * are turned to positive area, holes to negative. Features beyond `maxBytes` are left out, so order matters.
 * @returns an empty array when there is nothing to draw
 */
export function encodeTile(features: readonly TileFeature[], maxBytes: number): Uint8Array {
  const layer = new Writer();
  const values = new Map<string, number>();
  const indexOf = (text: string): number => {
    const known = values.get(text);
    if (known !== undefined) return known;
    values.set(text, values.size);
    return values.size - 1;
  };
  layer.field(15, 2);
  layer.text(1, LAYER_NAME);
  let drawn = 0;
  for (const { id, classCode, label, parts } of features) {
    const geometry = new Writer();
    const cursor = { x: 0, y: 0 };
    for (const rings of parts)
      rings.forEach((ring, i) => {
        writeRing(geometry, ring, signedArea2(ring) > 0 !== (i === 0), cursor);
      });
    if (geometry.length === 0) continue;
    if (layer.length + geometry.length > maxBytes) break;
    const tags = new Writer();
    const properties = [classCode, label, id];
    properties.forEach((text, key) => {
      if (text === '') return;
      tags.varint(key);
      tags.varint(indexOf(text));
    });
    const feature = new Writer();
    feature.bytes(2, tags.done());
    feature.field(3, 3);
    feature.bytes(4, geometry.done());
    layer.bytes(2, feature.done());
    drawn++;
  }
  if (drawn === 0) return new Uint8Array(0);
  for (const key of ['c', 'l', 'i']) layer.text(3, key);
  for (const text of values.keys()) {
    const value = new Writer();
    value.text(1, text);
    layer.bytes(4, value.done());
  }
  layer.field(5, EXTENT);
  const tile = new Writer();
  tile.bytes(3, layer.done());
  return tile.done();
}
