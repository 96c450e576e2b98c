// Every optional binary the lockfile names must be in it: npm drops what a registry mirror cannot serve, and then
// `npm ci` fails on the platforms that were dropped (Windows first).
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** @param {{packages: Record<string, {optionalDependencies?: Record<string, string>}>}} lock @returns {string[]} */
export function missingBinaries(lock) {
  const names = new Set(Object.keys(lock.packages).map((key) => key.replace(/^.*node_modules\//, '')));
  return Object.entries(lock.packages).flatMap(([key, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${key || 'root'} -> ${name}`),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const bad = missingBinaries(JSON.parse(readFileSync('package-lock.json', 'utf8')));
  if (bad.length > 0) {
    console.error(`package-lock.json lacks optional binaries, regenerate it without node_modules:\n${bad.join('\n')}`);
    process.exit(1);
  }
}
