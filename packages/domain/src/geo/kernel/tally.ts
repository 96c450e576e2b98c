import { grownFloats, grownInts } from './edges.ts';

/** Where the areas of one question are summed, m², and who is inside at the current place of a sweep line. */
export type Tally = {
  subject: number;
  covered: number;
  /** By owner: area of the subject inside this candidate. */
  byOwner: Float64Array;
  /** By class: area of the subject inside any candidate of the class. */
  byClass: Float64Array;
  /** By class: as `byClass`, where the sweep is inside of layer `within` as well. */
  byClassWithin: Float64Array;
  /** By layer: area of the subject inside any candidate of the layer. */
  byLayer: Float64Array;
  /** The layer of `byClassWithin`, −1 for none. */
  within: number;
  /** Class of each owner, layer of each class. */
  classOf: Int32Array;
  layerOf: Int32Array;
  /** By owner, 1 where the sweep is inside. */
  inside: Uint8Array;
  /** By class, how many candidates of it the sweep is inside of; by layer, how many classes of it. */
  depth: Int32Array;
  layerDepth: Int32Array;
  /** The owners (and classes) the sweep is inside of, and how many they are. */
  owners: Int32Array;
  ownerCount: number;
  classes: Int32Array;
  classCount: number;
  /** How many layers there are. */
  layers: number;
};

/** The one tally of this thread. */
export const tally: Tally = {
  subject: 0,
  covered: 0,
  byOwner: new Float64Array(256),
  byClass: new Float64Array(64),
  byClassWithin: new Float64Array(64),
  byLayer: new Float64Array(16),
  within: -1,
  classOf: new Int32Array(256),
  layerOf: new Int32Array(64),
  inside: new Uint8Array(256),
  depth: new Int32Array(64),
  layerDepth: new Int32Array(16),
  owners: new Int32Array(256),
  ownerCount: 0,
  classes: new Int32Array(64),
  classCount: 0,
  layers: 1,
};

/** Empties the tally for a question of `owners` owners (the subject included), `classes` classes and `layers` layers. */
export function resetTally(owners: number, classes: number, layers: number, within: number): void {
  if (owners > tally.byOwner.length) {
    tally.byOwner = grownFloats(tally.byOwner, owners);
    tally.classOf = grownInts(tally.classOf, owners);
    tally.owners = grownInts(tally.owners, owners);
    tally.inside = new Uint8Array(tally.byOwner.length);
  }
  if (classes > tally.byClass.length) {
    tally.byClass = grownFloats(tally.byClass, classes);
    tally.byClassWithin = grownFloats(tally.byClassWithin, classes);
    tally.layerOf = grownInts(tally.layerOf, classes);
    tally.depth = grownInts(tally.depth, classes);
    tally.classes = grownInts(tally.classes, classes);
  }
  if (layers > tally.byLayer.length) {
    tally.byLayer = grownFloats(tally.byLayer, layers);
    tally.layerDepth = grownInts(tally.layerDepth, layers);
  }
  tally.subject = 0;
  tally.covered = 0;
  tally.within = within;
  tally.layers = layers;
  tally.byOwner.fill(0, 0, owners);
  tally.byClass.fill(0, 0, classes);
  tally.byClassWithin.fill(0, 0, classes);
  tally.byLayer.fill(0, 0, layers);
}

function removeFrom(list: Int32Array, count: number, value: number): void {
  let k = 0;
  while (list[k] !== value) k++;
  list[k] = list[count - 1] as number;
}

/** The sweep crosses an edge of a candidate. */
export function crossCandidate(owner: number): void {
  const cls = tally.classOf[owner] as number;
  if (tally.inside[owner] === 0) {
    tally.inside[owner] = 1;
    tally.owners[tally.ownerCount++] = owner;
    const depth = tally.depth[cls] as number;
    if (depth === 0) {
      tally.classes[tally.classCount++] = cls;
      stepLayer(cls, 1);
    }
    tally.depth[cls] = depth + 1;
    return;
  }
  tally.inside[owner] = 0;
  removeFrom(tally.owners, tally.ownerCount--, owner);
  const depth = (tally.depth[cls] as number) - 1;
  tally.depth[cls] = depth;
  if (depth === 0) {
    removeFrom(tally.classes, tally.classCount--, cls);
    stepLayer(cls, -1);
  }
}

function stepLayer(cls: number, by: number): void {
  const layer = tally.layerOf[cls] as number;
  tally.layerDepth[layer] = (tally.layerDepth[layer] as number) + by;
}

/** Adds a stretch of the subject to everything the sweep is inside of. m². */
export function addStretch(area: number): void {
  tally.subject += area;
  if (tally.ownerCount === 0) return;
  tally.covered += area;
  for (let k = 0; k < tally.ownerCount; k++) {
    const owner = tally.owners[k] as number;
    tally.byOwner[owner] = (tally.byOwner[owner] as number) + area;
  }
  for (let k = 0; k < tally.classCount; k++) {
    const cls = tally.classes[k] as number;
    tally.byClass[cls] = (tally.byClass[cls] as number) + area;
  }
  if (tally.layers === 1) return;
  for (let layer = 0; layer < tally.layers; layer++) {
    if ((tally.layerDepth[layer] as number) > 0) tally.byLayer[layer] = (tally.byLayer[layer] as number) + area;
  }
  if (tally.within < 0 || tally.layerDepth[tally.within] === 0) return;
  for (let k = 0; k < tally.classCount; k++) {
    const cls = tally.classes[k] as number;
    tally.byClassWithin[cls] = (tally.byClassWithin[cls] as number) + area;
  }
}

/** The sweep line ends: edges right of the box were never read, so some owners are still "inside". */
export function endOfLine(): void {
  for (let k = 0; k < tally.ownerCount; k++) tally.inside[tally.owners[k] as number] = 0;
  for (let k = 0; k < tally.classCount; k++) {
    const cls = tally.classes[k] as number;
    tally.depth[cls] = 0;
    tally.layerDepth[tally.layerOf[cls] as number] = 0;
  }
  tally.ownerCount = 0;
  tally.classCount = 0;
}
