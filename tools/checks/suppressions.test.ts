import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { checkSuppressions } from './suppressions.ts';

const findings = (line: string): number => checkSuppressions(plantTree({ 'packages/a/src/a.ts': `${line}\n` })).length;

test.each([
  '// @ts-ignore',
  '// @ts-ignore because it is late',
  '// @ts-nocheck',
  '// @ts-expect-error',
  '// biome-ignore lint/suspicious/noExplicitAny',
  '// biome-ignore lint/suspicious/noExplicitAny:',
  '/* eslint-disable */',
  'const a: any = 0;',
  'f(b as any);',
  'const c: Array<any> = [];',
  'const d: Record<string, any> = {};',
  'function e(x: any[]): void {}',
  "test.only('x', () => {});",
  "it.todo('x');",
  "describe.skip('x', () => {});",
])('found: %s', (line) => {
  expect(findings(line)).toBe(1);
});

test.each([
  '// @ts-expect-error the library declares no such member (issue 12)',
  '// biome-ignore lint/a11y/noX: the map is its own widget',
  '// takes any, gives any, of those',
  "const text = 'as many as any';",
  'const anything: Company = any1;',
  "test.skipIf(!here)('x', () => {});",
])('left alone: %s', (line) => {
  expect(findings(line)).toBe(0);
});
