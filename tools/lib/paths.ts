import path from 'node:path';

/** The repository's root folder, absolute. */
export const root = path.resolve(import.meta.dirname, '..', '..');

/** Absolute path of a file inside the root's node_modules, for example `bin('knip/bin/knip.js')`. */
export function bin(file: string): string {
  return path.join(root, 'node_modules', ...file.split('/'));
}
