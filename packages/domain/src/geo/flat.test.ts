import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaM2 } from './area.ts';
import { bboxesMeet, bboxUnion, expandBbox } from './bbox.ts';
import { flatFromGeoJson, toGeoJson } from './geojson.ts';
import { GeometryError } from './geometry-error.ts';
import { normaliseRings } from './normalise.ts';
import { flatFromRings, toRings } from './rings.ts';
import { flatFromWkb, flatFromWkbHex, toEwkb } from './wkb.ts';

const withHole = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [106, 29],
        [106.1, 29],
        [106.1, 29.1],
        [106, 29.1],
        [106, 29],
      ],
      [
        [106.02, 29.02],
        [106.04, 29.02],
        [106.04, 29.04],
        [106.02, 29.02],
      ],
    ],
    [
      [
        [107, 29],
        [107.1, 29],
        [107.1, 29.1],
        [107, 29],
      ],
    ],
  ],
};

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof GeometryError) return error.code;
    throw error;
  }
  return 'no error';
}

/** Little-endian bytes of a polygon whose points have Z and M, by the flags or by the ISO numbers. */
function polygonZm(type: number, points: readonly (readonly number[])[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(13 + points.length * (points[0]?.length ?? 0) * 8));
  view.setUint8(0, 1);
  view.setUint32(1, type, true);
  view.setUint32(5, 1, true);
  view.setUint32(9, points.length, true);
  points.flat().forEach((value, i) => {
    view.setFloat64(13 + 8 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

describe('GeoJSON', () => {
  it('comes back as it went in', () => {
    const flat = flatFromGeoJson(withHole);
    expect(toGeoJson(flat)).toEqual(withHole);
    expect([...flat.ringEnds]).toEqual([5, 9, 13]);
    expect([...flat.partEnds]).toEqual([2, 3]);
    expect(flat.bbox).toEqual([106, 29, 107.1, 29.1]);
  });
  it('closes open rings, forgets heights, leaves empty parts out', () => {
    const flat = flatFromGeoJson({
      type: 'Polygon',
      coordinates: [
        [
          [106, 29, 300],
          [106.1, 29, 301],
          [106.1, 29.1, 302],
        ],
      ],
    });
    expect(toGeoJson(flat)).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [106, 29],
          [106.1, 29],
          [106.1, 29.1],
          [106, 29],
        ],
      ],
    });
    expect(toRings(flatFromGeoJson({ type: 'MultiPolygon', coordinates: [[], [[]]] }))).toEqual([]);
  });
  it('refuses what is no polygon, with a code', () => {
    expect(codeOf(() => flatFromGeoJson({ type: 'Point', coordinates: [106, 29] }))).toBe('geometry.notPolygon');
    expect(codeOf(() => flatFromGeoJson({ type: 'Polygon', coordinates: [[106, 29]] }))).toBe('geometry.malformed');
    expect(codeOf(() => flatFromGeoJson({ type: 'Polygon' }))).toBe('geometry.malformed');
    expect(codeOf(() => flatFromGeoJson({ type: 'Polygon', coordinates: [[[106, Number.NaN]]] }))).toBe(
      'geometry.notFinite',
    );
  });
});

