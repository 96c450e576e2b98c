import { grownFloats, grownInts } from './edges.ts';

/** Where the areas of one question are summed, m², and who is inside at the current place of a sweep line. */
export type Tally = {
  subject: number;
  covered: number;
  /** By owner: area of the subject inside this candidate. */
  byOwner: Float64Array;
  /** By class: area of the subject inside any candidate of the class. */
  byClass: Float64Array;
  /** Class of each owner. */
  classOf: Int32Array;
  /** By owner, 1 where the sweep is inside. */
  inside: Uint8Array;
  /** By class, how many candidates of it the sweep is inside of. */
  depth: Int32Array;
  /** The owners (and classes) the sweep is inside of, and how many they are. */
  owners: Int32Array;
  ownerCount: number;
  classes: Int32Array;
  classCount: number;
};

/** The one tally of this thread. */
export const tally: Tally = {
  subject: 0,
  covered: 0,
  byOwner: new Float64Array(256),
  byClass: new Float64Array(64),
  classOf: new Int32Array(256),
  inside: new Uint8Array(256),
  depth: new Int32Array(64),
  owners: new Int32Array(256),
  ownerCount: 0,
  classes: new Int32Array(64),
  classCount: 0,
};

/** Empties the tally for a question of `owners` owners (the subject included) and `classes` classes. */
export function resetTally(owners: number, classes: number): void {
  if (owners > tally.byOwner.length) {
    tally.byOwner = grownFloats(tally.byOwner, owners);
    tally.classOf = grownInts(tally.classOf, owners);
    tally.owners = grownInts(tally.owners, owners);
    tally.inside = new Uint8Array(tally.byOwner.length);
  }
  if (classes > tally.byClass.length) {
    tally.byClass = grownFloats(tally.byClass, classes);
    tally.depth = grownInts(tally.depth, classes);
    tally.classes = grownInts(tally.classes, classes);
  }
  tally.subject = 0;
  tally.covered = 0;
  tally.byOwner.fill(0, 0, owners);
  tally.byClass.fill(0, 0, classes);
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
    if (depth === 0) tally.classes[tally.classCount++] = cls;
    tally.depth[cls] = depth + 1;
    return;
  }
  tally.inside[owner] = 0;
  removeFrom(tally.owners, tally.ownerCount--, owner);
  const depth = (tally.depth[cls] as number) - 1;
  tally.depth[cls] = depth;
  if (depth === 0) removeFrom(tally.classes, tally.classCount--, cls);
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
}

/** The sweep line ends: edges right of the box were never read, so some owners are still "inside". */
export function endOfLine(): void {
  for (let k = 0; k < tally.ownerCount; k++) tally.inside[tally.owners[k] as number] = 0;
  for (let k = 0; k < tally.classCount; k++) tally.depth[tally.classes[k] as number] = 0;
  tally.ownerCount = 0;
  tally.classCount = 0;
}
