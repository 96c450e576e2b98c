import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

// Walked, not asked of git: the checks must also run on an unpacked archive, and must see files not yet added.
const SKIPPED = new Set([
  'node_modules',
  'dist',
  '.git',
  '.cache',
  'coverage',
  'test-results',
  'playwright-report',
  '.vitest',
]);
const TEXT = /\.(ts|tsx|mts|cts|js|mjs|cjs|json|sql|md|css|html|svg|yml|yaml|txt|sh)$|(^|\/)(\.ci\/run|\.gitignore)$/;

export interface TextFile {
  /** Relative to the root that was asked, with forward slashes on every platform. */
  readonly path: string;
  readonly text: string;
}

/** Every file below `root` that is ours, as relative paths with forward slashes, sorted. Build output is left out. */
export function listFiles(root: string, folder = ''): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true })) {
    if (SKIPPED.has(entry.name) || entry.name.startsWith('.data') || entry.name.endsWith('.log')) continue;
    const child = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...listFiles(root, child));
    else if (entry.isFile()) found.push(child);
  }
  return found.sort();
}

/** The text files below `root` whose path matches `pattern`; binary and unknown kinds are never read. */
export function readTexts(root: string, pattern: RegExp): TextFile[] {
  return listFiles(root)
    .filter((file) => TEXT.test(file) && pattern.test(file))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}
