import type { BBox, FlatPolygon, Outline } from './flat.ts';
import { planeOf } from './flat.ts';
import { indexArrays, searchTree, treeSize } from './packed-index.ts';

/** A feature of a layer as the overlay sees it. */
export type PackedFeature = {
  readonly classKey: string;
  /** 1 − 扣除地类系数 (KCXS). */
  readonly netFactor: number;
  readonly label: string;
  readonly geometry: Outline;
};

/** A layer laid out in one run of bytes with its index: opened without being read, shared between threads. */
export type LayerPack = {
  readonly size: number;
  /** Features whose box touches a box (degrees), in the order of the index. */
  readonly search: (box: BBox) => PackedFeature[];
};

const magic = 0x504c5453; // "STLP"
/** Raised when the layout changes, or the plane that the boundaries are in: older packs are made again. */
export const layerPackVersion = 1;
const headerWords = 8;
/** Boundaries from this many vertices on are kept once opened: their runs of edges are worth more than their memory. */
const longBoundary = 400;

/** The sections of a pack, in their order; the eight-byte ones stand first, so that all are aligned. */
function sections(counts: Counts) {
  const { features, rings, vertices, classBytes, labelBytes } = counts;
  const f64 = [4 * treeSize(features), features, 2 * vertices];
  const u32 = [features, features, rings, features, features];
  let at = headerWords * 4;
  const place = (bytes: number): number => {
    const here = at;
    at += bytes;
    return here;
  };
  const [tree = 0, net = 0, plane = 0] = f64.map((count) => place(8 * count));
  const [vertexEnds = 0, featureRings = 0, ringEnds = 0, classOf = 0, labelEnds = 0] = u32.map((n) => place(4 * n));
  const classes = place(classBytes);
  const labels = place(labelBytes);
  return { tree, net, plane, vertexEnds, featureRings, ringEnds, classOf, labelEnds, classes, labels, end: at };
}

type Counts = {
  readonly features: number;
  readonly rings: number;
  readonly vertices: number;
  readonly classBytes: number;
  readonly labelBytes: number;
};

