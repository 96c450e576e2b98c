import { expect, test } from 'vitest';
import { activePath, type MenuNode } from './frame-types.ts';

const menu: MenuNode[] = [
  { key: 'home', label: '', icon: 'home', children: [{ path: '/', label: '' }] },
  {
    key: 'problem',
    label: '',
    icon: 'problem',
    children: [
      { path: '/problems', label: '' },
      { path: '/problems/board', label: '' },
    ],
  },
];

test('the deepest page that begins the address is marked', () => {
  expect(activePath(menu, '/problems/board')).toBe('/problems/board');
  expect(activePath(menu, '/problems/0137')).toBe('/problems');
  expect(activePath(menu, '/')).toBe('/');
});

test('the home page does not swallow everything, a name that only begins alike is another page', () => {
  expect(activePath(menu, '/problems-old')).toBeUndefined();
  expect(activePath(menu, '/elsewhere')).toBeUndefined();
});
