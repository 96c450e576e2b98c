import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countyCode, lonLat, mu, squareMetres } from './brands.ts';
import { allocateRounded, muRounded, roundHalfUp, toFixedHalfUp, toMu } from './round.ts';

describe('rounding 四舍五入', () => {
  it.each([
    [1.005, 2, 1.01],
    [2.5, 0, 3],
    [3.5, 0, 4],
    [-2.5, 0, -3],
    [1.0049999, 2, 1],
    [0.285, 2, 0.29],
    [1e21, 2, 1e21],
    ['4821.9455', 3, 4821.946],
  ])('%s to %i decimals is %f', (value, digits, expected) => {
    expect(roundHalfUp(value, digits)).toBe(expected);
  });
  it('writes the zeros an official table wants', () => {
    expect(toFixedHalfUp(1.5, 2)).toBe('1.50');
    expect(toFixedHalfUp(0.005, 2)).toBe('0.01');
  });

  it('writes what decimal arithmetic writes, near ties and far from them', () => {
    const near = fc.tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -50, max: 50 }));
    const figures = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      near.map(([n, off]) => n / 1000 + 0.0005 + off * Number.EPSILON * Math.abs(n / 1000)),
    );
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 6 }), (value, digits) => {
        fc.pre(!Object.is(value, -0));
        expect(toFixedHalfUp(value, digits)).toBe(new Big(value).toFixed(digits, Big.roundHalfUp));
      }),
      { numRuns: 2000 },
    );
  });
  it('gives 亩 from the unrounded m², once', () => {
    expect(toMu(2000)).toBe(3);
    expect(muRounded(2000 / 3)).toBe(1);
    // 30,492.464 m² is 45.738696 亩; rounding the m² or the 公顷 first would drift.
    expect(muRounded(30492.464)).toBe(45.74);
    // Rounded to 3 decimals first, this would become 0.005 and then 0.01.
    expect(muRounded(3.33)).toBe(0);
    expect(muRounded(3.3334)).toBe(0.01);
  });
});

describe('allocateRounded', () => {
  it('makes a column add up and marks the largest part', () => {
    expect(allocateRounded([0.333, 0.333, 0.334], 2)).toEqual({
      values: [0.33, 0.33, 0.34],
      total: 1,
      adjustedIndex: 2,
      adjustment: 0.01,
    });
    expect(allocateRounded([1.25, 2.5], 2)).toMatchObject({ values: [1.25, 2.5], adjustedIndex: null, adjustment: 0 });
    expect(allocateRounded([], 2)).toEqual({ values: [], total: 0, adjustedIndex: null, adjustment: 0 });
  });
  it('always adds up to the rounded sum of the unrounded parts', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 }), (parts) => {
        const { values, total, adjustedIndex } = allocateRounded(parts, 2);
        expect(values.reduce((cents, value) => cents + Math.round(value * 100), 0)).toBe(Math.round(total * 100));
        const moved = values.filter((value, i) => value !== roundHalfUp(parts[i] ?? 0, 2));
        expect(moved.length).toBe(adjustedIndex === null ? 0 : 1);
      }),
    );
  });
});

describe('makers', () => {
  it('take what is right and refuse the rest', () => {
    expect(squareMetres(0)).toBe(0);
    expect(mu(1.5)).toBe(1.5);
    expect(lonLat(106, 29.8)).toEqual([106, 29.8]);
    expect(countyCode('999901')).toBe('999901');
    for (const wrong of [
      () => squareMetres(-1),
      () => mu(Number.NaN),
      () => lonLat(29.8, 106),
      () => lonLat(Number.NaN, 0),
      () => countyCode('99990'),
    ])
      expect(wrong).toThrow(RangeError);
  });
  it('keep 亩 and m² apart at compile time', () => {
    const area = mu(3);
    // @ts-expect-error 亩 are not m²
    expect(toMu(area)).toBe(0.0045);
  });
});
