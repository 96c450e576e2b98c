import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { record, redo, startHistory, undo } from './history.ts';
import { firstCrossing, problemSentence, shapeProblem } from './problems.ts';
import { applyEdit, diffRing, type Edit, groundOf, invertEdit, type Shape, shapeOf } from './shape.ts';

const position = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 })).map((p): number[] => p);
const ring = fc.array(position, { minLength: 3, maxLength: 9 });
const shape: fc.Arbitrary<Shape> = fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 3,
});

/** Any edit that fits a shape. */
const editOf = (s: Shape): fc.Arbitrary<Edit> =>
  fc.tuple(fc.nat(), fc.nat(), fc.nat(), position, fc.nat(2)).map(([a, b, c, to, kind]): Edit => {
    const part = a % s.length;
    const at = b % (s[part]?.length ?? 1);
    const corners = s[part]?.[at] ?? [];
    const index = c % corners.length;
    const from = corners[index] ?? [0, 0];
    if (kind === 0) return { kind: 'moveCorner', part, ring: at, index, from, to };
    if (kind === 1) return { kind: 'insertCorner', part, ring: at, index, at: to };
    return { kind: 'removeCorner', part, ring: at, index, at: from };
  });
const shapeAndEdit = shape.chain((s) => fc.tuple(fc.constant(s), editOf(s)));

describe('edits', () => {
  it('are taken back exactly, and leave the shape they were given untouched', () => {
    fc.assert(
      fc.property(shapeAndEdit, ([before, edit]) => {
        const copy = structuredClone(before);
        expect(applyEdit(applyEdit(before, edit), invertEdit(edit))).toEqual(before);
        expect(invertEdit(invertEdit(edit))).toEqual(edit);
        expect(before).toEqual(copy);
      }),
    );
  });
  it('the difference of two rings leads from the first to the second', () => {
    fc.assert(
      fc.property(ring, ring, (before, after) => {
        const edit = diffRing({ part: 0, ring: 0 }, before, after);
        expect(edit ? applyEdit([[before]], edit) : [[before]]).toEqual([[after]]);
      }),
    );
  });
  it('the difference names the one corner that moved, came or went', () => {
    const square = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
    ];
    const at = { part: 0, ring: 0 };
    expect(diffRing(at, square, square)).toBeNull();
    expect(diffRing(at, square, square.with(2, [5, 5]))).toMatchObject({ kind: 'moveCorner', index: 2, from: [4, 4] });
    expect(diffRing(at, square, square.toSpliced(1, 0, [2, 0]))).toMatchObject({ kind: 'insertCorner', index: 1 });
    expect(diffRing(at, square, square.toSpliced(3, 1))).toMatchObject({ kind: 'removeCorner', index: 3 });
  });
  it('refuse a corner or ring that is not there', () => {
    const s = shapeOf({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    });
    expect(() => applyEdit(s, { kind: 'moveCorner', part: 0, ring: 0, index: 3, from: [0, 0], to: [1, 1] })).toThrow(
      RangeError,
    );
    expect(() => applyEdit(s, { kind: 'insertCorner', part: 1, ring: 0, index: 0, at: [0, 0] })).toThrow(RangeError);
    expect(() => applyEdit(s, { kind: 'insertCorner', part: 0, ring: 0, index: 4, at: [0, 0] })).toThrow(RangeError);
  });
});

describe('shape and GeoJSON', () => {
  it('holes, parts, digits and heights survive the way there and back', () => {
    const ground: MultiPolygon = {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [106.12345678901235, 29.1, 310.5],
            [106.2, 29.1, 311],
            [106.2, 29.2, 312],
            [106.12345678901235, 29.1, 310.5],
          ],
          [
            [106.15, 29.12, 1],
            [106.16, 29.12, 1],
            [106.16, 29.13, 1],
            [106.15, 29.12, 1],
          ],
        ],
        [
          [
            [107, 30],
            [107.1, 30],
            [107.1, 30.1],
            [107, 30],
          ],
        ],
      ],
    };
    expect(groundOf(shapeOf(ground))).toEqual(ground);
  });
  it('what has fewer than three corners is no ground', () => {
    expect(
      groundOf([
        [
          [
            [0, 0],
            [1, 1],
          ],
        ],
      ]),
    ).toBeNull();
    expect(groundOf([[[]]])).toBeNull();
  });
});

describe('history', () => {
  it('undo and redo walk the same way back and forth', () => {
    fc.assert(
      fc.property(shape, fc.array(fc.nat(), { maxLength: 6 }), (start, seeds) => {
        let history = startHistory(start);
        const seen = [history.shape];
        for (const seed of seeds) {
          const to = [seed % 30, seed % 7];
          const from = history.shape[0]?.[0]?.[0] ?? [0, 0];
          history = record(history, { kind: 'moveCorner', part: 0, ring: 0, index: 0, from, to });
          seen.push(history.shape);
        }
        for (const expected of seen.toReversed()) {
          expect(history.shape).toEqual(expected);
          history = undo(history);
        }
        expect(undo(history)).toBe(history);
        for (const expected of seen.slice(1)) {
          history = redo(history);
          expect(history.shape).toEqual(expected);
        }
        expect(redo(history)).toBe(history);
      }),
    );
  });
  it('a new edit forgets what had been undone', () => {
    const first = record(startHistory([[[[0, 0]]]]), { kind: 'insertCorner', part: 0, ring: 0, index: 1, at: [1, 1] });
    const branched = record(undo(first), { kind: 'insertCorner', part: 0, ring: 0, index: 1, at: [2, 2] });
    expect(branched.undone).toEqual([]);
    expect(branched.shape).toEqual([
      [
        [
          [0, 0],
          [2, 2],
        ],
      ],
    ]);
  });
});

describe('problems of a shape', () => {
  const bow = [
    [0, 0],
    [4, 4],
    [4, 0],
    [0, 4],
  ];
  it('a bow tie is named by its two crossing edges, counted from one', () => {
    expect(firstCrossing(bow)).toEqual([0, 2]);
    const problem = shapeProblem([[bow]]);
    if (!problem) throw new Error('no problem found');
    expect(problemSentence(problem, 'zh')).toContain('第 1 条边和第 3 条边');
    expect(problemSentence(problem, 'en')).toContain('1 and 3');
  });
  it('a square is sound, two corners are too few', () => {
    expect(
      shapeProblem([
        [
          [
            [0, 0],
            [4, 0],
            [4, 4],
            [0, 4],
          ],
        ],
      ]),
    ).toBeNull();
    expect(
      shapeProblem([
        [
          [
            [0, 0],
            [4, 0],
          ],
        ],
      ]),
    ).toMatchObject({ code: 'tooFewCorners' });
  });
});
