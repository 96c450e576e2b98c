import { expect, test } from 'vitest';
import { match } from './route.ts';

test('paths are matched part by part', () => {
  expect(match('/problem/:id/evidence', '/problem/a%2Fb/evidence')).toEqual({ id: 'a/b' });
  expect(match('/problem/:id', '/problem/1/evidence')).toBeNull();
  expect(match('/map', '/map/')).toEqual({});
  expect(match('/', '/')).toEqual({});
  expect(match('/', '/map')).toBeNull();
});
