import { distanceM } from '@shoutian/domain/geo';
import type { Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { bearingWord, circle, groundAreaM2, groundHolds, labelPlace, pinPlace } from './ground.ts';
import { tianditu } from './tianditu.ts';

/** A horseshoe open to the north: its middle of bounds lies outside. */
const horseshoe: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ].map(([x = 0, y = 0]) => [106 + x / 1000, 29 + y / 1000]),
  ],
};

describe('places on the ground', () => {
  it('the label stands inside, the pin on the edge straight above it', () => {
    const label = labelPlace(horseshoe);
    expect(groundHolds(horseshoe, label)).toBe(true);
    expect(groundHolds(horseshoe, [106.0015, 29.002])).toBe(false);
    const pin = pinPlace(horseshoe);
    expect(pin[0]).toBe(label[0]);
    expect(pin[1]).toBeGreaterThanOrEqual(label[1]);
    expect(groundHolds(horseshoe, [pin[0], pin[1] + 1e-7])).toBe(false);
    expect(groundHolds(horseshoe, [pin[0], pin[1] - 1e-7])).toBe(true);
  });
  it('a point is its own label and pin', () => {
    expect(pinPlace({ type: 'Point', coordinates: [106, 29] })).toEqual([106, 29]);
  });
  it('two corners have no area yet, and that is no error', () => {
    expect(
      groundAreaM2({
        type: 'Polygon',
        coordinates: [
          [
            [106, 29],
            [106.1, 29],
          ],
        ],
      }),
    ).toBe(0);
    expect(groundAreaM2(horseshoe)).toBeGreaterThan(70_000);
  });
  it('the accuracy circle has the radius the phone claims', () => {
    const [ring = []] = circle([106.5, 29.5], 58).coordinates;
    expect(ring[0]).toEqual(ring.at(-1));
    for (const [lon = 0, lat = 0] of ring) expect(distanceM([106.5, 29.5], [lon, lat])).toBeCloseTo(58, 3);
  });
});

describe('words for bearings', () => {
  it.each([
    [0, '北'],
    [44, '东北'],
    [359, '北'],
    [-90, '西'],
    [180, '南'],
    [202, '南'],
    [203, '西南'],
    [765, '东北'],
  ])('%d° is %s', (bearing, word) => {
    expect(bearingWord(bearing)).toBe(word);
  });
  it('in English too', () => expect(bearingWord(135, 'en')).toBe('south-east'));
});

describe('天地图', () => {
  it('asks for the Web Mercator matrix with the office’s key and leaves the tile numbers to the map', () => {
    const { layers, look } = tianditu({ key: 'k&1', look: 'imagery' });
    expect(look).toBe('imagery');
    expect(layers.map((l) => l.tiles.length)).toEqual([8, 8]);
    const [first = ''] = layers[0]?.tiles ?? [];
    expect(first).toMatch(/^https:\/\/t0\.tianditu\.gov\.cn\/img_w\/wmts\?/);
    expect(first).toContain('tk=k%261');
    expect(first).toContain('TILEMATRIX={z}&TILEROW={y}&TILECOL={x}');
  });
});