describe('WKB', () => {
  it('writes EWKB with the SRID that reads back the same', () => {
    const bytes = toEwkb(flatFromGeoJson(withHole));
    expect(hex(bytes.subarray(0, 9))).toBe('01060000208a110000');
    expect(toGeoJson(flatFromWkb(bytes))).toEqual(withHole);
    expect(toGeoJson(flatFromWkbHex(hex(bytes).toUpperCase()))).toEqual(withHole);
  });
  it.each([
    ['EWKB Z', 0x80000003, 3],
    ['EWKB M', 0x40000003, 3],
    ['EWKB ZM', 0xc0000003, 4],
    ['ISO Z', 1003, 3],
    ['ISO M', 2003, 3],
    ['ISO ZM', 3003, 4],
    ['plain', 3, 2],
  ])('skips the further values of %s', (_, type, dimensions) => {
    const ring = [
      [106, 29, 5, 6],
      [107, 29, 5, 6],
      [107, 30, 5, 6],
      [106, 29, 5, 6],
    ];
    const flat = flatFromWkb(
      polygonZm(
        type,
        ring.map((point) => point.slice(0, dimensions)),
      ),
    );
    expect([...flat.xy]).toEqual([106, 29, 107, 29, 107, 30, 106, 29]);
  });
  it('reads big-endian bytes', () => {
    const big = `0000000003${'00000001'}${'00000003'}${'405a800000000000403d000000000000'}${'405ac00000000000403d000000000000'}${'405ac00000000000403e000000000000'}`;
    expect([...flatFromWkbHex(big).xy]).toEqual([106, 29, 107, 29, 107, 30, 106, 29]);
  });
  it('refuses damage instead of reading past the end', () => {
    const bytes = toEwkb(flatFromGeoJson(withHole));
    for (let end = 0; end < bytes.length; end++)
      expect(codeOf(() => flatFromWkb(bytes.subarray(0, end)))).toBe('geometry.malformed');
    const huge = bytes.slice();
    huge.set([255, 255, 255, 255], 22);
    expect(codeOf(() => flatFromWkb(huge))).toBe('geometry.malformed');
    expect(codeOf(() => flatFromWkbHex('01zz'))).toBe('geometry.malformed');
    expect(codeOf(() => flatFromWkbHex('010'))).toBe('geometry.malformed');
    expect(codeOf(() => flatFromWkbHex('0101000000000000000000000000000000000000'))).toBe('geometry.notPolygon');
  });
  it('never breaks on any bytes but by its own error', () => {
    const codes = ['geometry.malformed', 'geometry.notPolygon', 'geometry.notFinite', 'no error'];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(codes).toContain(codeOf(() => flatFromWkb(bytes)));
      }),
    );
  });
});

describe('normaliseRings', () => {
  it('turns outer rings counter-clockwise and holes clockwise', () => {
    const turned = flatFromRings(
      toRings(flatFromGeoJson(withHole)).map((rings) => rings.map((ring) => ring.toReversed())),
    );
    for (const start of [turned, flatFromGeoJson(withHole)]) {
      const [first, second] = toRings(normaliseRings(start));
      expect(first?.[0]).toEqual([
        [106, 29],
        [106.1, 29],
        [106.1, 29.1],
        [106, 29.1],
        [106, 29],
      ]);
      expect(first?.[1]?.[1]).toEqual([106.04, 29.04]);
      expect(second).toHaveLength(1);
      expect(areaM2(normaliseRings(start))).toBeCloseTo(areaM2(start), 3);
    }
  });
  it('drops repeated points, thin rings, and a part whose outer ring is gone', () => {
    const dirty = flatFromRings([
      [
        [
          [106, 29],
          [106, 29],
          [106.1, 29],
          [106.1, 29.1],
          [106.1, 29.1],
        ],
        [
          [106.01, 29.01],
          [106.02, 29.01],
        ],
      ],
      [
        [
          [107, 29],
          [107.1, 29],
        ],
        [
          [107.01, 29],
          [107.02, 29],
          [107.02, 29.01],
        ],
      ],
    ]);
    expect(toRings(normaliseRings(dirty))).toEqual([
      [
        [
          [106, 29],
          [106.1, 29],
          [106.1, 29.1],
          [106, 29],
        ],
      ],
    ]);
  });
});

describe('boxes', () => {
  it('unite, meet and grow', () => {
    expect(
      bboxUnion([
        [1, 2, 3, 4],
        [0, 3, 2, 9],
      ]),
    ).toEqual([0, 2, 3, 9]);
    expect(bboxUnion([])).toEqual([Infinity, Infinity, -Infinity, -Infinity]);
    expect(bboxesMeet([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
    expect(bboxesMeet([0, 0, 1, 1], [1.1, 0, 2, 1])).toBe(false);
    expect(bboxesMeet(bboxUnion([]), [-180, -90, 180, 90])).toBe(false);
    const [w, s, e, n] = expandBbox([106, 29, 106, 29], 1000);
    for (const degrees of [(106 - w) * 97300, (e - 106) * 97300, (29 - s) * 110800, (n - 29) * 110800]) {
      expect(degrees).toBeGreaterThanOrEqual(999);
      expect(degrees).toBeLessThan(1010);
    }
  });
});
