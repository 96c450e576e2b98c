import { expect, test } from 'vitest';
import { readTokens } from './tokens.ts';

test('the first declaration wins, comments are no declarations', () => {
  const map = readTokens(`:root { --a: #fff; /* --b: #000; */ --c: 0 0 0 2px #fff, 0 0 0 4px #000; }
    @media (prefers-contrast: more) { :root { --a: #111; } }`);
  expect(map.get('--a')).toBe('#fff');
  expect(map.has('--b')).toBe(false);
  expect(map.get('--c')).toBe('0 0 0 2px #fff, 0 0 0 4px #000');
});

test('several declarations on one line are all read', () => {
  expect([...readTokens(':root { --x-9: #1; --x-8: #2; }').values()]).toEqual(['#1', '#2']);
});
