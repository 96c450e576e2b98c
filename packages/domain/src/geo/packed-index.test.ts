import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bboxesMeet } from './bbox.ts';
import type { BBox } from './flat.ts';
import { packedIndex } from './packed-index.ts';

const anyBox = fc
  .tuple(
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 100 }),
    fc.integer({ min: 0, max: 30 }),
    fc.integer({ min: 0, max: 30 }),
  )
  .map(([x, y, w, h]): BBox => [x, y, x + w, y + h]);

describe('packedIndex', () => {
  it('finds what reading every box finds', () => {
    fc.assert(
      fc.property(fc.array(anyBox, { maxLength: 700 }), anyBox, (boxes, asked) => {
        const found = packedIndex(boxes)
          .search(asked)
          .toSorted((a, b) => a - b);
        expect(found).toEqual(boxes.flatMap((box, i) => (bboxesMeet(box, asked) ? [i] : [])));
      }),
    );
  });
  it('copes with one box, equal boxes and empty boxes', () => {
    expect(packedIndex([[0, 0, 1, 1]]).search([1, 1, 2, 2])).toEqual([0]);
    expect(packedIndex([]).search([0, 0, 1, 1])).toEqual([]);
    expect(packedIndex(Array.from({ length: 40 }, (): BBox => [5, 5, 5, 5])).search([5, 5, 5, 5])).toHaveLength(40);
    const empty: BBox = [Infinity, Infinity, -Infinity, -Infinity];
    expect(packedIndex([empty, [0, 0, 1, 1], empty]).search([-1e9, -1e9, 1e9, 1e9])).toEqual([1]);
  });
});
