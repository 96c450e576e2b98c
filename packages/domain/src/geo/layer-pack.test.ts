import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bboxesMeet } from './bbox.ts';
import { type FlatPolygon, planeOf } from './flat.ts';
import { LayerPackBuilder, openLayerPack } from './layer-pack.ts';
import { intersectionArea, overlaySubject } from './overlay.ts';
import { flatFromRings } from './rings.ts';

const square = (lon: number, lat: number, size: number, hole = false): FlatPolygon => {
  const ring = (x: number, y: number, s: number): [number, number][] => [
    [x, y],
    [x + s, y],
    [x + s, y + s],
    [x, y + s],
    [x, y],
  ];
  return flatFromRings([[ring(lon, lat, size), ...(hole ? [ring(lon + size / 4, lat + size / 4, size / 2)] : [])]]);
};
const anyFeature = fc.record({
  classKey: fc.constantFrom('0101', '0103', '地类', ''),
  netFactor: fc.constantFrom(1, 0.9, 0.8123),
  label: fc.constantFrom('', '水田', 'a"b\\c', '🌾'),
  geometry: fc
    .tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
    )
    .map(([x, y, size, hole]) => square(106 + x * 1e-4, 29.8 + y * 1e-4, size * 1e-4, hole)),
});
const packed = (features: readonly Parameters<LayerPackBuilder['add']>[0][]): Uint8Array => {
  const builder = new LayerPackBuilder();
  for (const feature of features) builder.add(feature);
  return builder.finish();
};

describe('a layer pack', () => {
  it('gives back every feature whose box touches the box, with the very same boundary', () => {
    fc.assert(
      fc.property(fc.array(anyFeature, { maxLength: 60 }), anyFeature, (features, { geometry: asked }) => {
        const pack = openLayerPack(packed(features));
        expect(pack.size).toBe(features.length);
        const seen = pack.search(asked.bbox).map(({ geometry, ...rest }) => ({
          ...rest,
          bbox: [...geometry.bbox],
          plane: [...planeOf(geometry)],
          ringEnds: [...geometry.ringEnds],
        }));
        const wanted = features
          .filter(({ geometry }) => bboxesMeet(geometry.bbox, asked.bbox))
          .map(({ geometry, ...rest }) => ({
            ...rest,
            bbox: [...geometry.bbox],
            plane: [...planeOf(geometry)],
            ringEnds: [...geometry.ringEnds],
          }));
        const sorted = (all: object[]): string[] => all.map((one) => JSON.stringify(one)).sort();
        expect(sorted(seen)).toEqual(sorted(wanted));
      }),
    );
  });

  it('gives the overlay the same areas from shared memory', () => {
    const features = Array.from({ length: 200 }, (_, i) => ({
      classKey: i % 3 === 0 ? '0101' : '0301',
      netFactor: 0.9,
      label: `${i}`,
      geometry: square(106 + (i % 20) * 1e-3, 29.8 + Math.floor(i / 20) * 1e-3, 1e-3, i % 7 === 0),
    }));
    const bytes = packed(features);
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const subject = square(106.0043, 29.8037, 0.0061);
    const fromPack = overlaySubject(subject, openLayerPack(shared).search(subject.bbox));
    const direct = overlaySubject(subject, features);
    expect(fromPack.coveredM2).toBeCloseTo(direct.coveredM2, 6);
    expect(fromPack.pieceCount).toBe(direct.pieceCount);
    const areas = (of: typeof direct) => Object.fromEntries(of.classes.map((cls) => [cls.classKey, cls.unionM2]));
    for (const [key, area] of Object.entries(areas(direct))) expect(areas(fromPack)[key]).toBeCloseTo(area, 6);
  });

  it('keeps a long boundary once it was opened, so that its runs are made once', () => {
    const points = Array.from({ length: 900 }, (_, i): [number, number] => {
      const turn = (i / 900) * 2 * Math.PI;
      return [106 + Math.cos(turn) * 0.01, 29.8 + Math.sin(turn) * 0.01];
    });
    const circle = flatFromRings([[[...points, points[0] as [number, number]]]]);
    const pack = openLayerPack(packed([{ classKey: '', netFactor: 1, label: '', geometry: circle }]));
    const [first] = pack.search(circle.bbox);
    const area = intersectionArea(circle, first?.geometry ?? circle);
    expect(pack.search(circle.bbox)[0]?.geometry).toBe(first?.geometry);
    expect(first?.geometry.runs).not.toBeNull();
    expect(intersectionArea(circle, first?.geometry ?? circle)).toBe(area);
  });

  it('of nothing is empty; cut, lengthened or foreign bytes are refused', () => {
    expect(openLayerPack(packed([])).search([-180, -90, 180, 90])).toEqual([]);
    const bytes = packed([{ classKey: '0101', netFactor: 1, label: '水田', geometry: square(106, 29.8, 0.001) }]);
    for (const broken of [bytes.slice(0, -1), bytes.slice(0, 20), new Uint8Array(0), new Uint8Array([...bytes, 0])])
      expect(() => openLayerPack(broken)).toThrow(RangeError);
    const other = Uint8Array.from(bytes);
    other[0] = 0;
    expect(() => openLayerPack(other)).toThrow(/not a layer pack/);
  });
});
