import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { checkLongFiles } from './long-files.ts';

const lines = (count: number): string => 'const x = 0;\n'.repeat(count);

test('a file over 400 lines needs a reason', () => {
  const tree = { 'packages/a/src/long.ts': lines(401), 'packages/a/src/short.ts': lines(400) };
  expect(checkLongFiles(plantTree(tree))).toEqual([expect.stringContaining('packages/a/src/long.ts: 401 lines')]);
  const reasons = JSON.stringify({ 'packages/a/src/long.ts': 'one table of 390 official codes' });
  expect(checkLongFiles(plantTree({ ...tree, 'tools/long-files.json': reasons }))).toEqual([]);
});

test('an empty reason is none, and a reason without need must go', () => {
  const reasons = JSON.stringify({ 'packages/a/src/long.ts': ' ', 'packages/a/src/gone.ts': 'was long' });
  expect(checkLongFiles(plantTree({ 'packages/a/src/long.ts': lines(500), 'tools/long-files.json': reasons }))).toEqual(
    [expect.stringContaining('long.ts: 500 lines'), expect.stringContaining('gone.ts is not over 400')],
  );
});

test('generated files and documents may be long', () => {
  expect(
    checkLongFiles(
      plantTree({ 'db/schema.sql': lines(2000), 'docs/a.md': lines(900), 'packages/a/src/b.gen.ts': lines(900) }),
    ),
  ).toEqual([]);
});
