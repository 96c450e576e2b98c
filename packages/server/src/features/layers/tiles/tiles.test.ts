import { areaM2, type FlatPolygon, flatFromGeoJson, flatFromRings } from '@shoutian/domain/geo';
import { describe, expect, it } from 'vitest';
import { cellFeatures } from './cells.ts';
import { BUFFER, EXTENT, encodeTile, signedArea2, type TileFeature } from './mvt.ts';
import { tileBox, tileParts } from './shape.ts';
import { decodeTile } from './testing.ts';

const at = { z: 14, x: 13016, y: 6766 };
const [west, south, east, north] = tileBox(at);
const inside = (x: number, y: number): [number, number] => [west + x * (east - west), north - y * (north - south)];
const square = (x: number, y: number, side: number): FlatPolygon =>
  flatFromRings([[[inside(x, y), inside(x, y + side), inside(x + side, y + side), inside(x + side, y), inside(x, y)]]]);
const feature = (parts: TileFeature['parts'], more: Partial<TileFeature> = {}): TileFeature => ({
  id: 'a',
  classCode: '0101',
  label: '演示 1',
  parts,
  ...more,
});

describe('encoding', () => {
  it('round trip: names, values once each, coordinates, version and extent', () => {
    const tile = decodeTile(
      encodeTile(
        [
          feature([[Int32Array.of(0, 0, 100, 0, 100, 100, 0, 100)]]),
          feature([[Int32Array.of(-64, 4160, 300, -5, 10, 7)]], { id: 'b', label: '' }),
        ],
        1e6,
      ),
    );
    expect(tile).toMatchObject({ name: 'features', version: 2, extent: EXTENT });
    expect(tile.features.map(({ properties }) => properties)).toEqual([
      { c: '0101', l: '演示 1', i: 'a' },
      { c: '0101', i: 'b' },
    ]);
    expect(tile.features[0]?.type).toBe(3);
    expect(tile.features[0]?.rings).toEqual([
      [
        [0, 0],
        [100, 0],
        [100, 100],
        [0, 100],
      ],
    ]);
    expect(new Set(tile.features[1]?.rings[0]?.map(String))).toEqual(new Set(['-64,4160', '300,-5', '10,7']));
  });

  it('turns outer rings to positive area and holes to negative, whatever they were', () => {
    const outer = Int32Array.of(0, 0, 0, 100, 100, 100, 100, 0);
    const hole = Int32Array.of(20, 20, 40, 20, 40, 40, 20, 40);
    expect(signedArea2(outer)).toBeLessThan(0);
    expect(signedArea2(hole)).toBeGreaterThan(0);
    const [decoded] = decodeTile(encodeTile([feature([[outer, hole]])], 1e6)).features;
    const areas = decoded?.rings.map((ring) => signedArea2(Int32Array.from(ring.flat())));
    expect(areas).toEqual([20_000, -800]);
  });

  it('stays under its budget by leaving the last features out, and is empty without any', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      feature([[Int32Array.of(i, 0, 100, 0, 100, 100)]], { id: `${i}` }),
    );
    const tile = encodeTile(many, 4000);
    expect(tile.length).toBeLessThan(12_000);
    expect(decodeTile(tile).features.length).toBeLessThan(500);
    expect(decodeTile(tile).features[0]?.properties['i']).toBe('0');
    expect(encodeTile([], 1e6)).toHaveLength(0);
  });
});

describe('shapes', () => {
  it('lie where the web map grid puts them', () => {
    const [[ring] = []] = tileParts(square(0.25, 0.5, 0.25), at, 1);
    const xs = [...(ring ?? [])].filter((_, i) => i % 2 === 0);
    expect(Math.min(...xs)).toBe(1024);
    expect(Math.max(...xs)).toBe(2048);
    const ys = [...(ring ?? [])].filter((_, i) => i % 2 === 1);
    // Latitude is not linear in a tile, but over two kilometres the difference is within a unit or two.
    expect(Math.abs(Math.min(...ys) - 2048)).toBeLessThanOrEqual(2);
  });

  it('are cut at the buffer, and gone when they are elsewhere', () => {
    const [[ring] = []] = tileParts(square(-1, -1, 3), at, 1);
    expect(new Set(ring)).toEqual(new Set([-BUFFER, EXTENT + BUFFER]));
    expect(ring).toHaveLength(8);
    expect(tileParts(square(3, 3, 0.5), at, 1)).toEqual([]);
  });

  it('share their edges after rounding, drop what is smaller than the grid and keep holes', () => {
    const [[left] = []] = tileParts(square(0.1, 0.1, 0.1003), at, 4);
    const [[right] = []] = tileParts(square(0.2003, 0.1, 0.1), at, 4);
    const xs = (ring: Int32Array | undefined) => [...(ring ?? [])].filter((_, i) => i % 2 === 0);
    expect(Math.max(...xs(left))).toBe(Math.min(...xs(right)));
    expect(tileParts(square(0.5, 0.5, 0.0002), at, 4)).toEqual([]);
    const ringed = flatFromGeoJson({
      type: 'Polygon',
      coordinates: [
        [inside(0.1, 0.1), inside(0.1, 0.9), inside(0.9, 0.9), inside(0.9, 0.1), inside(0.1, 0.1)],
        [inside(0.4, 0.4), inside(0.6, 0.4), inside(0.6, 0.6), inside(0.4, 0.6), inside(0.4, 0.4)],
      ],
    });
    expect(tileParts(ringed, at, 1)[0]).toHaveLength(2);
    expect(areaM2(ringed)).toBeGreaterThan(0);
  });
});

describe('overview cells', () => {
  const cell = (x: number, y: number, class_code = 'a') => ({ x, y, class_code });
  it('of one class become one outline with its hole', () => {
    const ring = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => cell(x + 2, y + 2, x === 1 && y === 1 ? 'b' : 'a')));
    const features = cellFeatures(ring, 8);
    const a = features.find(({ classCode }) => classCode === 'a');
    expect(a?.parts).toHaveLength(1);
    expect(a?.parts[0]?.map((one) => signedArea2(one))).toEqual([2 * 9 * 512 ** 2, -2 * 512 ** 2]);
    expect(a?.parts[0]?.[0]).toHaveLength(8);
    const b = features.find(({ classCode }) => classCode === 'b');
    expect(b?.parts[0]?.map((one) => signedArea2(one))).toEqual([2 * 512 ** 2]);
  });
  it('that only touch in a corner are two, and those at the edge reach into the buffer', () => {
    const [feature] = cellFeatures([cell(0, 0), cell(1, 1)], 8);
    expect(feature?.parts).toHaveLength(2);
    expect([...(feature?.parts[0]?.[0] ?? [])]).toContain(-BUFFER);
    expect(cellFeatures([], 8)).toEqual([]);
  });
});
