import type { PhotoView } from '@shoutian/domain/api';
import { expect, test } from 'vitest';
import { makeItem } from '../outbox/item.ts';
import { photo } from '../outbox/testing.ts';
import { mergeShots } from './shots.ts';
import { deviceName, factsOf } from './take.ts';

const file = new File(['x'], 'a.jpg', { type: 'image/jpeg', lastModified: Date.parse('2026-11-23T02:00:00Z') });
const fix = { lon: 110, lat: 30, accuracyM: 6, altitudeM: 812, headingDeg: null, at: 0 };
const look = { bearingDeg: 46, pitchDeg: 3, at: 0 };

test('a photo taken now carries position, direction and the file’s own time', () => {
  expect(factsOf(file, { kind: 'near', stage: 'scene', viewpoint: null }, { fix, look }, false)).toMatchObject({
    kind: 'near',
    stage: 'scene',
    takenAt: '2026-11-23T02:00:00.000Z',
    lng: 110,
    lat: 30,
    accuracyM: 6,
    altitudeM: 812,
    bearingDeg: 46,
    imported: false,
  });
});
test('without a fix nothing is made up: no zero for what nobody measured', () => {
  const facts = factsOf(file, { kind: 'near', viewpoint: null }, { fix: null, look: null }, false);
  for (const key of ['lng', 'lat', 'accuracyM', 'altitudeM', 'bearingDeg', 'stage'])
    expect(facts).not.toHaveProperty(key);
});
test('a picture from the album is marked and gets no place of the phone', () => {
  const facts = factsOf(file, { kind: 'near', viewpoint: null }, { fix, look }, true);
  expect(facts.imported).toBe(true);
  for (const key of ['lng', 'takenAt', 'bearingDeg']) expect(facts).not.toHaveProperty(key);
});
test('the phone’s name is what stands in the browser’s brackets', () => {
  expect(deviceName('Mozilla/5.0 (Linux; Android 10; V1901A) AppleWebKit')).toBe('Linux; Android 10; V1901A');
});

test('a photo that the town lists is not shown a second time', () => {
  const [a, b] = [makeItem(photo(), 'a', 0), makeItem(photo(), 'b', 1)];
  const rows = [{ id: 'a', kind: 'near', stage: 'scene', viewpoint: null, takenAt: null } as PhotoView];
  expect(mergeShots([a, b], a.group, rows).map((shot) => [shot.id, shot.item !== null])).toEqual([
    ['a', false],
    ['b', true],
  ]);
  expect(mergeShots([a, b], 'other', rows).map((shot) => shot.id)).toEqual(['a']);
});
