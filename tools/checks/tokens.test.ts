import { expect, test } from 'vitest';
import { root } from '../lib/paths.ts';
import { plantTree } from '../testing/tree.ts';
import { COPIES, checkTokens, SOURCE } from './tokens.ts';

const tree = (source: string, copy: string) =>
  plantTree({ [SOURCE]: source, ...Object.fromEntries(COPIES.map((file) => [file, copy])) });

test('a copy of the tokens that differs is named with its first line; line ends do not count', () => {
  const css = ':root {\n  --st-ink: #1b2620;\n}\n';
  expect(checkTokens(tree(css, css.replaceAll('\n', '\r\n')))).toEqual([]);
  expect(checkTokens(tree(css, css.replace('#1b2620', '#1b2621')))[0]).toMatch(/tokens\.css:2 differs/);
  expect(checkTokens(tree(css, `${css}.more {}\n`))[0]).toMatch(/tokens\.css:4 differs/);
});

test('the phone wears the look of the office', () => {
  expect(checkTokens(root)).toEqual([]);
});
