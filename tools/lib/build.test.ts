import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { plantTree } from '../testing/tree.ts';
import { sourceHash } from './build.ts';

test('the stamp changes with what ends up in the bundle, and with nothing else', () => {
  const tree = plantTree({
    'package-lock.json': '{}',
    'packages/console/src/main.tsx': 'a',
    'packages/console/src/main.test.tsx': 'a',
    'packages/domain/src/index.ts': 'a',
    'packages/server/src/index.ts': 'a',
    'packages/field/src/main.tsx': 'a',
  });
  const first = sourceHash(tree, 'console');
  for (const file of [
    'packages/server/src/index.ts',
    'packages/field/src/main.tsx',
    'packages/console/src/main.test.tsx',
  ]) {
    appendFileSync(path.join(tree, file), 'b');
    expect(sourceHash(tree, 'console')).toBe(first);
  }
  for (const file of ['packages/domain/src/index.ts', 'packages/console/src/main.tsx', 'package-lock.json']) {
    const before = sourceHash(tree, 'console');
    appendFileSync(path.join(tree, file), 'b');
    expect(sourceHash(tree, 'console')).not.toBe(before);
  }
  const before = sourceHash(tree, 'console');
  writeFileSync(path.join(tree, 'packages/console/src/new.ts'), '');
  expect(sourceHash(tree, 'console')).not.toBe(before);
});