class Grown<A extends Float64Array | Uint32Array> {
  #all: A;
  size = 0;
  constructor(start: A) {
    this.#all = start;
  }
  push(values: ArrayLike<number>): void {
    const needed = this.size + values.length;
    if (needed > this.#all.length) {
      const longer = new (this.#all.constructor as new (length: number) => A)(Math.max(needed, 2 * this.#all.length));
      longer.set(this.#all);
      this.#all = longer;
    }
    this.#all.set(values, this.size);
    this.size = needed;
  }
  /** Valid until the next push. */
  part(from: number, to = this.size): A {
    return this.#all.subarray(from, to) as A;
  }
  at(i: number): number {
    return this.#all[i] ?? 0;
  }
}

/** Gathers the features of a layer and lays them out, neighbours beside each other. */
export class LayerPackBuilder {
  readonly #boxes: BBox[] = [];
  readonly #plane = new Grown(new Float64Array(1 << 16));
  readonly #rings = new Grown(new Uint32Array(1 << 12));
  readonly #firstVertex = new Grown(new Uint32Array(1 << 12));
  readonly #firstRing = new Grown(new Uint32Array(1 << 12));
  readonly #classOf = new Grown(new Uint32Array(1 << 12));
  readonly #net = new Grown(new Float64Array(1 << 12));
  readonly #classes = new Map<string, number>();
  readonly #labels: string[] = [];

  add({ classKey, netFactor, label, geometry }: Omit<PackedFeature, 'geometry'> & { geometry: FlatPolygon }): void {
    this.#firstVertex.push([this.#plane.size / 2]);
    this.#firstRing.push([this.#rings.size]);
    this.#boxes.push(geometry.bbox);
    this.#plane.push(planeOf(geometry));
    this.#rings.push(geometry.ringEnds);
    const known = this.#classes.get(classKey) ?? this.#classes.size;
    this.#classes.set(classKey, known);
    this.#classOf.push([known]);
    this.#net.push([netFactor]);
    this.#labels.push(label);
  }

  /** The pack. RangeError beyond 2,097,151 features. */
  finish(): Uint8Array {
    const features = this.#boxes.length;
    const { order, tree } = indexArrays(this.#boxes);
    const encoder = new TextEncoder();
    const classes = encoder.encode(JSON.stringify([...this.#classes.keys()]));
    const labels = encoder.encode(Array.from(order, (i) => this.#labels[i]).join(''));
    const [vertices, rings] = [this.#plane.size / 2, this.#rings.size];
    const counts = { features, rings, vertices, classBytes: classes.length, labelBytes: labels.length };
    const at = sections(counts);
    const bytes = new Uint8Array(at.end);
    const header = [magic, layerPackVersion, features, rings, vertices, classes.length, labels.length, 0];
    new Uint32Array(bytes.buffer, 0, headerWords).set(header);
    bytes.set(classes, at.classes);
    bytes.set(labels, at.labels);
    const views = viewsOf(bytes.buffer, 0, counts);
    views.tree.set(tree);
    let [vertex, ring, letters] = [0, 0, 0];
    order.forEach((i, place) => {
      const fromVertex = this.#firstVertex.at(i);
      const toVertex = i + 1 < features ? this.#firstVertex.at(i + 1) : vertices;
      const [fromRing, toRing] = [this.#firstRing.at(i), i + 1 < features ? this.#firstRing.at(i + 1) : rings];
      views.plane.set(this.#plane.part(2 * fromVertex, 2 * toVertex), 2 * vertex);
      views.ringEnds.set(this.#rings.part(fromRing, toRing), ring);
      vertex += toVertex - fromVertex;
      ring += toRing - fromRing;
      letters += encoder.encode(this.#labels[i]).length;
      views.vertexEnds[place] = vertex;
      views.featureRings[place] = ring;
      views.labelEnds[place] = letters;
      views.net[place] = this.#net.at(i);
      views.classOf[place] = this.#classOf.at(i);
    });
    return bytes;
  }
}

function viewsOf(buffer: ArrayBufferLike, base: number, counts: Counts) {
  const at = sections(counts);
  const { features, rings, vertices, classBytes, labelBytes } = counts;
  return {
    tree: new Float64Array(buffer, base + at.tree, 4 * treeSize(features)),
    net: new Float64Array(buffer, base + at.net, features),
    plane: new Float64Array(buffer, base + at.plane, 2 * vertices),
    vertexEnds: new Uint32Array(buffer, base + at.vertexEnds, features),
    featureRings: new Uint32Array(buffer, base + at.featureRings, features),
    ringEnds: new Int32Array(buffer, base + at.ringEnds, rings),
    classOf: new Uint32Array(buffer, base + at.classOf, features),
    labelEnds: new Uint32Array(buffer, base + at.labelEnds, features),
    classes: new Uint8Array(buffer, base + at.classes, classBytes),
    labels: new Uint8Array(buffer, base + at.labels, labelBytes),
  };
}

const decoder = new TextDecoder();
// A decoder does not take shared memory, so the few bytes are copied.
const text = (bytes: Uint8Array): string => decoder.decode(bytes.slice());

/**
 * Opens a pack where it lies; `bytes` must begin at a multiple of 8 and stay as they are. RangeError where they are no
 * pack of this version, or cut short.
 */
export function openLayerPack(bytes: Uint8Array): LayerPack {
  if (bytes.length < headerWords * 4) throw new RangeError(`${bytes.length} bytes are no layer pack`);
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, headerWords);
  const [head, made, features = 0, rings = 0, vertices = 0, classBytes = 0, labelBytes = 0] = header;
  if (head !== magic || made !== layerPackVersion) throw new RangeError('not a layer pack of this version');
  const counts = { features, rings, vertices, classBytes, labelBytes };
  const { end } = sections(counts);
  if (end !== bytes.length) throw new RangeError(`a layer pack of ${end} bytes, cut to ${bytes.length}`);
  const views = viewsOf(bytes.buffer, bytes.byteOffset, counts);
  const classes = JSON.parse(text(views.classes)) as string[];
  const long = new Map<number, Outline>();

  const outlineAt = (place: number): Outline => {
    const kept = long.get(place);
    if (kept) return kept;
    const before = (ends: Uint32Array): number => (place === 0 ? 0 : (ends[place - 1] as number));
    const [from, to] = [before(views.vertexEnds), views.vertexEnds[place] as number];
    const { tree } = views;
    const k = 4 * place;
    const outline: Outline = {
      ringEnds: views.ringEnds.subarray(before(views.featureRings), views.featureRings[place]),
      bbox: [tree[k] as number, tree[k + 1] as number, tree[k + 2] as number, tree[k + 3] as number],
      plane: views.plane.subarray(2 * from, 2 * to),
      runs: null,
    };
    if (to - from >= longBoundary) long.set(place, outline);
    return outline;
  };

  const featureAt = (place: number): PackedFeature => {
    const from = place === 0 ? 0 : (views.labelEnds[place - 1] as number);
    const to = views.labelEnds[place] as number;
    return {
      classKey: classes[views.classOf[place] as number] ?? '',
      netFactor: views.net[place] as number,
      label: from === to ? '' : text(views.labels.subarray(from, to)),
      geometry: outlineAt(place),
    };
  };

  return {
    size: features,
    search: (box) => {
      const found: PackedFeature[] = [];
      searchTree(views.tree, features, box, (place) => found.push(featureAt(place)));
      return found;
    },
  };
}
