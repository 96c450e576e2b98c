import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bbox } from '../types.ts';
import { bboxAtLeast, bboxCentre, bboxHolds, bboxMeets, bboxOf, bboxUnion } from './bounds.ts';
import {
  denominatorAt,
  metresPerPixel,
  PRINT_SCALES,
  printScaleFor,
  scaleBar,
  scaleText,
  zoomForScale,
} from './scale.ts';

const degree = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const box = fc
  .tuple(degree(73, 134), degree(3, 53), degree(0, 0.5), degree(0, 0.5))
  .map(([w, s, dx, dy]): Bbox => [w, s, w + dx, s + dy]);

describe('bounds', () => {
  it('hold every corner, holes, parts and nested collections included', () => {
    const ring = [
      [1, 2],
      [5, 2],
      [5, 9],
      [1, 2],
    ];
    const point = { type: 'Point' as const, coordinates: [-3, 4] };
    expect(bboxOf([{ type: 'Polygon', coordinates: [ring] }])).toEqual([1, 2, 5, 9]);
    expect(
      bboxOf([{ type: 'GeometryCollection', geometries: [point, { type: 'MultiPolygon', coordinates: [[ring]] }] }]),
    ).toEqual([-3, 2, 5, 9]);
    expect(bboxOf([])).toBeNull();
    expect(bboxOf([{ type: 'MultiPolygon', coordinates: [] }])).toBeNull();
  });
  it('the union holds both, and both meet it', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const both = bboxUnion(a, b);
        return bboxHolds(both, a) && bboxHolds(both, b) && bboxMeets(both, a) && bboxMeets(both, b);
      }),
    );
  });
  it('a point becomes ground of the least size, and a larger place is not changed', () => {
    const [lon, lat] = [106.5, 29.5];
    const [w, s, e, n] = bboxAtLeast([lon, lat, lon, lat], 160);
    expect((n - s) * 111_320).toBeCloseTo(160, 6);
    expect((e - w) * 111_320 * Math.cos((lat * Math.PI) / 180)).toBeCloseTo(160, 6);
    expect(bboxAtLeast([106, 29, 107, 30], 160)).toEqual([106, 29, 107, 30]);
    expect(bboxCentre([106, 29, 107, 30])).toEqual([106.5, 29.5]);
  });
});

describe('scale', () => {
  it('zoom and denominator are each other’s inverse', () => {
    fc.assert(
      fc.property(degree(0, 55), fc.integer({ min: 300, max: 1_000_000 }), (lat, denominator) => {
        expect(denominatorAt(lat, zoomForScale(lat, denominator)) / denominator).toBeCloseTo(1, 9);
      }),
    );
  });
  it('at 1:1,000 ten centimetres of paper are a hundred metres of ground', () => {
    const pixels = (0.1 / 0.0254) * 96;
    expect(metresPerPixel(30, zoomForScale(30, 1000)) * pixels).toBeCloseTo(100, 6);
  });
  it('the chosen print scale is the largest round one that fits', () => {
    fc.assert(
      fc.property(box, (b) => {
        const chosen = printScaleFor(b, 800, 600);
        const at = (PRINT_SCALES as readonly number[]).indexOf(chosen);
        expect(at).toBeGreaterThanOrEqual(0);
        const widthPx = ((b[2] - b[0]) / 360) * 512 * 2 ** zoomForScale((b[1] + b[3]) / 2, chosen);
        if (at < PRINT_SCALES.length - 1) expect(widthPx).toBeLessThanOrEqual(800);
      }),
    );
    expect(printScaleFor([106.5, 29.5, 106.5005, 29.5005], 800, 600)).toBe(500);
    expect(printScaleFor([106.5, 29.5, 106.52, 29.51], 800, 600)).toBe(10_000);
  });
  it('is written with two digits that mean something', () => {
    expect(scaleText(3428.77)).toBe('1:3,400');
    expect(scaleText(5000)).toBe('1:5,000');
    expect(scaleText(87_654)).toBe('1:88,000');
  });
  it('the bar is a round length that is not wider than allowed', () => {
    fc.assert(
      fc.property(degree(0.02, 5000), (mPerPx) => {
        const { px, text } = scaleBar(mPerPx, 90);
        expect(px).toBeLessThanOrEqual(90.0001);
        expect(px).toBeGreaterThan(90 / 2.6);
        expect(text).toMatch(/^[125]0* (k?m)$/);
      }),
    );
  });
});
