import { expect, test } from 'vitest';
import { root } from '../lib/paths.ts';
import { checkLock, missingBinaries } from './lock.ts';

const lock = (...packages: string[]) => ({
  packages: {
    'node_modules/linter': { optionalDependencies: { 'linter-linux': '1.0.0', 'linter-windows': '1.0.0' } },
    ...Object.fromEntries(packages.map((name) => [`node_modules/${name}`, {}])),
  },
});

test('a binary that the registry dropped is named', () => {
  expect(missingBinaries(lock('linter-linux'))).toEqual(['node_modules/linter -> linter-windows']);
  expect(missingBinaries(lock('linter-linux', 'linter-windows'))).toEqual([]);
});

test('the lockfile of this repository is whole', () => {
  expect(checkLock(root)).toEqual([]);
});
