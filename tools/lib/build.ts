import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execNode } from './exec.ts';
import { listFiles } from './files.ts';
import { bin, root } from './paths.ts';

export type App = 'console' | 'field';
export const apps: readonly App[] = ['console', 'field'];

// What a browser bundle is made of; the lockfile stands for every package in it.
const SOURCES = ['packages/domain', 'packages/map'];

/** SHA-256 over the names and bytes of everything that ends up in an app's bundle, the lockfile included. */
export function sourceHash(base: string, app: App): string {
  const hash = createHash('sha256');
  const files = [...SOURCES, `packages/${app}`].flatMap((folder) =>
    existsSync(path.join(base, folder)) ? listFiles(base, folder) : [],
  );
  for (const file of [...files.filter((name) => !/\.test\.tsx?$/.test(name)), 'package-lock.json']) {
    hash.update(`${file}\0`).update(readFileSync(path.join(base, file)));
  }
  return hash.digest('hex');
}

/** Builds an app with vite when its sources changed since the last build; gives the output of a failed build. */
export async function build(app: App): Promise<{ ok: boolean; built: boolean; output: string }> {
  const stamp = path.join(root, 'packages', app, 'dist', '.stamp');
  const hash = sourceHash(root, app);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { ok: true, built: false, output: '' };
  const { code, output } = await execNode([bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: path.join(root, 'packages', app),
    env: { NODE_ENV: 'production' },
  });
  if (code === 0) writeFileSync(stamp, hash);
  return { ok: code === 0, built: true, output };
}
