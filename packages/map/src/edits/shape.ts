import type { Position } from 'geojson';
import type { Ground } from '../types.ts';

/** Parts, their rings (the first is the outline, the rest are holes), their corners; rings stay open. */
export type Shape = readonly (readonly (readonly Position[])[])[];

interface At {
  part: number;
  ring: number;
}

/** One change to a shape. Every edit carries what is needed to take it back. */
export type Edit =
  | (At & { kind: 'moveCorner'; index: number; from: Position; to: Position })
  | (At & { kind: 'insertCorner'; index: number; at: Position })
  | (At & { kind: 'removeCorner'; index: number; at: Position })
  | (At & { kind: 'replaceRing'; before: readonly Position[]; after: readonly Position[] });

/** The shape of a polygon; the closing corner is dropped, further ordinates are kept as they came. */
export function shapeOf(geometry: Ground): Shape {
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((part) => part.map(openRing));
}

/** A ring without the repeated closing corner. */
export function openRing(ring: readonly Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  const closed = ring.length > 1 && first && last && samePlace(first, last);
  return closed ? ring.slice(0, -1) : [...ring];
}

/** GeoJSON of a shape: a Polygon for one part, a MultiPolygon for more; rings with fewer than three corners are left out. */
export function groundOf(shape: Shape): Ground | null {
  const parts = shape
    .filter((part) => (part[0]?.length ?? 0) >= 3)
    .map((part) => part.filter((ring) => ring.length >= 3).map((ring) => [...ring, ring[0] ?? []]));
  const [only] = parts;
  if (!only) return null;
  return parts.length === 1 ? { type: 'Polygon', coordinates: only } : { type: 'MultiPolygon', coordinates: parts };
}

/**
 * The shape after an edit; the given shape is left as it is.
 * @throws RangeError when the edit names a part, ring or corner the shape does not have
 */
export function applyEdit(shape: Shape, edit: Edit): Shape {
  const ring = shape[edit.part]?.[edit.ring];
  if (!ring) throw new RangeError(`no ring ${edit.part}/${edit.ring}`);
  const next = editRing(ring, edit);
  return shape.map((part, p) => (p === edit.part ? part.map((r, i) => (i === edit.ring ? next : r)) : part));
}

function editRing(ring: readonly Position[], edit: Edit): readonly Position[] {
  switch (edit.kind) {
    case 'moveCorner':
      corner(ring, edit.index);
      return ring.with(edit.index, edit.to);
    case 'insertCorner':
      if (edit.index < 0 || edit.index > ring.length) throw new RangeError(`no place ${edit.index}`);
      return ring.toSpliced(edit.index, 0, edit.at);
    case 'removeCorner':
      corner(ring, edit.index);
      return ring.toSpliced(edit.index, 1);
    case 'replaceRing':
      return edit.after;
  }
}

function corner(ring: readonly Position[], index: number): void {
  if (!ring[index]) throw new RangeError(`no corner ${index}`);
}

/** The edit that takes another one back. */
export function invertEdit(edit: Edit): Edit {
  switch (edit.kind) {
    case 'moveCorner':
      return { ...edit, from: edit.to, to: edit.from };
    case 'insertCorner':
      return { ...edit, kind: 'removeCorner' };
    case 'removeCorner':
      return { ...edit, kind: 'insertCorner' };
    case 'replaceRing':
      return { ...edit, before: edit.after, after: edit.before };
  }
}

/** The smallest edit that turns ring `before` into `after` (both open); null when nothing changed. */
export function diffRing(at: At, before: readonly Position[], after: readonly Position[]): Edit | null {
  let head = 0;
  while (head < before.length && head < after.length && samePlace(before[head], after[head])) head++;
  let tail = 0;
  const room = Math.min(before.length, after.length) - head;
  while (tail < room && samePlace(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const lost = before.slice(head, before.length - tail);
  const won = after.slice(head, after.length - tail);
  const [from] = lost;
  const [to] = won;
  if (!from && !to) return null;
  if (lost.length === 1 && won.length === 1 && from && to) return { ...at, kind: 'moveCorner', index: head, from, to };
  if (lost.length === 0 && won.length === 1 && to) return { ...at, kind: 'insertCorner', index: head, at: to };
  if (lost.length === 1 && won.length === 0 && from) return { ...at, kind: 'removeCorner', index: head, at: from };
  return { ...at, kind: 'replaceRing', before, after };
}

function samePlace(a: Position | undefined, b: Position | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
