import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { checkWords } from './words.ts';

const findings = (line: string): number => checkWords(plantTree({ 'docs/a.md': `${line}\n` })).length;
const shared = '../shared';

test.each([
  ['see ', '/wor', 'k/main/x'].join(''),
  ['', '/hom', 'e/me/x'].join(''),
  ['C:\\Use', 'rs\\me'].join(''),
  `${shared}/${['des', 'ign/ui.md'].join('')}`,
  `${shared}/${'other'}`,
  ['.lib', 'rary/env'].join(''),
  ['written with Cla', 'ude'].join(''),
])('found: %s', (line) => {
  expect(findings(line)).toBeGreaterThan(0);
});

test.each([
  `path.resolve(root, '${shared}/data')`,
  'docs/work/plan',
  'https://example.org/work/x',
  'the user agent',
  '/api/homesteads/',
])('left alone: %s', (line) => {
  expect(findings(line)).toBe(0);
});
