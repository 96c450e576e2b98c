import { expect, test } from 'vitest';
import { readListView, readRange, writeListView, writeRange } from './list-search.ts';

const keys = ['village', 'state', 'pbfMu'];

test('a view goes through the address and back', () => {
  const view = {
    page: 3,
    pageSize: 100,
    sort: '-due',
    q: '堆场',
    view: 'mine',
    filters: { village: ['清溪', '石桥,北', '~柳湾'], pbfMu: ['1..'] },
  };
  const search = writeListView(view, {}, keys);
  expect(readListView(search, keys)).toEqual(view);
});

test('defaults leave no trace, foreign keys stay', () => {
  expect(writeListView({ page: 1, pageSize: 50, filters: {} }, { tab: 'map', state: 'x' }, keys)).toEqual({
    tab: 'map',
  });
});

test('nonsense in the address becomes the default, page size is capped at the server limit', () => {
  expect(readListView({ page: '-2', pageSize: '9999', q: '' }, keys)).toEqual({ page: 1, pageSize: 200, filters: {} });
});

test('ranges may be open at either end', () => {
  expect(readRange('1..5')).toEqual({ min: '1', max: '5' });
  expect(readRange('..5')).toEqual({ max: '5' });
  expect(readRange('5')).toEqual({});
  expect(writeRange({ min: '2026-01-01' })).toBe('2026-01-01..');
  expect(writeRange({})).toBeUndefined();
});
