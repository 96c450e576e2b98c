import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The part of package-lock.json that is looked at. */
export interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * Optional binaries that the lockfile names but does not hold, as `who -> what`. npm drops what a registry mirror
 * cannot serve, and then `npm ci` fails on the platforms that were dropped (Windows first).
 */
export function missingBinaries(lock: Lock): string[] {
  const names = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));
  return Object.entries(lock.packages).flatMap(([key, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${key || 'root'} -> ${name}`),
  );
}

/** The lockfile below `root` must hold the binaries of every platform. */
export function checkLock(root: string): string[] {
  const lock: Lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return missingBinaries(lock).map(
    (line) => `package-lock.json lacks ${line}. Regenerate it with neither node_modules nor package-lock.json present.`,
  );
}
