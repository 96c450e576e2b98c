import { expect, test } from 'vitest';
import type { ShotView } from '../../photos/shots.ts';
import { viewpointsOf } from './viewpoints.ts';

const shot = (id: string, viewpoint: string | null, stage: ShotView['stage']): ShotView => ({
  id,
  viewpoint,
  stage,
  kind: 'panorama',
  thumb: null,
  takenAt: null,
  item: null,
  server: null,
});
const pair = {
  viewpoint: '西南角',
  beforeId: null,
  duringId: null,
  afterId: null,
  distanceM: 5,
  bearingDiffDeg: 4,
  sameViewpoint: true,
};

test('photos stand under their viewpoint and stage; a viewpoint just named is there without photos', () => {
  const rows = viewpointsOf(
    [
      shot('a', '西南角', 'before'),
      shot('b', '西南角', 'after'),
      shot('c', null, 'scene'),
      shot('d', '路口', 'during'),
    ],
    [pair],
    ['路口', '井边'],
  );
  expect(rows.map((row) => row.name)).toEqual(['西南角', '路口', '井边']);
  expect(rows[0]?.shots.before.map((one) => one.id)).toEqual(['a']);
  expect(rows[0]?.pair?.sameViewpoint).toBe(true);
  expect(rows[1]?.shots).toMatchObject({ before: [], after: [] });
  expect(rows[2]?.pair).toBeNull();
});
