import { expect, test } from 'vitest';
import { parseGround } from './parse-ground.ts';

test('corners one a line become a closed ring, numbered or not', () => {
  const ring = [
    [105.1, 30.1],
    [105.2, 30.1],
    [105.2, 30.2],
    [105.1, 30.1],
  ];
  expect(parseGround('105.1, 30.1\n105.2\t30.1\n105.2 30.2')).toEqual({
    kind: 'polygon',
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
  expect(parseGround('J1 105.1 30.1\nJ2 105.2 30.1\nJ3 105.2 30.2\nJ1 105.1 30.1')).toEqual({
    kind: 'polygon',
    geometry: { type: 'Polygon', coordinates: [ring] },
  });
});

test('one pair is a point, two are neither', () => {
  expect(parseGround('105.1 30.1')).toEqual({ kind: 'point', point: [105.1, 30.1] });
  expect(parseGround('105.1 30.1\n105.2 30.1')).toEqual({ kind: 'bad', why: 'twoCorners' });
});

test('metres and swapped degrees are not taken for degrees', () => {
  expect(parseGround('35478234.12 3321456.3')).toEqual({ kind: 'bad', why: 'notDegrees' });
  expect(parseGround('30.1 105.1')).toEqual({ kind: 'bad', why: 'notDegrees' });
});

test('GeoJSON of one feature is read, two features or other shapes are not', () => {
  const polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [105, 30],
        [105.1, 30],
        [105.1, 30.1],
        [105, 30],
      ],
    ],
  };
  const feature = { type: 'Feature', properties: {}, geometry: polygon };
  expect(parseGround(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))).toEqual({
    kind: 'polygon',
    geometry: polygon,
  });
  expect(parseGround(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] })).kind).toBe('bad');
  expect(parseGround('{"type":"Polygon"').kind).toBe('bad');
  expect(
    parseGround(
      JSON.stringify({
        type: 'LineString',
        coordinates: [
          [105, 30],
          [105.1, 30],
        ],
      }),
    ).kind,
  ).toBe('bad');
});
